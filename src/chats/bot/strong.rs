//! Words after which nobody wants to talk to a bot.

use super::think::tokens;
use std::sync::LazyLock;

const WORDS: &str = include_str!("seed/strong.txt");

static PHRASES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| WORDS.lines().filter(|l| !l.starts_with('#')).map(tokens).filter(|p| !p.is_empty()).collect());

/// The words that show anger or an accusation, if there are any.
pub fn found(said: &[String]) -> Option<String> {
    PHRASES.iter().find(|phrase| said.windows(phrase.len()).any(|w| w == phrase.as_slice())).map(|phrase| phrase.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anger_is_heard_in_three_languages_as_whole_words_only() {
        let hears = |text: &str| found(&tokens(text)).is_some();
        for text in [
            "This is a SCAM!",
            "I will sue you.",
            "You are the worst…",
            "nyinyi ni wezi",
            "Huduma mbovu kabisa",
            "I'm fed up",
            "Das ist Betrug!",
            "Ich bin wütend",
        ] {
            assert!(hears(text), "{text}");
        }
        for text in [
            "Do you have a scampi plate?",
            "I like the horribly hot sauce",
            "issue with my order",
            "policed",
            "shitake mushrooms",
            "my order is late",
            "Wo ist mein Paket?",
        ] {
            assert!(!hears(text), "{text}");
        }
    }

    #[test]
    fn every_line_of_the_list_counts_once() {
        let mut all = PHRASES.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), PHRASES.len());
        assert!(PHRASES.len() > 60);
    }
}
