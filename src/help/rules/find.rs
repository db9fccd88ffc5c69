//! Finding the articles that may answer a question, how sure that is, and which words counted.

use super::compare::{Compared, Question};
use super::index::Index;
use super::trust::{Model, Signs};
use crate::kernel::ids::ArticleId;
use serde::{Deserialize, Serialize};

/// How many candidates are told.
const TOLD: usize = 5;

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

    /// The candidates in order of their rank, each with what makes it more or less sure.
    fn ranked(&self, question: &Question, model: &Model) -> Vec<(Compared, Signs)> {
        let mut compared: Vec<(f32, Compared)> = self.compare(question).into_iter().map(|c| (model.rank(&c.evidence), c)).collect();
        compared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.article.cmp(&b.1.article)));
        let (first, second) = (compared.first().map(|c| c.0), compared.get(1).map(|c| c.0));
        let (unknown, words) = (question.unknown(), question.words.len() as f32);
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
    fn of_a_long_question_the_part_that_asks_counts() {
        let told =
            "Hello, I am Amina and I bought plates for my mother who lives far away and loves them; but today the box came and one is cracked, what do we do?";
        let best = &INDEX.find(told).best[0];
        assert_eq!(entries()[best.article.0 as usize].question, "My item arrived broken or faulty");
        assert!(best.why.iter().any(|c| c.word == "cracked" && c.points > 0), "{best:?}");
    }

    #[test]
    fn what_no_article_knows_and_is_asked_for_makes_unsure() {
        for question in ["do you have vacancies for riders", "can I rent chairs for a wedding", "can you lend me money to pay for my order"] {
            assert!(INDEX.find(question).best.iter().all(|c| c.confidence < 70), "{question}");
        }
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
