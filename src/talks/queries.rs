//! SQL of the staff's talks.

use super::model::Talk;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

const FIND: &str = "SELECT conversation_id, business_id, name, pair, created_by, created_at FROM talk WHERE business_id = $1 AND conversation_id = $2";
const FIND_BY_PAIR: &str = "SELECT conversation_id, business_id, name, pair, created_by, created_at FROM talk WHERE business_id = $1 AND pair = $2";
const INSERT: &str = "INSERT INTO talk (conversation_id, business_id, name, pair, created_by, created_at, last_message_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (business_id, pair) DO NOTHING";
const UPDATE_NAME: &str = "UPDATE talk SET name = $3 WHERE business_id = $1 AND conversation_id = $2 AND pair IS NULL";
const SET_LAST: &str = "UPDATE talk SET preview = $3, last_message_at = $4 WHERE business_id = $1 AND conversation_id = $2";
const LIST: &str = "SELECT t.conversation_id, t.name, t.pair, t.preview, t.last_message_at,
    (SELECT COUNT(*) FROM message m WHERE m.conversation_id = t.conversation_id AND m.seq > p.read AND m.seq > c.head - 100
        AND m.sender_kind <> 'system' AND (m.sender_id IS NULL OR m.sender_id <> $2)) AS unread
    FROM conversation_member p JOIN talk t ON t.conversation_id = p.conversation_id JOIN conversation c ON c.id = t.conversation_id
    WHERE t.business_id = $1 AND p.member_id = $2 AND p.is_party ORDER BY t.last_message_at DESC, t.conversation_id DESC LIMIT 200";
const COUNT_UNREAD: &str = "SELECT COUNT(*) FROM conversation_member p JOIN talk t ON t.conversation_id = p.conversation_id
    WHERE t.business_id = $1 AND p.member_id = $2 AND p.is_party AND EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = t.conversation_id
        AND m.seq > p.read AND m.sender_kind <> 'system' AND (m.sender_id IS NULL OR m.sender_id <> $2))";

/// A talk as the list of one member reads it.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Listed {
    pub conversation_id: ConversationId,
    pub name: String,
    pub pair: Option<String>,
    pub preview: String,
    pub last_message_at: Timestamp,
    pub unread: i64,
}

/// A talk of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ConversationId) -> Result<Option<Talk>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// The direct talk of two.
pub async fn find_by_pair(ex: impl Into<Ex<'_>>, business: BusinessId, pair: &str) -> Result<Option<Talk>> {
    Ok(db_opt!(ex.into(), FIND_BY_PAIR, business, pair)?)
}

/// A new talk; `false` when the two have one.
pub async fn insert(tx: &mut Tx, business: BusinessId, id: ConversationId, name: &str, pair: Option<&str>, by: MemberId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, INSERT, id, business, name, pair, by, now)? > 0)
}

/// Renames a group.
pub async fn update_name(tx: &mut Tx, business: BusinessId, id: ConversationId, name: &str) -> Result<u64> {
    Ok(db_exec!(tx, UPDATE_NAME, business, id, name)?)
}

/// What was said last.
pub async fn set_last(tx: &mut Tx, business: BusinessId, id: ConversationId, preview: &str, at: Timestamp) -> Result<()> {
    db_exec!(tx, SET_LAST, business, id, preview, at)?;
    Ok(())
}

/// The talks of one member, the last one first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Vec<Listed>> {
    Ok(db_all!(ex.into(), LIST, business, member)?)
}

/// In how many talks something waits to be read by one member.
pub async fn count_unread(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_UNREAD, business, member)?)
}
