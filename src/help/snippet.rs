//! Text around found words, as pages show it.

use super::draft::ARTICLE_PLACEHOLDERS;
use super::queries::search::MARKS;

/// The snippet with no marks inside placeholders, which then can be filled.
pub fn whole_placeholders(snippet: &str) -> String {
    ARTICLE_PLACEHOLDERS.iter().fold(snippet.to_owned(), |text, name| text.replace(&format!("{{{}{name}{}}}", MARKS.0, MARKS.1), &format!("{{{name}}}")))
}

/// A snippet in pieces; `true` stands between the marks.
pub fn pieces(snippet: &str) -> Vec<(String, bool)> {
    let mut pieces = vec![(String::new(), false)];
    for c in snippet.chars() {
        if c == MARKS.0 || c == MARKS.1 {
            pieces.push((String::new(), c == MARKS.0));
        } else if let Some((text, _)) = pieces.last_mut() {
            text.push(c);
        }
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_told_apart() {
        assert_eq!(pieces("a \u{1}b\u{2} c"), [("a ".into(), false), ("b".into(), true), (" c".into(), false)]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn a_word_that_was_found_inside_a_placeholder_is_not_marked() {
        assert_eq!(whole_placeholders("At {\u{1}business\u{2}} a \u{1}business\u{2}."), "At {business} a \u{1}business\u{2}.");
    }
}
