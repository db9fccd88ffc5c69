//! What the bot of a new business can talk about, written as a plain file beside this one.

#[cfg(test)]
use super::topic::Topic;
use super::topic::TopicDraft;

const TOPICS: &str = include_str!("seed/topics.json");

/// The topics, in order.
pub fn topics() -> Vec<TopicDraft> {
    serde_json::from_str(TOPICS).expect("a test reads the file")
}

/// The same as they would be stored.
#[cfg(test)]
pub(super) fn as_topics() -> Vec<Topic> {
    let stored = |(d, n): (TopicDraft, i64)| {
        let w = d.parse().unwrap();
        Topic { id: crate::kernel::ids::TopicId(n), name: w.name, wordings: w.wordings, answer: w.answer, chips: w.chips, effect: w.effect, is_on: true }
    };
    topics().into_iter().zip(1..).map(stored).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chats::bot::HUMAN;
    use crate::chats::bot::think::{Thought, think};
    use crate::chats::bot::topic::Effect;
    use crate::help::seed as articles;

    #[test]
    fn there_are_topics_enough_each_with_several_wordings() {
        let topics = as_topics();
        assert!(topics.len() >= 10 && topics.iter().all(|t| t.wordings.0.len() >= 5), "{}", topics.len());
        assert_eq!(topics.iter().filter(|t| t.effect == Effect::HandOver).count(), 1);
    }

    /// What is chosen from suggestions is the question of an article, word for word, or what a topic is about.
    #[test]
    fn every_suggestion_leads_somewhere() {
        let questions: Vec<&str> = articles::categories().into_iter().flat_map(|c| c.articles).map(|a| a.question).collect();
        let topics = as_topics();
        for chip in topics.iter().flat_map(|t| &t.chips.0).chain([&HUMAN.to_owned()]) {
            match think(chip, &topics) {
                Thought::Topic(_) | Thought::Human(..) => {}
                Thought::Question(_) => assert!(questions.contains(&chip.as_str()), "{chip}"),
            }
        }
    }
}
