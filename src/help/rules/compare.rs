//! Comparing a question with articles: which words of it they have, and how close their wordings and keywords come.

use super::index::{Index, Indexed, Wording, grams};
use super::lexicon::Lexicon;
use super::trust::Evidence;
use super::typos;
use super::words::{ITSELF, words_of_question};
use crate::kernel::ids::ArticleId;
use std::collections::BTreeSet;

/// How many articles are looked at closely.
const CLOSELY: usize = 12;
/// How many unknown words of a question are looked up as typing errors.
const TYPOS_MAX: usize = 12;
/// What a word weighs that no article knows, beside one that only one article has: often the name of a thing, which many questions are not about.
const UNKNOWN: f32 = 0.4;
/// The same for a word that is common in any talk.
const LIGHT: f32 = 0.15;
/// What is added to every wording and part of a question, in unknown words, so that one of a single common word is not met by that word alone.
const SHORT: f32 = 0.25;
/// The longest part of a question that is compared by itself, in words that count.
const PART_MAX: usize = 8;
/// What a word of the text explains beside a word of the question.
const IN_BODY: f32 = 0.4;

/// A word of a question as the index sees it.
pub(super) struct Asked {
    pub typed: String,
    term: Option<u32>,
    /// How much it tells apart.
    weight: f32,
    /// 1, or less when it is taken for a typing error.
    quality: f32,
    /// Whether it says what is asked for.
    is_asked_for: bool,
}

/// A question as the index sees it.
pub(super) struct Question {
    pub words: Vec<Asked>,
    grams: Vec<u32>,
    weight: f32,
}

/// An article and how it compares with the question.
pub(super) struct Compared {
    pub article: ArticleId,
    pub evidence: Evidence,
    /// What each word of the question is worth in it.
    pub matched: Vec<f32>,
}

impl Question {
    /// The share of it that no article knows.
    pub(super) fn unknown(&self) -> f32 {
        self.words.iter().filter(|w| w.term.is_none()).map(|w| w.weight).sum::<f32>() / self.weight
    }
}

impl Index {
    pub(super) fn read(&self, question: &str) -> Question {
        let mut typos = 0;
        let words = words_of_question(question, |stem| {
            typos += 1;
            if typos > TYPOS_MAX || self.term(stem).is_some() { None } else { typos::nearest(self, stem) }
        });
        let (mut asked, mut seen) = (Vec::<Asked>::new(), BTreeSet::new());
        for word in &words {
            let term = self.term(&word.term);
            if (term.is_some() || !word.term.starts_with(ITSELF)) && seen.insert(&word.term) {
                let weight = term.map_or_else(|| self.unknown_weight * strange(&word.term), |t| self.weights[t as usize]);
                let is_asked_for = Lexicon::get().factor(&word.term) > 1.0;
                asked.push(Asked { typed: word.typed.clone(), term, weight, quality: word.quality, is_asked_for });
            }
        }
        let weight = asked.iter().map(|w| w.weight).sum::<f32>().max(f32::EPSILON);
        Question { words: asked, grams: grams(question), weight }
    }

    /// The most likely articles by BM25, compared closely.
    pub(super) fn compare(&self, question: &Question) -> Vec<Compared> {
        let mut scores = vec![0.0_f32; self.articles.len()];
        for word in &question.words {
            for (article, score) in word.term.map_or(&[][..], |t| &self.postings[t as usize]) {
                scores[*article as usize] += score * word.quality;
            }
        }
        let mut likely: Vec<(u32, f32)> = (0..).zip(scores).filter(|(_, score)| *score > 0.0).collect();
        if likely.len() > CLOSELY {
            likely.select_nth_unstable_by(CLOSELY, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            likely.truncate(CLOSELY);
        }
        likely.into_iter().map(|(article, score)| self.closely(question, &self.articles[article as usize], score)).collect()
    }

    fn closely(&self, question: &Question, article: &Indexed, score: f32) -> Compared {
        let mut evidence = Evidence { bm25: score / question.weight, ..Evidence::default() };
        // How many wordings and keywords have each word.
        let mut usual = vec![0_u32; question.words.len()];
        for wording in &article.wordings {
            self.close(question, wording, &mut evidence, &mut usual);
        }
        let two = 2.0 * self.unknown_weight;
        for keyword in &article.keywords {
            let quality = |t: &u32| question.words.iter().find(|w| w.term == Some(*t)).map(|w| w.quality);
            if let Some(matched) = keyword.iter().map(|t| Some(self.weights[*t as usize] * quality(t)?)).sum::<Option<f32>>() {
                evidence.keyword = evidence.keyword.max(matched / question.weight);
                evidence.pointed = evidence.pointed.max((matched / two).min(1.0));
                for (word, n) in question.words.iter().zip(&mut usual) {
                    *n += u32::from(word.term.is_some_and(|t| keyword.binary_search(&t).is_ok()));
                }
            }
        }
        let all = (article.wordings.len() as f32).max(1.0);
        let is_in = |terms: &[u32], word: &Asked| word.term.is_some_and(|t| terms.binary_search(&t).is_ok());
        let mut matched = Vec::with_capacity(question.words.len());
        for (word, n) in question.words.iter().zip(usual) {
            let share = word.weight * word.quality / question.weight;
            let (in_strong, in_body) = (n > 0 || article.keywords.iter().any(|k| is_in(k, word)), is_in(&article.body, word));
            evidence.usual += share * (n as f32 / all).min(1.0).sqrt();
            if in_strong {
                evidence.covered += share;
                evidence.amount += word.weight * word.quality / two;
            } else if word.is_asked_for {
                evidence.missed += share;
            }
            evidence.anywhere += if in_strong || in_body { share } else { 0.0 };
            matched.push(if in_strong {
                share
            } else if in_body {
                share * IN_BODY
            } else {
                0.0
            });
        }
        evidence.amount = evidence.amount.min(1.0);
        Compared { article: article.id, evidence, matched }
    }

    /// How close one wording comes, to the whole question and to its best part.
    fn close(&self, question: &Question, wording: &Wording, evidence: &mut Evidence, usual: &mut [u32]) {
        evidence.letters = evidence.letters.max(dice(&question.grams, &wording.grams));
        let said: Vec<bool> = question.words.iter().map(|w| w.term.is_some_and(|t| wording.terms.binary_search(&t).is_ok())).collect();
        let all: f32 = wording.terms.iter().map(|t| self.weights[*t as usize]).sum::<f32>() + self.unknown_weight * SHORT;
        let mut whole = 0.0;
        for (start, word) in question.words.iter().enumerate().filter(|(i, _)| said[*i]) {
            usual[start] += 1;
            whole += word.weight * word.quality;
            let (mut matched, mut weight) = (0.0, self.unknown_weight * SHORT);
            for (word, is_said) in question.words.iter().zip(&said).skip(start).take(PART_MAX) {
                weight += word.weight;
                if *is_said {
                    matched += word.weight * word.quality;
                    evidence.part = evidence.part.max((matched / weight * (matched / all).min(1.0)).sqrt());
                }
            }
        }
        evidence.wording = evidence.wording.max((whole / question.weight * (whole / all).min(1.0)).sqrt());
    }
}

/// What a word weighs that no article has, beside one that only one article has.
fn strange(term: &str) -> f32 {
    let (lexicon, factor) = (Lexicon::get(), Lexicon::get().factor(term));
    if lexicon.is_light(term) {
        LIGHT
    } else if factor > 1.0 {
        factor
    } else {
        UNKNOWN * factor
    }
}

/// How alike two sorted sets are: 0 to 1.
fn dice(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
        }
    }
    2.0 * common as f32 / (a.len() + b.len()).max(1) as f32
}
