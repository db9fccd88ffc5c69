//! SQL of the demo's chats and talks: rows with a past, which the actions of the product never write.

use super::story::Answered;
use crate::demo::team::TeamTalk;
use std::collections::HashMap;
use stoa::chats::model::{Chat, PageVisit, Widget};
use stoa::conversations::markdown::start_of;
use stoa::help::model::Occasion;
use stoa::kernel::ids::{ArticleId, BusinessId, ChatId, ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use stoa::platform::{Tx, secret};
use stoa::{Result, db_all, db_exec, db_val, talks::rules};

/// How long a guest's network address is kept.
const ADDRESS_MS: i64 = 90 * 86_400_000;

const INSERT_MEMBER: &str = "INSERT INTO member (business_id, role, name, created_at, last_seen_at) VALUES ($1, 'guest', $2, $3, $4) RETURNING id";
const INSERT_GUEST: &str = "INSERT INTO guest (member_id, business_id, token_hash, email, phone, address, user_agent, host, created_at, seen_at, address_until)
    VALUES ($1, $2, $3, $4, $5, '192.0.2.44', $6, 'http://127.0.0.1:4400', $7, $8, $9)";
const INSERT_CHAT: &str =
    "INSERT INTO chat (business_id, conversation_id, notes_id, asker_id, customer_id, assignee_id, ticket_id, state, bot_holds, bot_epoch, misses, asked_seq,
    unread, messages, sort_key, preview, last_kind, waiting_since, first_waited_at, first_response_at, opened_at, closed_at, last_message_at, rating, feedback,
    browser, zone)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27) RETURNING id";
const INSERT_PAGE: &str = "INSERT INTO chat_page (business_id, chat_id, title, url, at) VALUES ($1, $2, $3, $4, $5)";
const INSERT_REPLY: &str = "INSERT INTO chat_reply (business_id, chat_id, occasion, at) VALUES ($1, $2, $3, $4)";
const INSERT_ANSWER: &str = "INSERT INTO chat_answer (business_id, chat_id, asked_seq, seq, outcome, topic, article_id, confidence, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const INSERT_TALK: &str = "INSERT INTO talk (conversation_id, business_id, name, pair, created_by, created_at, last_message_at, preview)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const INSERT_WIDGET: &str = "INSERT INTO chat_setting (business_id, secret, greeting, position, origins) VALUES ($1, '', $2, $3, $4)";
const LIST_ARTICLES: &str = "SELECT slug, id FROM help_article WHERE business_id = $1";

/// A guest who came some time ago.
#[derive(Clone, Copy, Debug)]
pub struct PastGuest<'a> {
    /// How they are called.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// Their number in E.164.
    pub phone: &'a str,
    /// Their browser.
    pub browser: &'a str,
    /// When they came first.
    pub since: Timestamp,
    /// When they wrote last.
    pub seen: Timestamp,
}

/// A guest; nobody has the token.
pub async fn insert_guest(tx: &mut Tx, business: BusinessId, g: &PastGuest<'_>) -> Result<MemberId> {
    let id: MemberId = db_val!(&mut *tx, INSERT_MEMBER, business, g.name, g.since, g.seen)?;
    let hash = secret::hash(&secret::long_token());
    db_exec!(tx, INSERT_GUEST, id, business, hash, g.email, g.phone, g.browser, g.since, g.seen, g.since.plus_ms(ADDRESS_MS))?;
    Ok(id)
}

/// A chat as it stands.
pub async fn insert_chat(tx: &mut Tx, business: BusinessId, c: &Chat) -> Result<ChatId> {
    Ok(db_val!(
        tx,
        INSERT_CHAT,
        business,
        c.conversation_id,
        c.notes_id,
        c.asker_id,
        c.customer_id,
        c.assignee_id,
        c.ticket_id,
        c.state,
        c.bot_holds,
        c.bot_epoch,
        c.misses,
        c.asked_seq,
        c.unread,
        c.messages,
        c.sort_key,
        &c.preview,
        c.last_kind,
        c.waiting_since,
        c.first_waited_at,
        c.first_response_at,
        c.opened_at,
        c.closed_at,
        c.last_message_at,
        c.rating,
        &c.feedback,
        &c.browser,
        &c.zone
    )?)
}

/// A page the visitor was on.
pub async fn insert_page(tx: &mut Tx, business: BusinessId, chat: ChatId, page: &PageVisit) -> Result<()> {
    db_exec!(tx, INSERT_PAGE, business, chat, &page.title, &page.url, page.at)?;
    Ok(())
}

/// Something was said automatically.
pub async fn insert_reply(tx: &mut Tx, business: BusinessId, chat: ChatId, occasion: Occasion, at: Timestamp) -> Result<()> {
    db_exec!(tx, INSERT_REPLY, business, chat, occasion, at)?;
    Ok(())
}

/// What the bot did with a message.
pub async fn insert_answer(tx: &mut Tx, business: BusinessId, chat: ChatId, a: &Answered, article: Option<ArticleId>) -> Result<()> {
    db_exec!(tx, INSERT_ANSWER, business, chat, a.asked_seq, a.seq, a.outcome, &a.topic, article, i64::from(a.confidence), a.at)?;
    Ok(())
}

/// A talk of the team; the first of its members began it.
pub async fn insert_talk(tx: &mut Tx, business: BusinessId, id: ConversationId, talk: &TeamTalk, by: MemberId, members: &[MemberId]) -> Result<()> {
    let pair = if talk.name.is_empty() { Some(rules::pair(members[0], members[1])) } else { None };
    let (first, last) = (&talk.thread[0], &talk.thread[talk.thread.len() - 1]);
    db_exec!(tx, INSERT_TALK, id, business, talk.name, pair, by, first.at, last.at, start_of(&last.body))?;
    Ok(())
}

/// How the widget looks and where it may stand.
pub async fn set_widget(tx: &mut Tx, business: BusinessId, w: &Widget) -> Result<()> {
    db_exec!(tx, INSERT_WIDGET, business, &w.greeting, w.position, w.origins.to_string())?;
    Ok(())
}

/// The articles by their word in addresses.
pub async fn list_articles(tx: &mut Tx, business: BusinessId) -> Result<HashMap<String, ArticleId>> {
    let all: Vec<(String, ArticleId)> = db_all!(tx, LIST_ARTICLES, business)?;
    Ok(all.into_iter().collect())
}
