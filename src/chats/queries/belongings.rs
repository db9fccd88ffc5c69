//! SQL of what belongs to a chat: the pages its visitor was on, what was said automatically, what the bot did.

use crate::chats::model::{Outcome, PageVisit};
use crate::chats::views::BotNote;
use crate::error::Result;
use crate::help::model::Occasion;
use crate::kernel::ids::{ArticleId, BusinessId, ChatId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val, db_val_opt};

/// Pages that are kept of one chat.
const PAGES_MAX: i64 = 200;

// Not the page that was noted last, and not more than are kept.
const INSERT_PAGE: &str = "INSERT INTO chat_page (business_id, chat_id, title, url, at) SELECT $1, $2, $3, $4, $5
    WHERE COALESCE((SELECT url FROM chat_page WHERE business_id = $1 AND chat_id = $2 ORDER BY id DESC LIMIT 1), '') <> $4
    AND (SELECT COUNT(*) FROM chat_page WHERE business_id = $1 AND chat_id = $2) < $6";
const LIST_PAGES: &str = "SELECT title, url, at FROM chat_page WHERE business_id = $1 AND chat_id = $2 ORDER BY id";
const INSERT_REPLY: &str = "INSERT INTO chat_reply (business_id, chat_id, occasion, at) VALUES ($1, $2, $3, $4) ON CONFLICT (chat_id, occasion) DO NOTHING";
const INSERT_ANSWER: &str = "INSERT INTO chat_answer (business_id, chat_id, asked_seq, seq, outcome, topic, article_id, confidence, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (chat_id, asked_seq) DO NOTHING";
const HAS_ANSWER: &str = "SELECT EXISTS (SELECT 1 FROM chat_answer WHERE business_id = $1 AND chat_id = $2 AND asked_seq = $3)";
// Which article is meant, not what a topic goes on with.
const WAS_ASKED_BACK: &str =
    "SELECT outcome = 'asked_back' AND topic = '' FROM chat_answer WHERE business_id = $1 AND chat_id = $2 ORDER BY asked_seq DESC LIMIT 1";
const LIST_ANSWERS: &str =
    "SELECT asked_seq, seq, outcome, topic, article_id, confidence FROM chat_answer WHERE business_id = $1 AND chat_id = $2 ORDER BY asked_seq DESC LIMIT 200";

/// Notes a page, unless it is the one that was noted last.
pub async fn insert_page(tx: &mut Tx, business: BusinessId, chat: ChatId, title: &str, url: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, INSERT_PAGE, business, chat, title, url, now, PAGES_MAX)? > 0)
}

/// The pages in the order in which they were visited.
pub async fn list_pages(ex: impl Into<Ex<'_>>, business: BusinessId, chat: ChatId) -> Result<Vec<PageVisit>> {
    Ok(db_all!(ex.into(), LIST_PAGES, business, chat)?)
}

/// Notes that an automatic response is said; `false` when it was said before.
pub async fn insert_reply(tx: &mut Tx, business: BusinessId, chat: ChatId, occasion: Occasion) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, INSERT_REPLY, business, chat, occasion, now)? > 0)
}

/// What the bot did with a message.
#[derive(Clone, Copy, Debug)]
pub struct NewAnswer<'a> {
    /// The visitor's message.
    pub asked_seq: i64,
    /// The bot's message.
    pub seq: i64,
    /// What it did.
    pub outcome: Outcome,
    /// The topic that answered; empty when none did.
    pub topic: &'a str,
    /// The article that answered.
    pub article: Option<ArticleId>,
    /// How sure it was.
    pub confidence: u8,
}

/// Notes what the bot did with a message.
pub async fn insert_answer(tx: &mut Tx, business: BusinessId, chat: ChatId, new: &NewAnswer<'_>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_ANSWER, business, chat, new.asked_seq, new.seq, new.outcome, new.topic, new.article, i64::from(new.confidence), now)?;
    Ok(())
}

/// Whether the bot did something with a message already.
pub async fn has_answer(ex: impl Into<Ex<'_>>, business: BusinessId, chat: ChatId, asked_seq: i64) -> Result<bool> {
    Ok(db_val!(ex.into(), HAS_ANSWER, business, chat, asked_seq)?)
}

/// Whether the bot's last answer was the question which article is meant.
pub async fn was_asked_back(ex: impl Into<Ex<'_>>, business: BusinessId, chat: ChatId) -> Result<bool> {
    let last: Option<bool> = db_val_opt!(ex.into(), WAS_ASKED_BACK, business, chat)?;
    Ok(last == Some(true))
}

/// What the bot did with the last messages, the newest first.
pub async fn list_answers(ex: impl Into<Ex<'_>>, business: BusinessId, chat: ChatId) -> Result<Vec<BotNote>> {
    Ok(db_all!(ex.into(), LIST_ANSWERS, business, chat)?)
}
