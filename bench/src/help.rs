//! How fast questions are matched over a help centre of many articles.

use super::report::{Report, number};
use super::stats::Times;
use std::hint::black_box;
use std::time::Instant;
use stoa::help::rules::index::{Entry, Index};
use stoa::help::seed;
use stoa::kernel::ids::ArticleId;

/// What customers ask, as the models are fitted to it.
const QUESTIONS: &str = include_str!("../../src/help/seed/questions.tsv");
/// Questions that are asked.
const ASKED: usize = 5_000;
/// Each article is about a thing of its own, whose name is made of these.
const SYLLABLES: [&str; 16] = ["ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi", "no", "pa", "re", "si", "to", "vu"];

/// The name of a thing.
fn thing(i: usize) -> String {
    [i % 16, i / 16 % 16, i / 256 % 16, i / 4096 % 16].map(|s| SYLLABLES[s]).concat()
}

/// Articles like those of every new business, each about another thing: common words stay common and rare ones rare.
fn articles(many: usize) -> Vec<Entry> {
    let seeded: Vec<_> = seed::categories().into_iter().flat_map(|c| c.articles).collect();
    let made = |i: usize| {
        let (from, thing) = (&seeded[i % seeded.len()], thing(i));
        let with = |text: &str| format!("{text} {thing}");
        Entry {
            id: ArticleId(i as i64),
            question: with(from.question),
            alternatives: from.alternatives.iter().map(|text| with(text)).collect(),
            keywords: from.keywords.iter().map(|word| (*word).to_owned()).chain([thing.clone()]).collect(),
            body: with(from.body),
        }
    };
    (0..many).map(made).collect()
}

/// What is asked: the labelled questions, each about one of the things.
fn questions(many: usize) -> Vec<String> {
    let texts: Vec<&str> = QUESTIONS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once('\t')?.1)).collect();
    (0..ASKED).map(|n| format!("{} {}", texts[n % texts.len()], thing(n / texts.len() * 97 % many))).collect()
}

/// Measures an index of so many articles, in this process.
pub fn measure(report: &mut Report, many: usize) {
    let articles = articles(many);
    let begun = Instant::now();
    let index = Index::new(&articles);
    let built = begun.elapsed().as_millis();
    let mut times = Times::default();
    for question in questions(many) {
        let begun = Instant::now();
        black_box(index.find(&question));
        times.add(begun.elapsed().as_micros() as u64);
    }
    let what = format!("{} help articles", number(many as f64));
    report.tell(&format!("{what}: index made anew"), format!("{built} ms"));
    report.below(&format!("{what}: a question matched"), times.words(), times.p(99), 5.0, "ms");
}
