//! Finding the articles that may answer a question, how sure that is, and which words counted.

use super::index::{Index, Indexed, grams};
use super::lexicon::Lexicon;
use super::trust::{Evidence, Model, Signs};
use super::typos;
use super::words::{ITSELF, words_of_question};
use crate::kernel::ids::ArticleId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many articles are looked at closely.
const CLOSELY: usize = 12;
/// How many candidates are told.
const TOLD: usize = 5;
/// How many unknown words of a question are looked up as typing errors.
const TYPOS_MAX: usize = 12;
/// What a word weighs that no article knows, beside one that only one article has: often the name of a thing, which many questions are not about.
const UNKNOWN: f32 = 0.6;
/// The same for a word that is common in any talk.
const LIGHT: f32 = 0.15;
/// What is added to every wording, in unknown words, so that one of a single common word is not met by every question with that word.
const SHORT: f32 = 0.25;
/// What a word of the text explains beside a word of the question.
const IN_BODY: f32 = 0.4;

/// A word of the question and what it did for a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The word or phrase as it was typed.
    pub word: String,
    /// How much of the confidence it brought, in points; 0 when the article does not have it.
    pub points: u8,
}

/// An article that may be the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which.
    pub article: ArticleId,
    /// How sure it is, 0 to 100, told with caution: of the answers given at 70 and above at least 95 in 100 are right.
    pub confidence: u8,
    /// The words of the question and what each counted, in order.
    pub why: Vec<Counted>,
}

/// What was found for a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// At most five, the surest first.
    pub best: Vec<Candidate>,
}

/// A word of a question as the index sees it.
struct Asked {
    typed: String,
    term: Option<u32>,
    /// How much it tells apart.
    weight: f32,
    /// 1, or less when it is taken for a typing error.
    quality: f32,
}

/// A question as the index sees it.
struct Question {
    words: Vec<Asked>,
    grams: Vec<u32>,
    weight: f32,
}

/// An article and how it compares with the question.
pub(super) struct Compared {
    pub article: ArticleId,
    pub evidence: Evidence,
    /// What each word of the question is worth in it.
    matched: Vec<f32>,
}

impl Index {
    /// The articles that may answer a question.
    pub fn find(&self, question: &str) -> Found {
        let question = self.read(question);
        let ranked = self.ranked(&question, &Model::FITTED);
        let trusted = ranked.iter().map(|(compared, signs)| candidate(&question, compared, Model::FITTED.confidence(signs)));
        let mut best: Vec<Candidate> = trusted.filter(|c| c.confidence > 0).collect();
        best.sort_by_key(|c| std::cmp::Reverse(c.confidence));
        best.truncate(TOLD);
        Found { best }
    }

    /// What is known about each candidate before it becomes a confidence: for fitting.
    #[cfg(test)]
    pub(super) fn signs(&self, question: &str, model: &Model) -> Vec<(Compared, Signs)> {
        self.ranked(&self.read(question), model)
    }

    fn read(&self, question: &str) -> Question {
        let mut typos = 0;
        let words = words_of_question(question, |stem| {
            typos += 1;
            if typos > TYPOS_MAX || self.term(stem).is_some() { None } else { typos::nearest(self, stem) }
        });
        let (mut asked, mut seen) = (Vec::<Asked>::new(), BTreeSet::new());
        for word in &words {
            let term = self.term(&word.term);
            if (term.is_some() || !word.term.starts_with(ITSELF)) && seen.insert(&word.term) {
                let light = if Lexicon::get().is_light(&word.term) { LIGHT } else { UNKNOWN };
                let weight = term.map_or(self.unknown_weight * light, |t| self.weights[t as usize]);
                asked.push(Asked { typed: word.typed.clone(), term, weight, quality: word.quality });
            }
        }
        let weight = asked.iter().map(|w| w.weight).sum();
        Question { words: asked, grams: grams(question), weight }
    }

    /// The most likely articles by BM25, compared closely.
    fn compare(&self, question: &Question) -> Vec<Compared> {
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
        let has = |terms: &[u32], term: u32| terms.binary_search(&term).is_ok();
        let mut evidence = Evidence { bm25: score / question.weight.max(f32::EPSILON), ..Evidence::default() };
        for wording in &article.wordings {
            let matched: f32 = question.words.iter().filter(|w| w.term.is_some_and(|t| has(&wording.terms, t))).map(|w| w.weight * w.quality).sum();
            let all: f32 = wording.terms.iter().map(|t| self.weights[*t as usize]).sum();
            let (of_question, of_wording) = (matched / question.weight, (matched / (all + self.unknown_weight * SHORT)).min(1.0));
            evidence.wording = evidence.wording.max((of_question * of_wording).sqrt());
            evidence.letters = evidence.letters.max(dice(&question.grams, &wording.grams));
        }
        for keyword in &article.keywords {
            let quality = |t: &u32| question.words.iter().find(|w| w.term == Some(*t)).map(|w| w.quality);
            if let Some(matched) = keyword.iter().map(|t| Some(self.weights[*t as usize] * quality(t)?)).sum::<Option<f32>>() {
                evidence.keyword = evidence.keyword.max(matched / question.weight);
            }
        }
        let strong = |t: u32| article.wordings.iter().any(|w| has(&w.terms, t)) || article.keywords.iter().any(|k| has(k, t));
        let mut matched = Vec::with_capacity(question.words.len());
        for word in &question.words {
            let share = word.weight * word.quality / question.weight;
            let (in_strong, in_body) = word.term.map_or((false, false), |t| (strong(t), has(&article.body, t)));
            evidence.covered += if in_strong { share } else { 0.0 };
            evidence.amount += if in_strong { word.weight * word.quality / (2.0 * self.unknown_weight) } else { 0.0 };
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

    /// The candidates in order of their rank, each with what makes it more or less sure.
    fn ranked(&self, question: &Question, model: &Model) -> Vec<(Compared, Signs)> {
        let mut compared: Vec<(f32, Compared)> = self.compare(question).into_iter().map(|c| (model.rank(&c.evidence), c)).collect();
        compared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.article.cmp(&b.1.article)));
        let (first, second) = (compared.first().map(|c| c.0), compared.get(1).map(|c| c.0));
        let unknown: f32 = question.words.iter().filter(|w| w.term.is_none()).map(|w| w.weight).sum();
        let (unknown, words) = (unknown / question.weight.max(f32::EPSILON), question.words.len() as f32);
        let with_signs = |(i, (_, c)): (usize, (f32, Compared))| {
            let signs = model.signs(&c.evidence, if i == 0 { second } else { first }, unknown, words);
            (c, signs)
        };
        compared.into_iter().enumerate().map(with_signs).collect()
    }
}

fn candidate(question: &Question, compared: &Compared, confidence: f32) -> Candidate {
    let all: f32 = compared.matched.iter().sum::<f32>().max(f32::EPSILON);
    let percent = (confidence * 100.0).floor();
    let mut why: Vec<Counted> = Vec::with_capacity(question.words.len());
    for (word, share) in question.words.iter().zip(&compared.matched) {
        let points = (share / all * percent).round() as u8;
        match why.last_mut().filter(|last| last.word == word.typed) {
            Some(last) => last.points += points,
            None => why.push(Counted { word: word.typed.clone(), points }),
        }
    }
    Candidate { article: compared.article, confidence: percent as u8, why }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::rules::labelled::entries;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&entries()));

    #[test]
    fn a_candidate_says_which_words_counted_and_how_much() {
        let found = INDEX.find("Where is my refund, John?");
        let best = &found.best[0];
        assert_eq!(entries()[best.article.0 as usize].question, "When do I get my refund?");
        let points = |word: &str| best.why.iter().find(|c| c.word == word).map(|c| c.points);
        assert!(points("refund") > points("where") && points("john") == Some(0), "{:?}", best.why);
        let sum: i32 = best.why.iter().map(|c| i32::from(c.points)).sum();
        assert!((sum - i32::from(best.confidence)).abs() <= best.why.len() as i32);
    }

    #[test]
    fn typing_errors_in_a_phrase_are_seen_through() {
        let question = |text: &str| INDEX.find(text).best.first().map(|c| entries()[c.article.0 as usize].question.clone());
        assert_eq!(question("forgoten pasword"), Some("I forgot my password".into()));
        assert_eq!(question("openning hours"), Some("When are you open?".into()));
        assert_eq!(question("cash on delivry"), Some("Can I pay cash on delivery?".into()));
    }

    #[test]
    fn without_articles_nothing_is_found() {
        assert_eq!(Index::new(&[]).find("where is my order"), Found::default());
        assert!(Index::new(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_survived(text in "\\PC{0,200}") {
            let found = INDEX.find(&text);
            prop_assert!(found.best.len() <= TOLD && found.best.iter().all(|c| c.confidence <= 100));
            prop_assert!(found.best.windows(2).all(|pair| pair[0].confidence >= pair[1].confidence));
        }
    }
}
