//! How fast questions are answered over many articles: a measurement, not a test.

use super::index::{Entry, Index};
use super::labelled::{entries, texts};
use crate::kernel::ids::ArticleId;
use std::time::Instant;

/// Run it with `cargo test --release -p stoa --no-default-features --lib -- --ignored --nocapture speed`.
#[test]
#[ignore = "measures, asserts nothing"]
fn speed_over_ten_thousand_articles() {
    const SYLLABLES: [&str; 16] = ["ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi", "no", "pa", "re", "si", "to", "vu"];
    let seeded = entries();
    let made = |i: usize| {
        // Each article is a seeded one about a thing of its own, so that common words are common and rare ones rare.
        let thing: String = [i % 16, i / 16 % 16, i / 256 % 16, i / 4096 % 16].map(|s| SYLLABLES[s]).concat();
        let from = &seeded[i % seeded.len()];
        let with = |text: &String| format!("{text} {thing}");
        Entry {
            id: ArticleId(i as i64),
            question: with(&from.question),
            alternatives: from.alternatives.iter().map(with).collect(),
            keywords: from.keywords.iter().cloned().chain([thing.clone()]).collect(),
            body: with(&from.body),
        }
    };
    let articles: Vec<Entry> = (0..10_000).map(made).collect();
    let begun = Instant::now();
    let index = Index::new(&articles);
    let built = begun.elapsed();
    let questions: Vec<String> = (0..)
        .step_by(97)
        .take(100)
        .flat_map(|i| {
            let thing = articles[i].keywords.last().cloned().unwrap_or_default();
            texts().into_iter().map(move |q| format!("{q} {thing}"))
        })
        .take(5_000)
        .collect();
    let mut micros: Vec<u128> = questions
        .iter()
        .map(|q| {
            let begun = Instant::now();
            std::hint::black_box(index.find(q));
            begun.elapsed().as_micros()
        })
        .collect();
    micros.sort_unstable();
    let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
    eprintln!(
        "{} articles indexed in {} ms; {} questions: p50 {} µs, p99 {} µs, worst {} µs",
        index.len(),
        built.as_millis(),
        micros.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
