//! Typing errors: which known word an unknown one was meant to be.

use super::index::Index;

/// Words shorter than this are taken as they are.
pub(super) const SHORTEST: usize = 4;
/// What each wrong letter takes away.
const PENALTY: f32 = 0.2;

/// The word an unknown one was most likely meant to be, and how sure that is: 0.8 with one wrong letter, 0.6 with two.
pub(super) fn nearest(index: &Index, word: &str) -> Option<(String, f32)> {
    let letters: Vec<char> = word.chars().collect();
    let allowed = match letters.len() {
        ..SHORTEST => return None,
        4..=7 => 1,
        _ => 2,
    };
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

    #[test]
    fn wrong_letters_are_counted_and_swapped_ones_count_once() {
        let between = |a: &str, b: &str, most| distance(&a.chars().collect::<Vec<_>>(), b, most);
        assert_eq!(between("delivry", "delivery", 1), Some(1));
        assert_eq!(between("recieve", "receive", 1), Some(1));
        assert_eq!(between("exchnages", "exchanges", 2), Some(1));
        assert_eq!(between("goat", "delivery", 2), None);
        assert_eq!(between("loan", "lamp", 1), None);
    }
}
