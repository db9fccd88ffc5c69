//! What the bot says: from what it found to words and suggestions.

use super::HUMAN;
use super::think::Why;
use super::topic::Topic;
use crate::help::model::ArticleLine;
use crate::help::rules::fill::fill;

/// The most of an article that is said; the rest is behind its link.
const LEAD: usize = 600;

/// What is said, and what the visitor may answer with one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Markdown.
    pub body: String,
    /// Suggestions; talking to a human is always among them, unless that is what happens.
    pub chips: Vec<String>,
}

impl Reply {
    fn with_human(body: String, chips: impl IntoIterator<Item = String>) -> Self {
        let mut all: Vec<String> = Vec::new();
        for chip in chips.into_iter().chain([HUMAN.to_owned()]) {
            if !all.contains(&chip) {
                all.push(chip);
            }
        }
        Self { body, chips: all }
    }
}

/// A topic's own answer.
pub fn topic(topic: &Topic, values: &[(&str, &str)]) -> Reply {
    Reply::with_human(fill(&topic.answer, values), topic.chips.0.iter().cloned())
}

/// The beginning of an article, a link to all of it, and what to read next.
pub fn article(question: &str, body: &str, link: &str, related: &[ArticleLine]) -> Reply {
    let said = format!("{}\n\n[{}]({link})", lead(body), question.replace(['[', ']'], ""));
    Reply::with_human(said, related.iter().take(2).map(|a| a.question.clone()))
}

/// Asks which of several is meant, or whether one is.
pub fn ask_back(articles: &[ArticleLine]) -> Reply {
    let which = if articles.len() == 1 { "Do you mean this?" } else { "Which of these do you mean?" };
    Reply::with_human(format!("I want to be sure that I understand you. {which}"), articles.iter().map(|a| a.question.clone()))
}

/// Says that there is no answer.
pub fn miss(topics: &[Topic]) -> Reply {
    Reply { body: "I am not sure that I understood. Could you say it in other words? I can also call one of us.".into(), chips: first_chips(topics) }
}

/// What a visitor may begin with: the suggestions of the first topic.
pub fn first_chips(topics: &[Topic]) -> Vec<String> {
    Reply::with_human(String::new(), topics.first().map(|t| t.chips.0.clone()).unwrap_or_default()).chips
}

/// Says that a human is called.
pub fn hand_over(why: Why, topic: Option<&Topic>, values: &[(&str, &str)]) -> Reply {
    let body = match (why, topic) {
        (Why::Asked, Some(topic)) => fill(&topic.answer, values),
        (Why::Asked, None) => "I am calling one of us. Everything you have written is there for them to read.".into(),
        (Why::Angry, _) => "I am sorry. This is not for a machine to answer: I am calling one of us at once.".into(),
        (Why::Lost, _) => "I do not find an answer to this. I am calling one of us, who can read what you have written.".into(),
    };
    Reply { body, chips: Vec::new() }
}

/// Whole paragraphs from the beginning, without headings, as far as they fit.
fn lead(body: &str) -> String {
    let mut said = String::new();
    for paragraph in body.split("\n\n").map(str::trim).filter(|p| !p.is_empty() && !p.starts_with('#')) {
        let (has, wants) = (said.chars().count(), paragraph.chars().count());
        if said.is_empty() && wants > LEAD {
            return paragraph.chars().take(LEAD - 1).chain(['…']).collect();
        }
        if has + wants > LEAD {
            break;
        }
        if !said.is_empty() {
            said.push_str("\n\n");
        }
        said.push_str(paragraph);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chats::bot::seed;

    #[test]
    fn a_human_is_always_offered_once() {
        let topics = seed::as_topics();
        for t in &topics {
            let reply = topic(t, &[("business", "Kiln")]);
            assert_eq!(reply.chips.iter().filter(|c| *c == HUMAN).count(), 1, "{}", t.name);
        }
        for reply in [miss(&topics), ask_back(&[]), article("Q?", "Text", "/help/q", &[])] {
            assert_eq!(reply.chips.last().map(String::as_str), Some(HUMAN));
        }
        assert!(hand_over(Why::Angry, None, &[]).chips.is_empty(), "it is what happens");
    }

    #[test]
    fn an_article_is_begun_and_linked() {
        let long = format!("# Title\n\nFirst [a](b).\n\n{}\n\nThird", "word ".repeat(130));
        let reply = article("How [so]?", &long, "https://help.test/help/so", &[]);
        assert_eq!(reply.body, "First [a](b).\n\n[How so?](https://help.test/help/so)");
        assert_eq!(lead(&"x".repeat(900)).chars().count(), LEAD);
        assert_eq!(lead("One\n\nTwo"), "One\n\nTwo");
    }
}
