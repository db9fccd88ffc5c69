//! Typing errors: which known word an unknown one was meant to be.

use super::index::Index;
use super::lexicon::Lexicon;

/// Words shorter than this are taken as they are.
pub(super) const SHORTEST: usize = 4;
/// What each wrong letter takes away.
const PENALTY: f32 = 0.2;

/// What two swapped neighbours take away: hands that did not wait for each other know the word.
const SWAPPED: f32 = 0.1;

/// The word an unknown one was most likely meant to be, and how sure that is: 0.9 with two letters swapped, 0.8 with one wrong letter, 0.6 with two.
pub(super) fn nearest(index: &Index, word: &str) -> Option<(String, f32)> {
    let letters: Vec<char> = word.chars().collect();
    let allowed = match letters.len() {
        ..SHORTEST => return None,
        4..=7 => 1,
        _ => 2,
    };
    if let Some(meant) = swapped(index, &letters) {
        return Some((meant, 1.0 - SWAPPED));
    }
    let mut best: Option<(usize, &String)> = None;
    for length in letters.len().saturating_sub(allowed)..=letters.len() + allowed {
        for known in index.written(letters[0], length) {
            let most = best.map_or(allowed, |(d, _)| d - 1);
            match distance(&letters, known, most) {
                Some(0) => return None,
                Some(distance) => best = Some((distance, known)),
                None => {}
            }
        }
    }
    best.map(|(distance, known)| (known.clone(), PENALTY.mul_add(-(distance as f32), 1.0)))
}

/// The known word that comes out when two neighbours change places, also the first ones.
fn swapped(index: &Index, letters: &[char]) -> Option<String> {
    let lexicon = Lexicon::get();
    let is_known = |word: &String, first| lexicon.is_known(word) || lexicon.is_stop_word(word) || index.written(first, letters.len()).contains(word);
    (1..letters.len()).filter(|i| letters[i - 1] != letters[*i]).find_map(|i| {
        let mut other = letters.to_vec();
        other.swap(i - 1, i);
        let word = other.iter().collect();
        is_known(&word, other[0]).then_some(word)
    })
}

/// Letters to insert, drop, change or swap with their neighbour, if they are no more than `most`.
fn distance(a: &[char], b: &str, most: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        (before, above) = (above, row);
    }
    Some(above[b.len()]).filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::rules::index::Entry;
    use crate::kernel::ids::ArticleId;

    #[test]
    fn wrong_letters_are_counted_and_swapped_ones_count_once() {
        let between = |a: &str, b: &str, most| distance(&a.chars().collect::<Vec<_>>(), b, most);
        assert_eq!(between("delivry", "delivery", 1), Some(1));
        assert_eq!(between("recieve", "receive", 1), Some(1));
        assert_eq!(between("exchnages", "exchanges", 2), Some(1));
        assert_eq!(between("goat", "delivery", 2), None);
        assert_eq!(between("loan", "lamp", 1), None);
    }

    #[test]
    fn two_letters_that_changed_places_are_put_back_and_words_that_say_nothing_are_known_too() {
        let entry = Entry { id: ArticleId(1), question: "May I have a saucer?".into(), alternatives: vec![], keywords: vec![], body: String::new() };
        let index = Index::new([&entry]);
        for (typed, meant) in [("retrun", "return"), ("odrer", "order"), ("asucer", "saucer"), ("mcuh", "much")] {
            assert_eq!(nearest(&index, typed), Some((meant.to_owned(), 0.9)), "{typed}");
        }
        assert_eq!(nearest(&index, "saucre").map(|(word, _)| word), Some("saucer".into()));
        assert_eq!(nearest(&index, "zebra"), None);
    }
}
