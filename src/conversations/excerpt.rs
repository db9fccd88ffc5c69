//! Which of the found texts fit best, and the part of each that shows why.

use super::markdown::to_words;
use super::queries::search::Found;
use std::collections::HashSet;

/// The marks around found words: characters that people's text never contains.
pub const MARKS: (char, char) = ('\u{1}', '\u{2}');

/// About so many characters are shown, a third of them before the first found word.
const SHOWN: usize = 120;
/// A text this much longer needs twice the hits to be as good: keeps one word in three from beating two in thirty by far.
const LENGTH: usize = 80;

/// In how many conversations something was found.
pub fn conversations(found: &[Found]) -> usize {
    found.iter().map(|f| f.conversation_id).collect::<HashSet<_>>().len()
}

/// The best text of each conversation, of the best `limit` of them. Texts come newest first with all found words marked: the more of a text is what
/// was looked for, the better; of equals the newest. Each is shown as words, without the marks of Markdown.
pub fn best(mut found: Vec<Found>, limit: usize) -> Vec<Found> {
    let score = |f: &Found| {
        let hits = f.snippet.matches(MARKS.0).count();
        hits * 1_000_000 / (f.snippet.chars().count() + LENGTH)
    };
    found.sort_by_cached_key(|f| std::cmp::Reverse(score(f)));
    let mut seen = HashSet::new();
    found.retain(|f| seen.insert(f.conversation_id));
    found.truncate(limit);
    for f in &mut found {
        f.snippet = cut(&to_words(&f.snippet));
    }
    found
}

/// What stands around the first found word, in whole words, with marks that match.
fn cut(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= SHOWN {
        return text.to_owned();
    }
    let first = chars.iter().position(|c| *c == MARKS.0).unwrap_or(0);
    // Not into the middle of a word: back to the blank before it.
    let mut from = first.saturating_sub(SHOWN / 3);
    while from > 0 && !chars[from - 1].is_whitespace() {
        from -= 1;
    }
    let mut to = (from + SHOWN).min(chars.len());
    while to < chars.len() && !chars[to].is_whitespace() && to > first + 1 {
        to -= 1;
    }
    if to <= first + 1 {
        // One endless word.
        to = (first + SHOWN).min(chars.len());
    }
    let shown: String = chars[from..to].iter().collect();
    let open = shown.matches(MARKS.0).count() > shown.matches(MARKS.1).count();
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
    format!("{before}{}{}{after}", shown.trim(), if open { MARKS.1.to_string() } else { String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::ConversationId;

    /// Each in a conversation of its own.
    fn found(seq: i64, snippet: &str) -> Found {
        Found { conversation_id: ConversationId(seq), seq, snippet: snippet.to_owned(), entry: seq }
    }

    #[test]
    fn of_each_conversation_only_its_best_text_is_shown() {
        let here = |seq, snippet| Found { conversation_id: ConversationId(1), ..found(seq, snippet) };
        let all = vec![here(9, "so a \u{1}mug\u{2}"), here(8, "\u{1}mug\u{2}"), found(2, "and once more some other \u{1}mug\u{2}")];
        assert_eq!(conversations(&all), 2);
        assert_eq!(best(all, 2).iter().map(|f| f.seq).collect::<Vec<_>>(), [8, 2]);
    }

    #[test]
    fn the_text_that_is_mostly_what_was_looked_for_comes_first_and_of_equals_the_newest() {
        let long = format!("\u{1}mug\u{2} {}", "and much else ".repeat(30));
        let all = vec![found(9, &long), found(8, "a \u{1}mug\u{2}"), found(7, "a \u{1}mug\u{2}"), found(6, "\u{1}mug\u{2} \u{1}mug\u{2}")];
        assert_eq!(best(all, 3).iter().map(|f| f.seq).collect::<Vec<_>>(), [6, 8, 7]);
    }

    #[test]
    fn an_excerpt_is_read_as_words() {
        let shown = best(vec![found(1, "I **\u{1}look\u{2}** into\n\n- the _\u{1}look\u{2}ing_ glass")], 1).remove(0).snippet;
        assert_eq!(shown, "I \u{1}look\u{2} into the \u{1}look\u{2}ing glass");
    }

    #[test]
    fn an_excerpt_stands_around_the_first_found_word_in_whole_words() {
        let text = format!("{} the \u{1}vase\u{2} was broken {}", "before ".repeat(20), "after ".repeat(40));
        let shown = cut(&text);
        assert!(shown.starts_with("…before ") && shown.contains(" the \u{1}vase\u{2} was broken after") && shown.ends_with(" after…"), "{shown}");
        assert!(shown.chars().count() <= SHOWN + 4);
        assert_eq!(cut("a \u{1}mug\u{2}"), "a \u{1}mug\u{2}");
    }

    #[test]
    fn marks_match_even_in_one_endless_word() {
        let shown = cut(&format!("x \u{1}{}\u{2}", "ü".repeat(500)));
        assert_eq!((shown.matches('\u{1}').count(), shown.matches('\u{2}').count()), (1, 1), "{shown}");
    }

    #[test]
    fn any_text_can_be_cut() {
        for n in 0..300 {
            let text: String = (0..n)
                .map(|i| {
                    if i % 17 == 3 {
                        '\u{1}'
                    } else if i % 17 == 9 {
                        '\u{2}'
                    } else if i % 5 == 0 {
                        ' '
                    } else {
                        'é'
                    }
                })
                .collect();
            assert!(cut(&text).chars().count() <= n.max(SHOWN + 4));
        }
    }
}
