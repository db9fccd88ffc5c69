//! SQL of chats: finding, locking and saving one here; lists, figures, topics and what belongs to a chat beside.

pub mod belongings;
pub mod figures;
pub mod lists;
pub mod missed;
pub mod own;
pub mod settings;
pub mod topics;

use super::model::{Chat, Setting};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, db_vals, dialect};

macro_rules! columns {
    () => {
        "id, business_id, conversation_id, notes_id, asker_id, customer_id, assignee_id, ticket_id, state, bot_holds, bot_epoch, misses, asked_seq, unread, messages, sort_key, \
         preview, last_kind, waiting_since, first_waited_at, first_response_at, opened_at, closed_at, last_message_at, rating, feedback, browser, zone"
    };
}

const FIND: &str = concat!("SELECT ", columns!(), " FROM chat WHERE business_id = $1 AND id = $2");
const FIND_ACTIVE: &str = concat!("SELECT ", columns!(), " FROM chat WHERE business_id = $1 AND asker_id = $2 AND state = 'active'");
const FIND_BUSINESS: &str = "SELECT business_id FROM chat WHERE id = $1";
const LOCK_SQLITE: &str = concat!("SELECT ", columns!(), " FROM chat WHERE business_id = $1 AND id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", columns!(), " FROM chat WHERE business_id = $1 AND id = $2 FOR UPDATE");
const LOCK_BY_TALKS_SQLITE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM chat WHERE (business_id, conversation_id) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($1)) ORDER BY id"
);
const LOCK_BY_TALKS_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM chat WHERE (business_id, conversation_id) IN (SELECT (j->>0)::bigint, (j->>1)::bigint FROM jsonb_array_elements($1::jsonb) AS j)
    ORDER BY id FOR UPDATE"
);
const FIND_BY_NOTES: &str = "SELECT id FROM chat WHERE business_id = $1 AND notes_id = $2";
const INSERT: &str =
    "INSERT INTO chat (business_id, conversation_id, notes_id, asker_id, customer_id, state, bot_holds, sort_key, opened_at, last_message_at, browser, zone)
    VALUES ($1, $2, $3, $4, $5, 'active', TRUE, $6, $6, $6, $7, $8) ON CONFLICT (business_id, asker_id) WHERE state = 'active' DO NOTHING RETURNING id";
const SAVE: &str =
    "UPDATE chat SET customer_id = $3, assignee_id = $4, ticket_id = $5, state = $6, bot_holds = $7, bot_epoch = $8, misses = $9, asked_seq = $10,
    unread = $11, messages = $12, sort_key = $13, preview = $14, last_kind = $15, waiting_since = $16, first_waited_at = $17, first_response_at = $18,
    closed_at = $19, last_message_at = $20, rating = $21, feedback = $22 WHERE business_id = $1 AND id = $2";
const COUNT_BEFORE: &str = "SELECT COUNT(*) FROM chat WHERE business_id = $1 AND waiting_since IS NOT NULL AND (waiting_since, id) < ($2, $3)";
const LIST_HELD_BY: &str = "SELECT id FROM chat WHERE business_id = $1 AND assignee_id = $2 AND state = 'active' ORDER BY id";
const LIST_TO_JOIN: &str = "SELECT c.id FROM chat c JOIN guest g ON g.member_id = c.asker_id
    WHERE c.business_id = $1 AND g.business_id = $1 AND g.email = $2 AND c.customer_id IS NULL ORDER BY c.id";
const LIST_TICKETS_OF: &str = "SELECT id FROM chat WHERE business_id = $1 AND customer_id = $2 AND ticket_id IS NOT NULL AND asker_id <> $2 ORDER BY id";
const LIST_ASKED_BY: &str = "SELECT id FROM chat WHERE business_id = $1 AND asker_id = $2 ORDER BY id";
const SET_ASKER: &str = "UPDATE chat SET asker_id = $4, customer_id = COALESCE(customer_id, $5) WHERE business_id = $1 AND id = $2 AND asker_id = $3";
// $2 is the time before which the shortest setting ends, so that the index finds the few that may be meant. Whoever waits for a human, or has
// the last word with one, is owed an answer: such a chat is never quiet.
const LIST_QUIET: &str = "SELECT c.business_id, c.id, COALESCE(s.idle_close_hours, $3) FROM chat c LEFT JOIN chat_setting s ON s.business_id = c.business_id
    WHERE c.state = 'active' AND c.waiting_since IS NULL AND (c.bot_holds OR c.last_kind <> 'customer') AND c.last_message_at <= $2 AND c.last_message_at <= $1 - 3600000 * COALESCE(s.idle_close_hours, $3) ORDER BY c.last_message_at LIMIT 500";

/// A chat of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ChatId) -> Result<Option<Chat>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// The chat somebody has open.
pub async fn find_active(ex: impl Into<Ex<'_>>, business: BusinessId, asker: MemberId) -> Result<Option<Chat>> {
    Ok(db_opt!(ex.into(), FIND_ACTIVE, business, asker)?)
}

/// Whose chat it is: for jobs, which know only the chat.
pub async fn find_business(ex: impl Into<Ex<'_>>, id: ChatId) -> Result<Option<BusinessId>> {
    Ok(db_val_opt!(ex.into(), FIND_BUSINESS, id)?)
}

/// A chat, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: ChatId) -> Result<Chat> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let found: Option<Chat> = db_opt!(tx, sql, business, id)?;
    found.ok_or(Error::NotFound)
}

/// The chats that own these talks, locked for this transaction in one order.
pub async fn lock_by_talks(tx: &mut Tx, talks: &[(BusinessId, ConversationId)]) -> Result<Vec<Chat>> {
    let sql = dialect!(tx, sqlite: LOCK_BY_TALKS_SQLITE, postgres: LOCK_BY_TALKS_POSTGRES);
    Ok(db_all!(tx, sql, json(&talks))?)
}

/// The chat these private notes belong to.
pub async fn find_by_notes(ex: impl Into<Ex<'_>>, business: BusinessId, notes: ConversationId) -> Result<Option<ChatId>> {
    Ok(db_val_opt!(ex.into(), FIND_BY_NOTES, business, notes)?)
}

/// A chat about to be inserted.
#[derive(Clone, Copy, Debug)]
pub struct NewChat<'a> {
    /// The talk with the visitor.
    pub talk: ConversationId,
    /// The private notes.
    pub notes: ConversationId,
    /// Who asks.
    pub asker: MemberId,
    /// In whose profile it stands.
    pub customer: Option<MemberId>,
    /// The browser in a few words.
    pub browser: &'a str,
    /// IANA name, or empty.
    pub zone: &'a str,
}

/// A new chat; `None` when the asker has one open.
pub async fn insert(tx: &mut Tx, business: BusinessId, new: &NewChat<'_>) -> Result<Option<ChatId>> {
    let now = tx.now();
    Ok(db_val_opt!(tx, INSERT, business, new.talk, new.notes, new.asker, new.customer, now, new.browser, new.zone)?)
}

/// Writes a locked chat as it is now.
pub async fn save(tx: &mut Tx, business: BusinessId, c: &Chat) -> Result<()> {
    let saved = db_exec!(
        tx,
        SAVE,
        business,
        c.id,
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
        c.preview.as_str(),
        c.last_kind,
        c.waiting_since,
        c.first_waited_at,
        c.first_response_at,
        c.closed_at,
        c.last_message_at,
        c.rating,
        c.feedback.as_str()
    );
    saved.on_constraint(|| Error::Conflict("There is another open chat. Go on in that one, or close it first.".into())).map(drop)
}

/// How many chats have waited longer for a human.
pub async fn count_before(ex: impl Into<Ex<'_>>, business: BusinessId, chat: &Chat) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_BEFORE, business, chat.waiting_since, chat.id)?)
}

/// The active chats somebody holds.
pub async fn list_held_by(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Vec<ChatId>> {
    Ok(db_vals!(ex.into(), LIST_HELD_BY, business, member)?)
}

/// Chats of guests with this e-mail address that are in nobody's profile.
pub async fn list_to_join(ex: impl Into<Ex<'_>>, business: BusinessId, email: &str) -> Result<Vec<ChatId>> {
    Ok(db_vals!(ex.into(), LIST_TO_JOIN, business, email)?)
}

/// Chats of others that became tickets of this customer.
pub async fn list_tickets_of(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId) -> Result<Vec<ChatId>> {
    Ok(db_vals!(ex.into(), LIST_TICKETS_OF, business, customer)?)
}

/// All chats somebody began.
pub async fn list_asked_by(ex: impl Into<Ex<'_>>, business: BusinessId, asker: MemberId) -> Result<Vec<ChatId>> {
    Ok(db_vals!(ex.into(), LIST_ASKED_BY, business, asker)?)
}

/// A chat goes from one asker to another, and into a profile unless it stands in one.
pub async fn set_asker(tx: &mut Tx, business: BusinessId, id: ChatId, from: MemberId, to: MemberId, customer: Option<MemberId>) -> Result<()> {
    let moved = db_exec!(tx, SET_ASKER, business, id, from, to, customer);
    moved.on_constraint(|| Error::Conflict("Another chat was opened at the same time. Try again.".into())).map(drop)
}

/// Open chats of every business in which nobody has written for as many hours as theirs says, and nobody is owed an answer; those hours come along.
pub async fn list_quiet(ex: impl Into<Ex<'_>>, now: Timestamp) -> Result<Vec<(BusinessId, ChatId, i64)>> {
    Ok(db_all!(ex.into(), LIST_QUIET, now, now.plus_ms(-3_600_000), Setting::default().idle_close_hours)?)
}

/// Plain data as one JSON parameter.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}
