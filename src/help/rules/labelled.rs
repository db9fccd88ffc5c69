//! The labelled set: what customers ask about the seeded articles, and how good the answers are.

use super::decide::{Decision, decide};
use super::fit::fit;
use super::index::{Entry, Index};
use super::report::{Report, Tried, report};
use super::trust::Model;
use crate::help::seed;
use crate::kernel::ids::ArticleId;
use std::collections::BTreeSet;

const QUESTIONS: &str = include_str!("../seed/questions.tsv");

const UNSEEN: &str = include_str!("../seed/strangers.tsv");

/// A question and the articles that answer it.
pub struct Labelled {
    pub text: String,
    pub right: Vec<ArticleId>,
}

/// The seeded articles; their ids are their places.
pub fn entries() -> Vec<Entry> {
    let articles = seed::categories().into_iter().flat_map(|c| c.articles);
    let entry = |(i, a): (usize, seed::SeedArticle)| Entry {
        id: ArticleId(i as i64),
        question: a.question.into(),
        alternatives: a.alternatives.iter().map(|t| (*t).to_owned()).collect(),
        keywords: a.keywords.iter().map(|t| (*t).to_owned()).collect(),
        body: a.body.into(),
    };
    articles.enumerate().map(entry).collect()
}

fn labelled(file: &str) -> Vec<Labelled> {
    let keys: Vec<&str> = seed::categories().into_iter().flat_map(|c| c.articles).map(|a| a.key).collect();
    let id = |key: &str| ArticleId(keys.iter().position(|k| *k == key).unwrap_or_else(|| panic!("no article {key}")) as i64);
    let lines = file.lines().filter(|l| !l.starts_with('#'));
    let parse = |line: &str| {
        let (right, text) = line.split_once('\t').expect("keys and a question");
        Labelled { text: text.into(), right: if right == "-" { Vec::new() } else { right.split(',').map(id).collect() } }
    };
    lines.map(parse).collect()
}

fn tried<'a>(index: &Index, model: &Model, questions: impl IntoIterator<Item = &'a Labelled>) -> Vec<Tried> {
    let percent = |confidence: f32| (confidence * 100.0).floor() as u8;
    let one = |q: &Labelled| Tried {
        right: q.right.clone(),
        best: index.signs(&q.text, model).first().map(|(c, signs)| (c.article, percent(model.confidence(signs)))),
    };
    questions.into_iter().map(one).collect()
}

const THRESHOLDS: &[u8] = &[50, 60, 70, 80, 90];

/// Each half measured with what was fitted on the other.
fn crosswise(index: &Index, all: &[Labelled]) -> Report {
    let half = |rest: usize| all.iter().enumerate().filter(|(i, _)| i % 2 == rest).map(|(_, q)| q).collect::<Vec<_>>();
    let (even, odd) = (half(0), half(1));
    let (by_even, by_odd) = (fit(index, &even), fit(index, &odd));
    let mut results = tried(index, &by_even, odd);
    results.extend(tried(index, &by_odd, even));
    report(&results, THRESHOLDS)
}

#[test]
fn the_set_is_large_and_has_questions_without_an_answer() {
    let all = labelled(QUESTIONS);
    let (total, without) = (all.len(), all.iter().filter(|q| q.right.is_empty()).count());
    assert!(total >= 850 && without >= 300, "{total} questions, {without} without an answer");
    assert_eq!(all.iter().map(|q| q.text.to_lowercase()).collect::<BTreeSet<_>>().len(), total, "each question once");
    let asked: BTreeSet<String> = entries().into_iter().flat_map(|e| e.alternatives.into_iter().chain([e.question])).map(|t| t.to_lowercase()).collect();
    let copied = all.iter().filter(|q| asked.contains(&q.text.to_lowercase())).count();
    assert!(copied * 50 < total, "{copied} questions are copies of what the articles say");
}

#[test]
fn of_the_answers_given_at_seventy_nineteen_in_twenty_are_right_also_on_questions_the_model_has_not_seen() {
    let (index, all) = (Index::new(&entries()), labelled(QUESTIONS));
    let crosswise = crosswise(&index, &all);
    let shipped = report(&tried(&index, &Model::FITTED, &all), THRESHOLDS);
    eprintln!("{} questions, each half measured with the model of the other:\n{crosswise}\nthe model as it is shipped:\n{shipped}", all.len());
    for report in [crosswise, shipped] {
        let at = report.thresholds.iter().find(|t| t.threshold == 70).expect("the usual threshold");
        assert!(at.precision() >= 0.95, "{report}");
        assert!(at.recall() >= 0.8, "{report}");
    }
}

#[test]
fn the_shipped_numbers_are_those_that_the_set_leads_to() {
    let (index, all) = (Index::new(&entries()), labelled(QUESTIONS));
    let fitted = fit(&index, &all.iter().collect::<Vec<_>>());
    let pairs = fitted.rank.iter().zip(&Model::FITTED.rank).chain(fitted.trust.iter().zip(&Model::FITTED.trust));
    assert!(pairs.clone().all(|(new, shipped)| (new - shipped).abs() < 0.02), "write these into trust.rs: {fitted:?}");
}

#[test]
fn what_is_asked_back_is_mostly_what_was_meant() {
    let (index, all) = (Index::new(&entries()), labelled(QUESTIONS));
    let asked = all.iter().filter_map(|q| match decide(&index.find(&q.text), 70) {
        Decision::AskBack { first, second } => Some(q.right.contains(&first) || q.right.contains(&second)),
        Decision::Propose { article } => Some(q.right.contains(&article)),
        _ => None,
    });
    let asked: Vec<bool> = asked.collect();
    let right = asked.iter().filter(|r| **r).count();
    eprintln!("asked back {} times, what was meant is among it {right} times", asked.len());
    assert!(right * 3 >= asked.len() * 2, "{right} of {}", asked.len());
}

#[test]
fn strangers_are_answered_as_well_as_the_set_promises() {
    let (index, unseen) = (Index::new(&entries()), labelled(UNSEEN));
    let report = report(&tried(&index, &Model::FITTED, &unseen), THRESHOLDS);
    eprintln!("{} questions that were written after the matcher:\n{report}", unseen.len());
    let at = report.thresholds.iter().find(|t| t.threshold == 70).expect("the usual threshold");
    assert!(at.precision() >= 0.95 && at.recall() >= 0.45, "{report}");
}

#[test]
fn questions_whose_articles_are_missing_are_left_to_people() {
    // Each category is taken away once: the nearest of near misses are questions that the other articles almost answer.
    let (all, mut first, mut results) = (labelled(QUESTIONS), 0, Vec::new());
    for category in seed::categories() {
        let is_gone = |id: &ArticleId| (first..first + category.articles.len()).contains(&(id.0 as usize));
        let left: Vec<Entry> = entries().into_iter().filter(|e| !is_gone(&e.id)).collect();
        let right = |q: &Labelled| q.right.iter().copied().filter(|id| !is_gone(id)).collect();
        let questions: Vec<Labelled> = all.iter().map(|q| Labelled { text: q.text.clone(), right: right(q) }).collect();
        results.extend(tried(&Index::new(&left), &Model::FITTED, &questions));
        first += category.articles.len();
    }
    let report = report(&results, THRESHOLDS);
    eprintln!("each category taken away once:\n{report}");
    let at = report.thresholds.iter().find(|t| t.threshold == 70).expect("the usual threshold");
    assert!(at.precision() >= 0.95, "{report}");
}
