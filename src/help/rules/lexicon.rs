//! Words of one meaning and words without any, in English and in the Swahili that is mixed into it.

use super::stem::stem;
use super::words::split;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The longest phrase of the table, in words.
pub const PHRASE_MAX: usize = 5;

/// What a term weighs that says what is asked for, and one that is only a detail.
const ASKED_FOR: f32 = 1.25;
const DETAIL: f32 = 0.6;

const CONCEPTS: &str = include_str!("concepts.txt");
const STOP_WORDS: &str = include_str!("stop.txt");
const LIGHT: &str = include_str!("light.txt");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The table of words.
#[derive(Debug)]
pub struct Lexicon {
    concepts: HashMap<String, &'static str>,
    /// What terms weigh that weigh more or less than others.
    factors: HashMap<&'static str, f32>,
    /// Every word that is part of a phrase.
    parts: HashSet<String>,
    stop_words: HashSet<&'static str>,
    /// Stems of words that are common in any talk.
    light: HashSet<String>,
}

impl Lexicon {
    /// The one table.
    pub fn get() -> &'static Self {
        &LEXICON
    }

    fn read() -> Self {
        let mut concepts = HashMap::new();
        let mut factors = HashMap::new();
        for line in CONCEPTS.lines().filter(|l| !l.starts_with('#')) {
            let Some((term, others)) = line.split_once(':') else { continue };
            let (mark, term) = term.split_once(' ').filter(|(mark, _)| ["!", "~"].contains(mark)).unwrap_or(("", term));
            if !mark.is_empty() {
                factors.insert(term, if mark == "!" { ASKED_FOR } else { DETAIL });
            }
            for phrase in others.split(',').chain([term]) {
                concepts.insert(key(phrase), term);
            }
        }
        let parts = concepts.keys().flat_map(|phrase: &String| phrase.split(' ')).map(str::to_owned).collect();
        Self { concepts, factors, parts, stop_words: STOP_WORDS.split_whitespace().collect(), light: LIGHT.split_whitespace().map(stem).collect() }
    }

    /// What a stem, or several with a blank between, counts as.
    pub fn concept(&self, stems: &str) -> Option<&'static str> {
        self.concepts.get(stems).copied()
    }

    /// How much more or less than its rarity a term weighs.
    pub fn factor(&self, term: &str) -> f32 {
        self.factors.get(term).copied().unwrap_or(1.0)
    }

    /// Whether a stem stands anywhere in the table.
    pub fn is_known(&self, stem: &str) -> bool {
        self.parts.contains(stem)
    }

    /// Single words of the table and what they count as.
    pub fn singles(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.concepts.iter().filter(|(word, _)| !word.contains(' ')).map(|(word, term)| (word.as_str(), *term))
    }

    /// Whether a folded word says nothing by itself.
    pub fn is_stop_word(&self, word: &str) -> bool {
        word.chars().count() < 2 || self.stop_words.contains(word)
    }

    /// Whether a term is common in any talk: an article that does not have it may answer all the same.
    pub fn is_light(&self, term: &str) -> bool {
        self.light.contains(term)
    }

    /// The meaning of a Swahili verb without its prefixes, also of an English verb that was given some: `nimelipa`, `kubook`, `mnadeliver`.
    pub fn bare_verb(&self, word: &str) -> Option<&'static str> {
        let word = word.strip_suffix("je").unwrap_or(word);
        let rests = INFINITIVES.iter().filter_map(|prefix| word.strip_prefix(prefix)).chain(
            SUBJECTS.iter().filter_map(|subject| word.strip_prefix(subject)).flat_map(|rest| TENSES.iter().filter_map(|tense| rest.strip_prefix(tense))),
        );
        rests.flat_map(|rest| OBJECTS.iter().filter_map(|object| rest.strip_prefix(object))).filter(|root| root.len() >= 4).find_map(|root| {
            // As a wish (rudishe), denied (lipi), done for somebody (rudishia), and both (rudishie).
            let plain = ["ie", "ia", "e", "i"].iter().filter_map(|ending| root.strip_suffix(ending)).map(|r| format!("{r}a"));
            self.concept(&stem(root)).or_else(|| plain.into_iter().find_map(|verb| self.concept(&verb)))
        })
    }
}

const INFINITIVES: &[&str] = &["ku", "na", "ni", "tu", "u", "m", "si", "msi"];
const SUBJECTS: &[&str] = &["ni", "u", "a", "tu", "m", "mu", "wa", "i", "li", "ya", "ki", "vi", "zi", "si", "ha", "hai", "hau", "hazi", "hatu", "ham", "hawa"];
const TENSES: &[&str] = &["na", "li", "ta", "me", "ki", "nge", "ja", "ka", "ku", "lizo", "liyo", "licho", "lipo"];
const OBJECTS: &[&str] = &["", "ni", "ku", "m", "wa", "i", "zi", "ki", "vi", "u", "tu", "ya", "ji"];

fn key(phrase: &str) -> String {
    split(phrase, usize::MAX).iter().map(|word| stem(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_meaning_and_phrases_are_short() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in CONCEPTS.lines().filter(|l| !l.starts_with('#')) {
            let (term, others) = line.trim_start_matches(['!', '~', ' ']).split_once(':').expect("a meaning and its words");
            for phrase in others.split(',') {
                let key = key(phrase);
                assert!(!key.is_empty() && key.split(' ').count() <= PHRASE_MAX, "{term}: “{phrase}”");
                let before = seen.insert(key.clone(), term);
                assert!(before.is_none_or(|b| b == term), "“{phrase}” means {term} and {}", before.unwrap_or_default());
            }
        }
        for line in CONCEPTS.lines().filter(|l| !l.starts_with('#')) {
            let (term, _) = line.trim_start_matches(['!', '~', ' ']).split_once(':').expect("a meaning and its words");
            assert_eq!(Lexicon::get().concept(&key(term)), Some(term));
        }
    }

    #[test]
    fn english_words_are_not_taken_for_verbs_with_prefixes() {
        for word in ["iphone", "until", "amount", "kitchen", "michael"] {
            assert_eq!(Lexicon::get().bare_verb(word), None, "{word}");
        }
    }
}
