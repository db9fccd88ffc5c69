//! What a message asks the bot for, before the help centre is asked.

use super::topic::{Effect, Topic};
use super::{HUMAN, strong};
use crate::help::rules::words::{fold, words};

/// How alike a message and a wording must be for a topic to answer where the help centre cannot.
const ALIKE: f32 = 0.66;
/// The same where the message has a word that matters and the wording does not: it may be what it is all about.
const ALIKE_BESIDE: f32 = 0.8;
/// One word that calls a human does so in a message of at most so many words; a phrase does in any.
const SHORT: usize = 5;
/// Words of a message that are looked at.
const TOKENS_MAX: usize = 80;
/// Words of courtesy that never mean anything by themselves.
const COURTESY: &[&str] = &["please", "pls", "plz", "kindly", "bitte", "tafadhali", "naomba", "dear", "sir", "madam", "so", "well", "just"];
/// Words that mean something only when nothing else is said.
const OPENERS: &[&str] = &["hi", "hello", "hey", "there", "ok", "okay"];

/// Why a human is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The visitor asked for one.
    Asked,
    /// The visitor is angry.
    Angry,
    /// The bot had no answer too often.
    Lost,
}

/// What a message asks the bot for.
#[derive(Clone, Debug, PartialEq)]
pub enum Thought<'a> {
    /// A human; the topic that says so, if it was one.
    Human(Why, Option<&'a Topic>),
    /// Just what a topic is about, in its own words.
    Topic(&'a Topic),
    /// Something to look up; where nothing is found the topic that comes close, with how alike it is in percent.
    Question(Option<(&'a Topic, u8)>),
}

/// Understands a message.
pub fn think<'a>(text: &str, topics: &'a [Topic]) -> Thought<'a> {
    let said = tokens(text);
    let mut calling = topics.iter().filter(|t| t.effect == Effect::HandOver);
    // What every answer offers works whatever the business has made of its topics.
    if said == tokens(HUMAN) {
        return Thought::Human(Why::Asked, calling.next());
    }
    if let Some(topic) = calling.find(|t| wants(&said, t)) {
        return Thought::Human(Why::Asked, Some(topic));
    }
    if strong::found(&said).is_some() {
        return Thought::Human(Why::Angry, None);
    }
    let meant = plain(&said);
    let answering = || topics.iter().filter(|t| t.effect != Effect::HandOver);
    let is_its_own = |t: &&Topic| t.wordings.0.iter().chain([&t.name]).any(|w| plain(&tokens(w)) == meant);
    if let Some(topic) = answering().find(is_its_own) {
        return Thought::Topic(topic);
    }
    let terms = terms(text);
    let best = answering().map(|t| (t, likeness(t, &meant, &terms))).max_by(|a, b| a.1.total_cmp(&b.1));
    Thought::Question(best.filter(|(_, alike)| *alike >= ALIKE).map(|(t, alike)| (t, (alike * 100.0) as u8)))
}

/// Whether somebody asks for a human in the words of this topic: a phrase anywhere, or one word in a short message.
fn wants(said: &[String], topic: &Topic) -> bool {
    topic.wordings.0.iter().map(|w| tokens(w)).filter(|w| !w.is_empty()).any(|wording| {
        let is_there = said.windows(wording.len()).any(|w| w == wording.as_slice());
        is_there && (wording.len() > 1 || said.len() <= SHORT)
    })
}

fn likeness(topic: &Topic, meant: &[String], terms: &[String]) -> f32 {
    let of = |wording: &String| {
        let own = self::terms(wording);
        let alike = dice(&plain(&tokens(wording)), meant).max(dice(&own, terms));
        let says_more = terms.iter().any(|term| !own.iter().any(|other| is_same(term, other)));
        if says_more && alike < ALIKE_BESIDE { 0.0 } else { alike }
    };
    topic.wordings.0.iter().map(of).fold(0.0, f32::max)
}

/// The words of a text, folded, in order.
pub(super) fn tokens(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(TOKENS_MAX).map(str::to_owned).collect()
}

/// The words without courtesy and greetings, unless that is all there is.
fn plain(words: &[String]) -> Vec<String> {
    let without = |words: &[String], empty: &[&str]| words.iter().filter(|w| !empty.contains(&w.as_str())).cloned().collect::<Vec<String>>();
    let polite = without(words, COURTESY);
    let rest = without(&polite, OPENERS);
    [rest, polite].into_iter().find(|w| !w.is_empty()).unwrap_or_else(|| words.to_vec())
}

/// What the words mean, as the help centre reads them.
fn terms(text: &str) -> Vec<String> {
    words(text).into_iter().map(|w| w.term).collect()
}

/// How alike two lists of words are: 0 to 1. Long words may differ by one letter.
fn dice(a: &[String], b: &[String]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut left: Vec<&String> = b.iter().collect();
    let mut common = 0;
    for word in a {
        if let Some(at) = left.iter().position(|other| is_same(word, other)) {
            left.swap_remove(at);
            common += 1;
        }
    }
    2.0 * common as f32 / (a.len() + b.len()) as f32
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || (a.len().min(b.len()) >= 5 && is_one_letter_off(a, b))
}

/// Whether one letter was changed, dropped, added, or two neighbours swapped.
fn is_one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([], []) | ([_], [] | [_]) | ([], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chats::bot::seed;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(seed::as_topics);

    fn name(thought: Thought<'_>) -> Option<String> {
        match thought {
            Thought::Topic(topic) | Thought::Human(Why::Asked, Some(topic)) => Some(topic.name.clone()),
            _ => None,
        }
    }

    #[test]
    fn every_wording_of_every_topic_leads_to_it() {
        for topic in TOPICS.iter() {
            for wording in &topic.wordings.0 {
                assert_eq!(name(think(wording, &TOPICS)), Some(topic.name.clone()), "{wording}");
                assert_eq!(name(think(&format!("{}, please!", wording.to_uppercase()), &TOPICS)), Some(topic.name.clone()), "{wording}");
            }
        }
    }

    #[test]
    fn a_question_in_a_sentence_is_looked_up_whatever_it_begins_with() {
        for text in
            ["Hello, where is my order?", "Thanks, but how do I return the red one?", "Hi there I would like to know if you ship to Uganda", "my parcel 1234"]
        {
            assert!(matches!(think(text, &TOPICS), Thought::Question(_)), "{text}");
        }
    }

    #[test]
    fn a_human_comes_when_asked_for_in_many_ways() {
        for text in [
            "Talk to a human",
            "human",
            "HUMAN PLEASE!!",
            "I would rather talk to a person about this broken lamp of mine",
            "can you connect me to somebody who knows about glazes",
            "Nataka kuongea na mtu",
            "agent",
            "Ich möchte bitte mit einem Menschen sprechen",
            "Mitarbeiter",
        ] {
            assert!(matches!(think(text, &TOPICS), Thought::Human(Why::Asked, Some(_))), "{text}");
        }
        assert!(matches!(think("Is the mug safe for human use in microwaves and ovens?", &TOPICS), Thought::Question(_)));
    }

    #[test]
    fn anger_calls_a_human() {
        for text in ["You are thieves, where is my money", "this is ridiculous", "Nyinyi ni matapeli!"] {
            assert!(matches!(think(text, &TOPICS), Thought::Human(Why::Angry, None)), "{text}");
        }
    }

    #[test]
    fn a_near_miss_is_a_fallback_with_its_likeness() {
        for (text, wanted) in [("delivry", "Delivery"), ("the payments", "Payment"), ("good mornign", "Greeting")] {
            let Thought::Question(Some((topic, alike))) = think(text, &TOPICS) else { panic!("{text}: {:?}", think(text, &TOPICS)) };
            assert!(topic.name == wanted && (66..=100).contains(&alike), "{text}: {} {alike}", topic.name);
        }
        for text in ["purple elephants sing", "do you sell zebras?", "Can I pay with bitcoins?"] {
            assert_eq!(think(text, &TOPICS), Thought::Question(None), "{text}");
        }
        assert_eq!(think("", &TOPICS), Thought::Question(None));
        assert_eq!(think("hello", &[]), Thought::Question(None));
    }

    #[test]
    fn one_letter_off_is_one_letter_off() {
        for (a, b) in [("hello", "helo"), ("helo", "hello"), ("hello", "hallo"), ("hello", "ehllo"), ("hello", "hello")] {
            assert!(is_one_letter_off(a, b), "{a} {b}");
        }
        for (a, b) in [("hello", "help"), ("hello", "olleh"), ("hello", "heo"), ("abcd", "badc")] {
            assert!(!is_one_letter_off(a, b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_survived(text in "\\PC{0,200}") {
            let _ = think(&text, &TOPICS);
        }
    }
}
