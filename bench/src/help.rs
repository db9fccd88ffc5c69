//! How good the answers to questions are, and how fast they are matched over a help centre of many articles.

use super::report::{Report, number};
use super::stats::Times;
use std::hint::black_box;
use std::time::Instant;
use stoa::help::DEFAULT_THRESHOLD;
use stoa::help::rules::index::{Entry, Index};
use stoa::help::rules::report::{self as quality, Decile, Tried};
use stoa::help::seed::{self, SeedArticle};
use stoa::kernel::ids::ArticleId;

/// What customers ask, as the models are fitted to it.
const QUESTIONS: &str = include_str!("../../src/help/seed/questions.tsv");
/// The same in the words of people who did not know the matcher.
const UNSEEN: &str = include_str!("../../src/help/seed/strangers.tsv");
/// Of a hundred answers so many are to be right, of those questions and of these.
const RIGHT: (f64, f64) = (95.0, 95.0);
/// Questions that are asked.
const ASKED: usize = 5_000;
/// Each article is about a thing of its own, whose name is made of these.
const SYLLABLES: [&str; 16] = ["ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi", "no", "pa", "re", "si", "to", "vu"];

/// The name of a thing.
fn thing(i: usize) -> String {
    [i % 16, i / 16 % 16, i / 256 % 16, i / 4096 % 16].map(|s| SYLLABLES[s]).concat()
}

/// The articles of every new business.
fn seeded() -> Vec<SeedArticle> {
    seed::categories().into_iter().flat_map(|c| c.articles).collect()
}

/// Articles like those of every new business, each about another thing: common words stay common and rare ones rare.
fn articles(many: usize) -> Vec<Entry> {
    let seeded = seeded();
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

/// The questions of a file, each behind the keys of the articles that answer it.
fn labelled(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// What is asked: the labelled questions, each about one of the things.
fn questions(many: usize) -> Vec<String> {
    let texts: Vec<&str> = labelled(QUESTIONS).map(|(_, text)| text).collect();
    (0..ASKED).map(|n| format!("{} {}", texts[n % texts.len()], thing(n / texts.len() * 97 % many))).collect()
}

/// How often answers are right, how many questions get one, and whether confidences come true.
pub fn judge(report: &mut Report) {
    judge_by(report, "labelled questions", QUESTIONS, RIGHT.0);
    judge_by(report, "unseen questions", UNSEEN, RIGHT.1);
}

fn judge_by(report: &mut Report, what: &str, file: &str, bar: f64) {
    let seeded = seeded();
    let lines = |list: &[&str]| list.iter().map(|line| (*line).to_owned()).collect();
    let entry = |(i, a): (usize, &SeedArticle)| Entry {
        id: ArticleId(i as i64),
        question: a.question.into(),
        alternatives: lines(&a.alternatives),
        keywords: lines(&a.keywords),
        body: a.body.into(),
    };
    let index = Index::new(&seeded.iter().enumerate().map(entry).collect::<Vec<_>>());
    let of_key = |key: &str| Some(ArticleId(seeded.iter().position(|a| a.key == key)? as i64));
    let one = |(keys, text): (&str, &str)| Tried {
        right: keys.split(',').filter_map(of_key).collect(),
        best: index.find(text).best.first().map(|c| (c.article, c.confidence)),
    };
    let tried: Vec<Tried> = labelled(file).map(one).collect();
    let found = quality::report(&tried, &[DEFAULT_THRESHOLD]);
    let (at, what) = (found.thresholds[0], format!("{} {what}", tried.len()));
    let (precision, recall) = (at.precision() * 100.0, at.recall() * 100.0);
    let from = at.threshold;
    report.above(&format!("{what}: right of those answered from {from} % on"), format!("{precision:.1} % ({} of {})", at.right, at.given), precision, bar, "%");
    report.tell(&format!("{what}: answered rightly of those with an answer"), format!("{recall:.1} % ({} of {})", at.right, at.answerable));
    for (tenth, Decile { answers, right, promised }) in (0..).zip(found.deciles).filter(|(_, d)| d.answers > 0) {
        let (from, to) = (tenth * 10, if tenth == 9 { 100 } else { tenth * 10 + 9 });
        let of = answers as f64;
        report.tell(
            &format!("{what}: told {from} to {to} %"),
            format!("{:.0} % told, {:.0} % right, {answers} answers", promised as f64 / of, right as f64 * 100.0 / of),
        );
    }
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
