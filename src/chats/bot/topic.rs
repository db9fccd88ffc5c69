//! What the bot can talk about, and how an admin writes it.

use crate::chats::model::Outcome;
use crate::choice;
use crate::error::Result;
use crate::help::model::Lines;
use crate::help::rules::fill::placeholders;
use crate::kernel::ids::TopicId;
use crate::kernel::text::Check;
use serde::{Deserialize, Serialize};

/// The placeholders of a topic's answer.
pub const PLACEHOLDERS: &[&str] = &["business", "hours", "currency", "name"];

choice! {
    /// What follows when a topic is meant.
    pub enum Effect {
        /// Its answer is said.
        Answer = "answer" "Answers",
        /// Its answer asks what is meant, with suggestions: the way to an answer, not one.
        Ask = "ask" "Asks what is meant",
        /// Its answer is polite: nothing was asked.
        Courtesy = "courtesy" "Is polite",
        /// Its answer is said and a human called.
        HandOver = "hand_over" "Calls a human",
    }
}

impl Effect {
    /// What the bot has done with a message after it.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Answer => Outcome::Topic,
            Self::Ask => Outcome::AskedBack,
            Self::Courtesy => Outcome::Courtesy,
            Self::HandOver => Outcome::HandedOver,
        }
    }
}

/// Something the bot can talk about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// What admins call it.
    pub name: String,
    /// What people say when they mean it.
    pub wordings: Lines,
    /// What is said then, with placeholders.
    pub answer: String,
    /// What the visitor may answer with one click.
    pub chips: Lines,
    /// What follows.
    pub effect: Effect,
    /// Whether the bot uses it.
    pub is_on: bool,
}

/// What is typed to write or change a topic. Lists have one entry a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicDraft {
    /// What admins call it.
    pub name: String,
    /// What people say when they mean it.
    pub wordings: String,
    /// What is said then.
    pub answer: String,
    /// What the visitor may answer with one click.
    #[serde(default)]
    pub chips: String,
    /// The word of an effect.
    pub effect: String,
    /// Whether the bot uses it; only when changed.
    #[serde(default)]
    pub is_off: bool,
}

/// A topic as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What admins call it.
    pub name: String,
    /// What people say when they mean it.
    pub wordings: Lines,
    /// What is said then.
    pub answer: String,
    /// What the visitor may answer with one click.
    pub chips: Lines,
    /// What follows.
    pub effect: Effect,
    /// Whether the bot uses it.
    pub is_on: bool,
}

impl TopicDraft {
    /// Reads a topic.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<Written> {
        let mut check = Check::new();
        let name = check.line("name", "Name", &self.name, 2, 60);
        let wordings = list(&mut check, "wordings", "Wordings", &self.wordings, 80, 120);
        if wordings.0.is_empty() {
            check.fail("wordings", "Wordings: write at least one, as people would say it.");
        }
        let answer = check.text("answer", "Answer", &self.answer, 1, 2000);
        let chips = list(&mut check, "chips", "Suggestions", &self.chips, 5, 80);
        if let Some(unknown) = placeholders(&answer).into_iter().find(|p| !PLACEHOLDERS.contains(p)) {
            let known = PLACEHOLDERS.iter().map(|k| format!("{{{k}}}")).collect::<Vec<_>>().join(", ");
            check.fail("answer", format!("{{{unknown}}} is not known here. You can use {known}."));
        }
        let effect = check.choice("effect", "What follows", &self.effect);
        check.finish()?;
        Ok(Written { name, wordings, answer, chips, effect: effect.unwrap_or(Effect::Answer), is_on: !self.is_off })
    }
}

fn list(check: &mut Check, field: &str, label: &str, text: &str, entries_max: usize, letters_max: usize) -> Lines {
    let mut entries: Vec<String> = Vec::new();
    for entry in Lines::from(text.to_owned()).0 {
        let entry = check.line(field, label, &entry, 0, letters_max);
        if !entry.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.len() > entries_max {
        check.fail(field, format!("{label}: {entries_max} are the most."));
    }
    Lines(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_read_or_says_what_is_wrong_by_field() {
        let good = TopicDraft {
            name: "Gifts".into(),
            wordings: "gift\n\ngift wrapping\ngift".into(),
            answer: "We wrap, {name}.".into(),
            chips: "How much is it?".into(),
            effect: "answer".into(),
            is_off: true,
        };
        let written = good.parse().unwrap();
        assert_eq!((written.wordings.0.len(), written.chips.0.len(), written.is_on), (2, 1, false));
        let bad = TopicDraft { answer: "{when}".into(), chips: "a\nb\nc\nd\ne\nf".into(), effect: "dance".into(), ..TopicDraft::default() };
        let error = bad.parse().unwrap_err();
        for field in ["name", "wordings", "answer", "chips", "effect"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
    }
}
