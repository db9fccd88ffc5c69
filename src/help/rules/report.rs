//! How good the answers are over questions whose right answers are known.

use crate::kernel::ids::ArticleId;
use serde::{Deserialize, Serialize};

/// A question that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The articles that answer it, any of them; empty when none does.
    pub right: Vec<ArticleId>,
    /// The best candidate and its confidence.
    pub best: Option<(ArticleId, u8)>,
}

impl Tried {
    fn is_right(&self) -> bool {
        self.best.is_some_and(|(article, _)| self.right.contains(&article))
    }

    fn is_given(&self, threshold: u8) -> bool {
        self.best.is_some_and(|(_, confidence)| confidence >= threshold)
    }
}

/// What happens at one threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtThreshold {
    /// The confidence from which answers are given.
    pub threshold: u8,
    /// Answers given.
    pub given: usize,
    /// Those that were right.
    pub right: usize,
    /// Questions that have an answer.
    pub answerable: usize,
}

impl AtThreshold {
    /// Right answers of those given, 0 to 1.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.given.max(1) as f64
    }

    /// Right answers of all questions that have one, 0 to 1.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.answerable.max(1) as f64
    }
}

/// Answers of a similar confidence: what was promised and what came true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decile {
    /// How many.
    pub answers: usize,
    /// How many were right.
    pub right: usize,
    /// Their confidences together.
    pub promised: usize,
}

/// How good the answers are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Precision and recall at several thresholds.
    pub thresholds: Vec<AtThreshold>,
    /// The calibration curve: confidences 0–9, 10–19 … 90–100.
    pub deciles: [Decile; 10],
}

/// Sums up what was tried.
pub fn report(tried: &[Tried], thresholds: &[u8]) -> Report {
    let answerable = tried.iter().filter(|t| !t.right.is_empty()).count();
    let at = |threshold: &u8| {
        let given = tried.iter().filter(|t| t.is_given(*threshold));
        AtThreshold { threshold: *threshold, given: given.clone().count(), right: given.filter(|t| t.is_right()).count(), answerable }
    };
    let mut deciles = [Decile::default(); 10];
    for one in tried {
        let Some((_, confidence)) = one.best else { continue };
        let decile = &mut deciles[usize::from(confidence / 10).min(9)];
        decile.answers += 1;
        decile.right += usize::from(one.is_right());
        decile.promised += usize::from(confidence);
    }
    Report { thresholds: thresholds.iter().map(at).collect(), deciles }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "threshold  given  right  precision  recall")?;
        for at in &self.thresholds {
            writeln!(f, "{:>9}  {:>5}  {:>5}  {:>8.1}%  {:>5.1}%", at.threshold, at.given, at.right, at.precision() * 100.0, at.recall() * 100.0)?;
        }
        writeln!(f, "confidence  answers  promised  right")?;
        for (i, d) in self.deciles.iter().enumerate() {
            let n = d.answers.max(1) as f64;
            writeln!(
                f,
                "{:>7}–{:<3} {:>7}  {:>7.1}%  {:>5.1}%",
                i * 10,
                if i == 9 { 100 } else { i * 10 + 9 },
                d.answers,
                d.promised as f64 / n,
                d.right as f64 * 100.0 / n
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_counts_what_is_given_and_recall_what_could_be() {
        let (a, b) = (ArticleId(1), ArticleId(2));
        let tried = [
            Tried { right: vec![a], best: Some((a, 90)) },
            Tried { right: vec![a, b], best: Some((b, 60)) },
            Tried { right: vec![b], best: Some((a, 80)) },
            Tried { right: vec![], best: Some((a, 10)) },
            Tried { right: vec![b], best: None },
        ];
        let report = report(&tried, &[50, 85]);
        assert_eq!((report.thresholds[0].precision(), report.thresholds[0].recall()), (2.0 / 3.0, 0.5));
        assert_eq!((report.thresholds[1].given, report.thresholds[1].right), (1, 1));
        assert_eq!(report.deciles[8], Decile { answers: 1, right: 0, promised: 80 });
        assert!(report.to_string().contains("66.7%"));
    }
}
