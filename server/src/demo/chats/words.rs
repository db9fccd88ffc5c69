//! What the bot and the automatic responses of the demo say: the product's own words.

use super::script::Step;
use std::collections::HashMap;
use stoa::businesses::model::Business;
use stoa::chats::bot::compose::{self, Reply};
use stoa::chats::bot::seed;
use stoa::chats::bot::think::Why;
use stoa::chats::bot::topic::{Effect, Topic};
use stoa::chats::model::Outcome;
use stoa::help::model::Occasion;
use stoa::help::rules::fill::{fill, hours_in_words};
use stoa::help::seed::{self as help, SeedArticle};
use stoa::kernel::ids::TopicId;

/// Everything the bot can say.
#[derive(Debug)]
pub struct Words {
    topics: Vec<Topic>,
    articles: HashMap<&'static str, SeedArticle>,
    replies: HashMap<Occasion, String>,
    business: String,
    currency: String,
    hours: String,
    url: String,
}

/// What the bot says and how that came about.
#[derive(Debug)]
pub struct Answer {
    /// The words and suggestions.
    pub reply: Reply,
    /// What it did.
    pub outcome: Outcome,
    /// The topic; empty when none answered.
    pub topic: String,
    /// The word of the article.
    pub article: Option<&'static str>,
    /// How sure it was.
    pub confidence: u8,
    /// Whether a human is called.
    pub calls: bool,
}

impl Words {
    /// What is said at this business; `url` is where its help centre stands.
    pub fn of(business: &Business, url: &str) -> Self {
        let topic = |draft: stoa::chats::bot::topic::TopicDraft| {
            let w = draft.parse().expect("the topics of a new business can be read");
            Topic { id: TopicId(0), name: w.name, wordings: w.wordings, answer: w.answer, chips: w.chips, effect: w.effect, is_on: true }
        };
        Self {
            topics: seed::topics().into_iter().map(topic).collect(),
            articles: help::categories().into_iter().flat_map(|c| c.articles).map(|a| (a.key, a)).collect(),
            replies: help::replies().into_iter().map(|r| (r.occasion, r.body)).collect(),
            business: business.name.clone(),
            currency: business.currency.clone(),
            hours: hours_in_words(&business.hours()),
            url: url.to_owned(),
        }
    }

    /// What is said automatically on an occasion.
    pub fn reply(&self, occasion: Occasion, name: &str) -> String {
        fill(&self.replies[&occasion], &[("business", self.business.as_str()), ("name", name), ("position", "1")])
    }

    /// What a visitor may begin with.
    pub fn first_chips(&self) -> Vec<String> {
        compose::first_chips(&self.topics)
    }

    /// What the bot says at this step; `None` when it is not the bot's.
    pub fn answer(&self, step: Step, name: &str) -> Option<Answer> {
        let values = [("business", self.business.as_str()), ("currency", self.currency.as_str()), ("hours", self.hours.as_str()), ("name", name)];
        let made = |outcome, reply| Answer { reply, outcome, topic: String::new(), article: None, confidence: 0, calls: outcome == Outcome::HandedOver };
        Some(match step {
            Step::Topic(wanted) => {
                let topic = self.topics.iter().find(|t| t.name == wanted).unwrap_or_else(|| panic!("there is no topic “{wanted}”"));
                Answer { topic: topic.name.clone(), confidence: 100, ..made(topic.effect.outcome(), compose::topic(topic, &values)) }
            }
            Step::Article(key, confidence) => {
                let a = self.articles.get(key).unwrap_or_else(|| panic!("there is no article “{key}”"));
                let mut reply = compose::article(a.question, &fill(a.body, &values), &format!("{}/help/{key}", self.url), &[]);
                let related: Vec<String> = a.related.iter().take(2).map(|key| self.articles[key].question.to_owned()).collect();
                reply.chips.splice(0..0, related);
                Answer { article: Some(key), confidence, ..made(Outcome::Article, reply) }
            }
            Step::Miss => made(Outcome::Missed, compose::miss(&self.topics)),
            Step::Lost => Answer { calls: true, ..made(Outcome::Missed, compose::hand_over(Why::Lost, None, &values)) },
            Step::Human => {
                let topic = self.topics.iter().find(|t| t.effect == Effect::HandOver);
                let name = topic.map(|t| t.name.clone()).unwrap_or_default();
                Answer { topic: name, confidence: 100, ..made(Outcome::HandedOver, compose::hand_over(Why::Asked, topic, &values)) }
            }
            Step::Angry => Answer { confidence: 100, ..made(Outcome::HandedOver, compose::hand_over(Why::Angry, None, &values)) },
            Step::Visitor(_) | Step::Agent(_) | Step::Note(_) => return None,
        })
    }
}
