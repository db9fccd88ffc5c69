//! Asking old questions again: which answers an edited article gains and loses.

use super::decide::{Decision, decide};
use super::index::Index;
use crate::kernel::ids::ArticleId;
use serde::{Deserialize, Serialize};

/// A question that is answered differently now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// As it was asked.
    pub question: String,
    /// The article that answered it, and how sure it was.
    pub before: Option<(ArticleId, u8)>,
    /// The article that answers it now, and how sure it is.
    pub after: Option<(ArticleId, u8)>,
}

/// What an edit changes for questions that were really asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// How many were asked again.
    pub asked: usize,
    /// How many have the same answer, or still none.
    pub same: usize,
    /// Those without an answer before and with one now.
    pub gained: Vec<Change>,
    /// Those with an answer before and none now.
    pub lost: Vec<Change>,
    /// Those that another article answers now.
    pub moved: Vec<Change>,
}

/// Asks every question of both indexes.
pub fn replay<'a>(before: &Index, after: &Index, questions: impl IntoIterator<Item = &'a str>, threshold: u8) -> Replay {
    let answer = |index: &Index, question: &str| match decide(&index.find(question), threshold) {
        Decision::Answer { article, confidence } => Some((article, confidence)),
        Decision::AskBack { .. } | Decision::Propose { .. } | Decision::None => None,
    };
    let mut replay = Replay::default();
    for question in questions {
        let change = Change { question: question.to_owned(), before: answer(before, question), after: answer(after, question) };
        replay.asked += 1;
        match (change.before, change.after) {
            (None, Some(_)) => replay.gained.push(change),
            (Some(_), None) => replay.lost.push(change),
            (Some((a, _)), Some((b, _))) if a != b => replay.moved.push(change),
            _ => replay.same += 1,
        }
    }
    replay
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::rules::labelled::entries;

    #[test]
    fn an_edit_shows_what_it_gains_and_loses() {
        let mut entries = entries();
        let before = Index::new(&entries);
        let warranty = entries.iter().position(|e| e.question == "Is there a warranty?").unwrap();
        entries[warranty].keywords.push("spoke tension".into());
        entries[warranty].alternatives.push("What is the spoke tension?".into());
        let delivery = entries.iter().position(|e| e.question == "How much does delivery cost?").unwrap();
        entries.remove(delivery);
        let after = Index::new(&entries);
        let replay = replay(&before, &after, ["what is the spoke tension", "how much does delivery cost", "opening hours"], 70);
        assert_eq!((replay.asked, replay.same), (3, 1));
        assert_eq!((replay.gained.len(), replay.lost.len() + replay.moved.len()), (1, 1), "{replay:?}");
    }
}
