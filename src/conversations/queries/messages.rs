//! SQL of messages. Writes come in batches: one statement for any number of messages, as JSON.

use super::Waiting;
use crate::conversations::model::{Extra, Kind, SenderKind};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, dialect};
use uuid::Uuid;

/// A conversation locked for writing.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Locked {
    /// Which.
    pub id: ConversationId,
    /// Whose.
    pub business_id: BusinessId,
    /// What it is for.
    pub kind: Kind,
    /// The number of its last message.
    pub head: i64,
    /// Since when nobody can write in it.
    pub frozen_at: Option<Timestamp>,
}

/// A message that is already there.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Known {
    /// Where.
    pub conversation_id: ConversationId,
    /// The sender's id for it.
    pub client_id: String,
    /// Its number.
    pub seq: i64,
    /// When it was stored.
    pub at: Timestamp,
}

/// A message with its sender's name.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct MessageRow {
    /// Its number.
    pub seq: i64,
    /// The sender's id for it.
    pub client_id: String,
    /// Who wrote it.
    pub sender_id: Option<MemberId>,
    /// How they are called; empty for the bot and the system.
    pub name: String,
    /// Who speaks.
    pub sender_kind: SenderKind,
    /// What was written.
    pub body: String,
    /// When it was stored.
    pub at: Timestamp,
    /// [`crate::conversations::model::Extra`] as JSON.
    pub extra: Option<String>,
}

/// A message that no reaction has seen.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct NewRow {
    /// Where.
    pub conversation_id: ConversationId,
    /// Its number.
    pub seq: i64,
    /// Who wrote it.
    pub sender_id: Option<MemberId>,
    /// Who speaks.
    pub sender_kind: SenderKind,
    /// What was written.
    pub body: String,
    /// When it was stored.
    pub at: Timestamp,
}

/// A message to insert: the columns of the row.
pub type NewMessage<'a> = (ConversationId, i64, Uuid, Option<MemberId>, SenderKind, &'a str, Timestamp);

const LOCK_SQLITE: &str = "SELECT id, business_id, kind, head, frozen_at FROM conversation WHERE id IN (SELECT value FROM json_each($1))";
const LOCK_POSTGRES: &str = "SELECT id, business_id, kind, head, frozen_at FROM conversation WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) ORDER BY id FOR UPDATE";
const KNOWN_SQLITE: &str = "SELECT m.conversation_id, m.client_id, m.seq, m.at FROM json_each($1) AS j
    JOIN message AS m ON m.conversation_id = json_extract(j.value, '$[0]') AND m.client_id = json_extract(j.value, '$[1]')";
const KNOWN_POSTGRES: &str = "SELECT m.conversation_id, m.client_id, m.seq, m.at FROM jsonb_array_elements($1::jsonb) AS j
    JOIN message AS m ON m.conversation_id = (j->>0)::bigint AND m.client_id = j->>1";
const INSERT_SQLITE: &str = "INSERT INTO message (conversation_id, seq, client_id, sender_id, sender_kind, body, at)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
        json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]') FROM json_each($1)";
const INSERT_POSTGRES: &str = "INSERT INTO message (conversation_id, seq, client_id, sender_id, sender_kind, body, at)
    SELECT (j->>0)::bigint, (j->>1)::bigint, j->>2, (j->>3)::bigint, j->>4, j->>5, (j->>6)::bigint FROM jsonb_array_elements($1::jsonb) AS j";
const HEADS_SQLITE: &str = "UPDATE conversation SET head = v.head
    FROM (SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS head FROM json_each($1)) AS v WHERE conversation.id = v.id";
const HEADS_POSTGRES: &str = "UPDATE conversation SET head = v.head
    FROM (SELECT (j->>0)::bigint AS id, (j->>1)::bigint AS head FROM jsonb_array_elements($1::jsonb) AS j) AS v WHERE conversation.id = v.id";
const SET_EXTRA: &str = "UPDATE message SET extra = $3 WHERE conversation_id = $1 AND seq = $2";
const LIST_AFTER: &str = "SELECT m.seq, m.client_id, m.sender_id, COALESCE(p.name, '') AS name, m.sender_kind, m.body, m.at, m.extra
    FROM message m LEFT JOIN member p ON p.id = m.sender_id WHERE m.conversation_id = $1 AND m.seq > $2 ORDER BY m.seq LIMIT $3";
const LIST_NEW_SQLITE: &str = "SELECT m.conversation_id, m.seq, m.sender_id, m.sender_kind, m.body, m.at FROM json_each($1) AS j
    JOIN message AS m ON m.conversation_id = json_extract(j.value, '$[0]') AND m.seq > json_extract(j.value, '$[1]') AND m.seq <= json_extract(j.value, '$[2]')
    ORDER BY m.conversation_id, m.seq";
const LIST_NEW_POSTGRES: &str = "SELECT m.conversation_id, m.seq, m.sender_id, m.sender_kind, m.body, m.at FROM jsonb_array_elements($1::jsonb) AS j
    JOIN message AS m ON m.conversation_id = (j->>0)::bigint AND m.seq > (j->>1)::bigint AND m.seq <= (j->>2)::bigint ORDER BY m.conversation_id, m.seq";
const LIST_BEFORE: &str = "SELECT m.seq, m.client_id, m.sender_id, COALESCE(p.name, '') AS name, m.sender_kind, m.body, m.at, m.extra
    FROM message m LEFT JOIN member p ON p.id = m.sender_id WHERE m.conversation_id = $1 AND m.seq < $2 ORDER BY m.seq DESC LIMIT $3";

/// Locks conversations for writing, in one order.
pub async fn lock(tx: &mut Tx, ids: &[ConversationId]) -> Result<Vec<Locked>> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    Ok(db_all!(tx, sql, json(&ids))?)
}

/// Which of these messages are already there.
pub async fn list_known(tx: &mut Tx, wanted: &[(ConversationId, Uuid)]) -> Result<Vec<Known>> {
    let sql = dialect!(tx, sqlite: KNOWN_SQLITE, postgres: KNOWN_POSTGRES);
    Ok(db_all!(tx, sql, json(&wanted))?)
}

/// Inserts messages whose numbers were given out under the lock.
pub async fn insert_all(tx: &mut Tx, messages: &[NewMessage<'_>]) -> Result<()> {
    let sql = dialect!(tx, sqlite: INSERT_SQLITE, postgres: INSERT_POSTGRES);
    db_exec!(tx, sql, json(&messages))?;
    Ok(())
}

/// Gives a message what comes with its words: few have anything, so that it costs the others nothing.
pub async fn set_extra(tx: &mut Tx, conversation: ConversationId, seq: i64, extra: &Extra) -> Result<()> {
    db_exec!(tx, SET_EXTRA, conversation, seq, json(extra))?;
    Ok(())
}

/// Moves the heads of locked conversations: the messages in them wait for their reactions.
pub async fn set_heads(tx: &mut Tx, heads: &[(ConversationId, i64)]) -> Result<()> {
    let sql = dialect!(tx, sqlite: HEADS_SQLITE, postgres: HEADS_POSTGRES);
    db_exec!(tx, sql, json(&heads))?;
    Ok(())
}

/// Up to `limit` messages after number `after`, in order.
pub async fn list_after(ex: impl Into<Ex<'_>>, conversation: ConversationId, after: i64, limit: i64) -> Result<Vec<MessageRow>> {
    Ok(db_all!(ex.into(), LIST_AFTER, conversation, after, limit)?)
}

/// The messages of claimed conversations that no reaction has seen, in order.
pub async fn list_new(tx: &mut Tx, claimed: &[Waiting]) -> Result<Vec<NewRow>> {
    let spans: Vec<_> = claimed.iter().map(|lane| (lane.id, lane.dispatched, lane.head)).collect();
    let sql = dialect!(tx, sqlite: LIST_NEW_SQLITE, postgres: LIST_NEW_POSTGRES);
    Ok(db_all!(tx, sql, json(&spans))?)
}

/// Up to `limit` messages before number `before`, newest first.
pub async fn list_before(ex: impl Into<Ex<'_>>, conversation: ConversationId, before: i64, limit: i64) -> Result<Vec<MessageRow>> {
    Ok(db_all!(ex.into(), LIST_BEFORE, conversation, before, limit)?)
}

/// A batch as one JSON parameter.
pub(super) fn json(batch: &impl serde::Serialize) -> String {
    serde_json::to_string(batch).expect("batches are plain data")
}
