//! The bot's turn: computes an answer outside any lock, and says it only if nothing has been said since.

use super::bot::compose::{self, Reply};
use super::bot::think::{Thought, Why, think};
use super::bot::topic::Topic;
use super::jobs::settled;
use super::model::{Chat, Outcome, Turn};
use super::queries::belongings::{self, NewAnswer};
use super::saying::{name_of, say};
use super::{queries, rules};
use crate::accounts::Visitor;
use crate::businesses::actions as businesses;
use crate::businesses::model::Business;
use crate::conversations::actions as conversations;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::help::actions::{self as help, Told};
use crate::help::rules::decide::Decision;
use crate::help::rules::fill::hours_in_words;
use crate::job::Job;
use crate::kernel::ids::{ArticleId, ChatId};
use crate::platform::{Services, Tx};

/// What the bot has made of a message.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    outcome: Outcome,
    topic: String,
    article: Option<ArticleId>,
    confidence: u8,
    reply: Reply,
    calls: bool,
    /// What the help centre said, to be remembered with the answer.
    told: Option<Told>,
}

/// What became of a message the bot was to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// There was nothing for the bot to say.
    NotNeeded,
    /// It had an answer, and meanwhile somebody else had the word.
    TooLate,
    /// It spoke.
    Said,
}

/// Answers message `seq` of a chat: the body of [`Job::AnswerChat`]. Nothing is said when a human has the chat by then, the visitor has
/// written more (that message has a job of its own), or the answer was said already. Whoever waits for a human is told what is surely an
/// answer, and nothing else.
///
/// # Errors
/// When the database fails.
pub async fn answer(services: &Services, id: ChatId, seq: i64) -> Result<()> {
    answer_after(services, id, seq, std::future::ready(())).await.map(drop)
}

/// The same by a bot that thinks for as long as `thinking` takes once it has an answer.
///
/// # Errors
/// When the database fails.
pub async fn answer_after(services: &Services, id: ChatId, seq: i64, thinking: impl Future<Output = ()>) -> Result<Ending> {
    let Some(business) = queries::find_business(services.db(), id).await? else { return Ok(Ending::NotNeeded) };
    let Some(chat) = queries::find(services.db(), business, id).await? else { return Ok(Ending::NotNeeded) };
    let epoch = chat.bot_epoch;
    if !rules::may_bot_say(&chat, epoch, seq) || belongings::has_answer(services.db(), business, id, seq).await? {
        return Ok(Ending::NotNeeded);
    }
    let text = conversations::text_of(services.db(), chat.conversation_id, seq).await?;
    let made = make(services, &chat, &text).await?;
    thinking.await;
    if !chat.bot_holds && !made.outcome.is_answer() {
        return Ok(Ending::NotNeeded);
    }
    let mut tx = services.begin().await?;
    if let Some(told) = &made.told {
        help::remember(&mut tx, business, told).await?;
    }
    let chat = settled(&mut tx, business, id).await?;
    if !rules::may_bot_say(&chat, epoch, seq) || belongings::has_answer(&mut tx, business, id, seq).await? {
        // What was settled counts all the same.
        return tx.commit().await.map(|()| Ending::TooLate);
    }
    speak(&mut tx, chat, seq, made).await?;
    tx.commit().await.map(|()| Ending::Said)
}

/// Says what was made of a message in a settled chat, and what follows from it.
async fn speak(tx: &mut Tx, chat: Chat, seq: i64, made: Made) -> Result<()> {
    let (business, now) = (chat.business_id, tx.now());
    let stored = say(tx, &chat, made.reply.body, made.reply.chips).await?;
    let new = NewAnswer { asked_seq: seq, seq: stored.seq, outcome: made.outcome, topic: &made.topic, article: made.article, confidence: made.confidence };
    belongings::insert_answer(tx, business, chat.id, &new).await?;
    let misses = match made.outcome {
        Outcome::Topic | Outcome::Article => 0,
        Outcome::AskedBack | Outcome::Courtesy | Outcome::HandedOver => chat.misses,
        Outcome::Missed => chat.misses + 1,
    };
    // Whoever waits for a human, or is asked which article is meant, is still to be looked at.
    let is_done = chat.bot_holds && !made.calls && (made.outcome.is_answer() || !made.topic.is_empty());
    let unread = if is_done { 0 } else { chat.unread };
    let chat = Chat { misses, unread, sort_key: rules::kept_key(&chat, unread), ..chat };
    if !made.calls {
        return queries::save(tx, business, &chat).await;
    }
    let chat = rules::waiting(chat, now);
    queries::save(tx, business, &chat).await?;
    tx.emit(business, None, Event::ChatChanged { chat: chat.id, asker: chat.asker_id, turn: Turn::Waiting }).await?;
    tx.enqueue(Job::AttendChat { chat: chat.id }).await
}

async fn make(services: &Services, chat: &Chat, text: &str) -> Result<Made> {
    let business = businesses::find(services.db(), chat.business_id).await?;
    let topics = queries::topics::list(services.db(), chat.business_id, false).await?;
    let made = |outcome, reply| Made { outcome, topic: String::new(), article: None, confidence: 0, reply, calls: outcome == Outcome::HandedOver, told: None };
    let by_topic = async |topic: &Topic, confidence| {
        let reply = compose::topic(topic, &values(&business, &name_of(services.db(), chat).await?, &hours(&business)));
        Ok::<_, Error>(Made { topic: topic.name.clone(), confidence, ..made(topic.effect.outcome(), reply) })
    };
    let fallback = match think(text, &topics) {
        Thought::Human(why, topic) => {
            let reply = compose::hand_over(why, topic, &values(&business, &name_of(services.db(), chat).await?, &hours(&business)));
            return Ok(Made { topic: topic.map(|t| t.name.clone()).unwrap_or_default(), confidence: 100, ..made(Outcome::HandedOver, reply) });
        }
        Thought::Topic(topic) => return by_topic(topic, 100).await,
        Thought::Question(fallback) => fallback,
    };
    let by_article = async |slug: &str, confidence| match help::show(services, &Visitor::of(&business), slug, None).await {
        Ok(read) => {
            let reply = compose::article(&read.article.question, &read.article.body, &link(services, &business.slug, slug), &read.related);
            Ok(Made { article: Some(read.article.id), confidence, ..made(Outcome::Article, reply) })
        }
        // Put away a moment ago.
        Err(Error::NotFound) => Ok(missed(chat, &topics, made)),
        Err(error) => Err(error),
    };
    if let Some(slug) = help::find_by_question(services, chat.business_id, text).await? {
        return by_article(&slug, 100).await;
    }
    let told = help::ask(services, chat.business_id, text).await?;
    let answer = match (told.decision, told.articles.as_slice(), fallback) {
        (Decision::Answer { confidence, .. }, [line, ..], _) => by_article(&line.slug, confidence).await?,
        // What a topic answers is no question to the help centre.
        (_, _, Some((topic, alike))) => return by_topic(topic, alike).await,
        // Whoever was asked what they mean and is not understood again is not asked for ever.
        (Decision::AskBack { .. } | Decision::Propose { .. }, ..) if belongings::was_asked_back(services.db(), chat.business_id, chat.id).await? => {
            missed(chat, &topics, made)
        }
        (Decision::AskBack { first, .. } | Decision::Propose { article: first }, lines, None) if !lines.is_empty() => {
            Made { article: Some(first), ..made(Outcome::AskedBack, compose::ask_back(lines)) }
        }
        _ => missed(chat, &topics, made),
    };
    Ok(Made { told: Some(told), ..answer })
}

/// No answer: once the visitor may try again, twice in a row a human is called.
fn missed(chat: &Chat, topics: &[Topic], made: impl Fn(Outcome, Reply) -> Made) -> Made {
    if chat.misses + 1 < rules::MISSES_MAX {
        return made(Outcome::Missed, compose::miss(topics));
    }
    Made { calls: true, ..made(Outcome::Missed, compose::hand_over(Why::Lost, None, &[])) }
}

fn values<'a>(business: &'a Business, name: &'a str, hours: &'a str) -> [(&'static str, &'a str); 4] {
    [("business", &business.name), ("currency", &business.currency), ("hours", hours), ("name", name)]
}

fn hours(business: &Business) -> String {
    hours_in_words(&business.hours())
}

/// Where an article is read: on the chat's own page, which shows this business whoever is signed in elsewhere or was last looked at.
fn link(services: &Services, business: &str, slug: &str) -> String {
    format!("{}/chat?business={business}&article={slug}", services.url())
}
