//! What to do with what was found: answer, ask back, or leave it to people.

use super::find::Found;
use crate::kernel::ids::ArticleId;
use serde::{Deserialize, Serialize};

/// How sure the better of two candidates must be for a question back between them. On the labelled set it is one of the two in three of four such
/// questions.
const ASK_BACK: u8 = 20;
/// Two candidates are close where the other one has at least a fourth of the better one's confidence; that is low by nature, since the better one stands
/// against it.
const CLOSE: u8 = 4;
/// How sure a candidate without a close one must be to be proposed alone.
const PROPOSE: u8 = 40;

/// What to do with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decision {
    /// This article answers it.
    Answer { article: ArticleId, confidence: u8 },
    /// One of two does; ask which.
    AskBack { first: ArticleId, second: ArticleId },
    /// This one may; ask whether it is meant.
    Propose { article: ArticleId },
    /// None does: people answer.
    None,
}

/// Answers at or above the threshold; below it asks back between two close candidates, or whether a single one is meant.
pub fn decide(found: &Found, threshold: u8) -> Decision {
    match found.best.as_slice() {
        [best, ..] if best.confidence >= threshold => Decision::Answer { article: best.article, confidence: best.confidence },
        [a, b, ..] if a.confidence >= ASK_BACK && b.confidence.saturating_mul(CLOSE) >= a.confidence => {
            Decision::AskBack { first: a.article, second: b.article }
        }
        [best, ..] if best.confidence >= PROPOSE => Decision::Propose { article: best.article },
        _ => Decision::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::rules::find::Candidate;

    fn found(confidences: &[u8]) -> Found {
        let candidate = |(i, c): (usize, &u8)| Candidate { article: ArticleId(i as i64), confidence: *c, why: Vec::new() };
        Found { best: confidences.iter().enumerate().map(candidate).collect() }
    }

    #[test]
    fn sure_answers_are_given_and_close_ones_are_asked_about() {
        let (first, second) = (ArticleId(0), ArticleId(1));
        assert_eq!(decide(&found(&[70, 20]), 70), Decision::Answer { article: first, confidence: 70 });
        assert_eq!(decide(&found(&[69, 20]), 70), Decision::AskBack { first, second });
        assert_eq!(decide(&found(&[40, 40]), 70), Decision::AskBack { first, second });
        assert_eq!(decide(&found(&[20, 5]), 70), Decision::AskBack { first, second });
        assert_eq!(decide(&found(&[69, 5]), 70), Decision::Propose { article: first }, "far apart there is nothing to choose between");
        assert_eq!(decide(&found(&[40]), 70), Decision::Propose { article: first });
        assert_eq!(decide(&found(&[39, 4]), 70), Decision::None);
        assert_eq!(decide(&found(&[19, 19]), 70), Decision::None);
        assert_eq!(decide(&found(&[]), 0), Decision::None);
    }
}
