//! The articles of a business as an inverted index in memory: which terms stand where, and how much they tell apart.

use super::lexicon::Lexicon;
use super::words::{ITSELF, Word, split, words};
use crate::kernel::ids::ArticleId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// BM25: how soon more of the same word stops counting, and how much long texts are held against an article.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.3;
/// What a word that is common in any talk weighs, and when it stands in texts only.
const LIGHT: f32 = 0.6;
const LIGHT_IN_BODY: f32 = 0.2;
/// What a detail adds that is named itself, beside counting as any of its kind.
const ITSELF_FACTOR: f32 = 0.4;
/// Words of a text whose trigrams are kept.
const GRAMS_MAX: usize = 40;
/// What a word counts in each field; alternatives count once, however many of them use it.
const IN_QUESTION: f32 = 3.0;
const IN_ALTERNATIVE: f32 = 2.0;
const IN_KEYWORD: f32 = 2.5;
const IN_BODY: f32 = 0.4;

/// What of an article is matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which article.
    pub id: ArticleId,
    /// The question it answers.
    pub question: String,
    /// The same question in other words.
    pub alternatives: Vec<String>,
    /// Words and phrases that point to it.
    pub keywords: Vec<String>,
    /// The answer.
    pub body: String,
}

/// One wording of a question.
#[derive(Debug)]
pub(super) struct Wording {
    /// Its terms, each once, in order.
    pub terms: Vec<u32>,
    /// Its trigrams, each once, in order.
    pub grams: Vec<u32>,
}

/// An article as it is compared with a question.
#[derive(Debug)]
pub(super) struct Indexed {
    pub id: ArticleId,
    /// The question first, then its alternatives.
    pub wordings: Vec<Wording>,
    pub keywords: Vec<Vec<u32>>,
    /// Terms of the text.
    pub body: Vec<u32>,
}

/// The index of one business. Made anew when an article changes; read by any number of threads.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) articles: Vec<Indexed>,
    terms: HashMap<String, u32>,
    /// For each term: the articles that have it, and what it adds to their score.
    pub(super) postings: Vec<Vec<(u32, f32)>>,
    /// For each term: how much it tells apart.
    pub(super) weights: Vec<f32>,
    /// What a word weighs that no article has.
    pub(super) unknown_weight: f32,
    /// Words as they are written, by first letter and length, with their term: what a typing error may have been.
    surfaces: HashMap<(char, usize), Vec<String>>,
}

impl Index {
    /// Indexes articles.
    pub fn new<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut index = Self::default();
        let mut fields = Vec::new();
        let mut surfaces = BTreeSet::new();
        for entry in entries {
            fields.push(index.add(entry, &mut surfaces));
        }
        index.weigh(&fields);
        let known = Lexicon::get().singles().filter(|(_, term)| index.terms.contains_key(*term));
        surfaces.extend(known.map(|(word, _)| word.to_owned()));
        for word in surfaces {
            let mut letters = word.chars();
            let Some(first) = letters.next() else { continue };
            let length = letters.count() + 1;
            if length >= super::typos::SHORTEST {
                index.surfaces.entry((first, length)).or_default().push(word);
            }
        }
        index
    }

    /// How many articles it has.
    pub const fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The number of a term, if any article has it.
    pub(super) fn term(&self, term: &str) -> Option<u32> {
        self.terms.get(term).copied()
    }

    /// Written words with this first letter and length.
    pub(super) fn written(&self, first: char, length: usize) -> &[String] {
        self.surfaces.get(&(first, length)).map_or(&[], Vec::as_slice)
    }

    /// Takes an article in; gives back how often its terms stand in its fields, weighted, and whether only in the text.
    fn add(&mut self, entry: &Entry, surfaces: &mut BTreeSet<String>) -> BTreeMap<u32, (f32, bool)> {
        let mut counted: BTreeMap<u32, (f32, bool)> = BTreeMap::new();
        let mut numbered = |index: &mut Self, words: &[Word]| -> Vec<u32> {
            words
                .iter()
                .map(|word| {
                    let term = index.number(&word.term);
                    if !word.surface.contains(' ') {
                        surfaces.insert(word.surface.clone());
                    }
                    term
                })
                .collect()
        };
        let mut count = |terms: &[u32], weight: f32, strong: bool| {
            for term in terms {
                let (sum, is_strong) = counted.entry(*term).or_default();
                *sum += weight;
                *is_strong |= strong;
            }
        };
        let mut wordings = Vec::with_capacity(entry.alternatives.len() + 1);
        let mut said = Vec::new();
        for (nth, text) in [&entry.question].into_iter().chain(&entry.alternatives).enumerate() {
            let said_words = words(text);
            let terms = once(numbered(self, &said_words));
            if nth == 0 {
                count(&terms, IN_QUESTION, true);
            } else {
                said.extend_from_slice(&terms);
            }
            wordings.push(Wording { terms, grams: grams(text) });
        }
        count(&once(said), IN_ALTERNATIVE, true);
        let keywords: Vec<Vec<u32>> = entry.keywords.iter().map(|k| once(numbered(self, &words(k)))).filter(|k| !k.is_empty()).collect();
        count(&once(keywords.concat()), IN_KEYWORD, true);
        let body = numbered(self, &words(&entry.body));
        count(&body, IN_BODY, false);
        self.articles.push(Indexed { id: entry.id, wordings, keywords, body: once(body) });
        counted
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.terms.get(term) {
            return *number;
        }
        let number = self.terms.len() as u32;
        self.terms.insert(term.to_owned(), number);
        number
    }

    fn weigh(&mut self, fields: &[BTreeMap<u32, (f32, bool)>]) {
        let total = fields.len() as f32;
        let mut strong = vec![0.0_f32; self.terms.len()];
        let mut weak = vec![0.0_f32; self.terms.len()];
        for (term, (_, is_strong)) in fields.iter().flatten() {
            let counts = if *is_strong { &mut strong } else { &mut weak };
            counts[*term as usize] += 1.0;
        }
        let rarity = |n: f32| (1.0 + (total - n + 0.5) / (n + 0.5)).ln();
        // What stands only in texts says less about what an article is for: it counts as if half of those had it in their question.
        self.weights = strong.iter().zip(&weak).map(|(s, w)| rarity(if *s > 0.0 { *s } else { (w / 2.0).max(1.0) })).collect();
        for (term, number) in &self.terms {
            if Lexicon::get().is_light(term) {
                self.weights[*number as usize] *= if strong[*number as usize] > 0.0 { LIGHT } else { LIGHT_IN_BODY };
            }
            self.weights[*number as usize] *= if term.starts_with(ITSELF) { ITSELF_FACTOR } else { Lexicon::get().factor(term) };
        }
        self.unknown_weight = rarity(0.0);
        let length = |field: &BTreeMap<u32, (f32, bool)>| field.values().map(|(n, _)| n).sum::<f32>();
        let average = fields.iter().map(length).sum::<f32>() / total.max(1.0);
        self.postings = vec![Vec::new(); self.terms.len()];
        for (article, field) in fields.iter().enumerate() {
            let norm = SATURATION * (1.0 - LENGTH + LENGTH * length(field) / average.max(1.0));
            for (term, (n, _)) in field {
                let score = self.weights[*term as usize] * n / (n + norm);
                self.postings[*term as usize].push((article as u32, score));
            }
        }
    }
}

/// Sorted, each once.
fn once(mut terms: Vec<u32>) -> Vec<u32> {
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The trigrams of a text in lower case, with a blank around each word; sorted, each once.
pub(super) fn grams(text: &str) -> Vec<u32> {
    let mut grams = Vec::new();
    for word in split(text, GRAMS_MAX) {
        let letters: Vec<u32> = [' '].into_iter().chain(word.chars()).chain([' ']).map(u32::from).collect();
        grams.extend(letters.windows(3).map(|w| w[0].wrapping_mul(0x9E37_79B1) ^ w[1].wrapping_mul(0x85EB_CA6B) ^ w[2].wrapping_mul(0xC2B2_AE35)));
    }
    once(grams)
}
