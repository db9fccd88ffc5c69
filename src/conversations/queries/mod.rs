//! SQL of conversations: the rows themselves here, messages, receipts and search beside.

pub mod drafts;
pub mod messages;
pub mod receipts;
pub mod search;

use super::model::{Conversation, Kind};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, dialect};

const INSERT: &str = "INSERT INTO conversation (business_id, kind, created_at) VALUES ($1, $2, $3) RETURNING id";
const INSERT_PARTY: &str = "INSERT INTO conversation_member (conversation_id, member_id, is_party) VALUES ($1, $2, TRUE) ON CONFLICT (conversation_id, member_id) DO UPDATE SET is_party = TRUE";
const FIND: &str = "SELECT id, business_id, kind, head, frozen_at FROM conversation WHERE business_id = $1 AND id = $2";
const IS_PARTY: &str = "SELECT is_party FROM conversation_member WHERE conversation_id = $1 AND member_id = $2";
const LIST_HEADS_SQLITE: &str = "SELECT id, head FROM conversation WHERE id IN (SELECT value FROM json_each($1))";
const LIST_HEADS_POSTGRES: &str = "SELECT id, head FROM conversation WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
const FREEZE: &str = "UPDATE conversation SET frozen_at = $3 WHERE business_id = $1 AND id = $2 AND frozen_at IS NULL";
const THAW: &str = "UPDATE conversation SET frozen_at = NULL WHERE business_id = $1 AND id = $2";
const SET_KIND: &str = "UPDATE conversation SET kind = $3 WHERE business_id = $1 AND id = $2";
const LIST_PARTIES: &str = "SELECT p.id, p.name FROM conversation_member m JOIN member p ON p.id = m.member_id
    WHERE m.conversation_id = $1 AND m.is_party AND p.business_id = $2 ORDER BY LOWER(p.name), p.id";
// The plus keeps SQLite from walking all people of the business.
const LIST_PARTIES_OF_SQLITE: &str = "SELECT m.conversation_id, p.id, p.name FROM conversation_member m JOIN member p ON p.id = m.member_id
    WHERE m.conversation_id IN (SELECT value FROM json_each($1)) AND m.is_party AND +p.business_id = $2 ORDER BY LOWER(p.name), p.id";
const LIST_PARTIES_OF_POSTGRES: &str = "SELECT m.conversation_id, p.id, p.name FROM conversation_member m JOIN member p ON p.id = m.member_id
    WHERE m.conversation_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) AND m.is_party AND p.business_id = $2 ORDER BY LOWER(p.name), p.id";
const DELETE_PARTY: &str = "UPDATE conversation_member SET is_party = FALSE WHERE conversation_id = $1 AND member_id = $2 AND is_party";
// How far they have come goes with it.
const TAKE_PLACE: &str = "INSERT INTO conversation_member (conversation_id, member_id, is_party, delivered, read)
    SELECT conversation_id, $3, TRUE, delivered, read FROM conversation_member WHERE conversation_id = $1 AND member_id = $2
    ON CONFLICT (conversation_id, member_id) DO UPDATE SET is_party = TRUE";
const TAKE_MESSAGES: &str = "UPDATE message SET sender_id = $3 WHERE conversation_id = $1 AND sender_id = $2";
// A conversation with a job of its own (`Job::FollowTalk`) is left to that job.
const LIST_WAITING: &str = "SELECT c.id, c.business_id, c.kind, c.dispatched, c.head FROM conversation c WHERE c.dispatched < c.head
    AND NOT EXISTS (SELECT 1 FROM job WHERE key = 'follow:' || CAST(c.id AS TEXT)) ORDER BY c.id LIMIT $1";
const FIND_WAITING: &str = "SELECT id, business_id, kind, dispatched, head FROM conversation WHERE id = $1 AND dispatched < head";
const CLAIM_POSTGRES: &str = "SELECT id, business_id, kind, dispatched, head FROM conversation WHERE id = $1 AND dispatched < head FOR UPDATE";
const CLAIM_ALL_SQLITE: &str =
    "SELECT id, business_id, kind, dispatched, head FROM conversation WHERE id IN (SELECT value FROM json_each($1)) AND dispatched < head ORDER BY id";
const CLAIM_ALL_POSTGRES: &str = "SELECT id, business_id, kind, dispatched, head FROM conversation
    WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) AND dispatched < head ORDER BY id FOR UPDATE";
const ALL_DISPATCHED_SQLITE: &str = "UPDATE conversation SET dispatched = head WHERE id IN (SELECT value FROM json_each($1))";
const ALL_DISPATCHED_POSTGRES: &str = "UPDATE conversation SET dispatched = head WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
const DISPATCHED: &str = "UPDATE conversation SET dispatched = head WHERE id = $1";

/// A conversation with messages that no reaction has seen.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Waiting {
    /// Which.
    pub id: ConversationId,
    /// Whose.
    pub business_id: BusinessId,
    /// What it is for.
    pub kind: Kind,
    /// The last message that was seen.
    pub dispatched: i64,
    /// The last message there is.
    pub head: i64,
}

/// A new, empty conversation.
pub async fn insert(tx: &mut Tx, business: BusinessId, kind: Kind) -> Result<ConversationId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT, business, kind, now)?)
}

/// Makes a member a party of the conversation: they may read it whatever their role.
pub async fn insert_party(tx: &mut Tx, conversation: ConversationId, member: MemberId) -> Result<()> {
    db_exec!(tx, INSERT_PARTY, conversation, member)?;
    Ok(())
}

/// A conversation of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ConversationId) -> Result<Option<Conversation>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// Whether the member is a party of the conversation.
pub async fn is_party(ex: impl Into<Ex<'_>>, conversation: ConversationId, member: MemberId) -> Result<bool> {
    let found: Option<bool> = db_val_opt!(ex.into(), IS_PARTY, conversation, member)?;
    Ok(found.unwrap_or(false))
}

/// The numbers of the last messages of many conversations, of any business.
pub async fn list_heads(ex: impl Into<Ex<'_>>, ids: &[ConversationId]) -> Result<Vec<(ConversationId, i64)>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_HEADS_SQLITE, postgres: LIST_HEADS_POSTGRES);
    Ok(db_all!(ex, sql, messages::json(&ids))?)
}

/// It is for something else from now on.
pub async fn set_kind(tx: &mut Tx, business: BusinessId, id: ConversationId, kind: Kind) -> Result<()> {
    db_exec!(tx, SET_KIND, business, id, kind)?;
    Ok(())
}

/// Its parties and how they are called, by name.
pub async fn list_parties(ex: impl Into<Ex<'_>>, business: BusinessId, id: ConversationId) -> Result<Vec<(MemberId, String)>> {
    Ok(db_all!(ex.into(), LIST_PARTIES, id, business)?)
}

/// The parties of several conversations and how they are called, by name.
pub async fn list_parties_of(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[ConversationId]) -> Result<Vec<(ConversationId, MemberId, String)>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_PARTIES_OF_SQLITE, postgres: LIST_PARTIES_OF_POSTGRES);
    Ok(db_all!(ex, sql, messages::json(&ids), business)?)
}

/// Somebody is no party any more; how far they have come is kept.
pub async fn delete_party(tx: &mut Tx, id: ConversationId, member: MemberId) -> Result<u64> {
    Ok(db_exec!(tx, DELETE_PARTY, id, member)?)
}

/// `after` takes the place of `before`: reads on where they were, and what they said is theirs.
pub async fn replace_party(tx: &mut Tx, id: ConversationId, before: MemberId, after: MemberId) -> Result<()> {
    db_exec!(tx, TAKE_PLACE, id, before, after)?;
    db_exec!(tx, TAKE_MESSAGES, id, before, after)?;
    delete_party(tx, id, before).await.map(drop)
}

/// Nobody can write any more.
pub async fn freeze(tx: &mut Tx, business: BusinessId, id: ConversationId, at: Timestamp) -> Result<()> {
    db_exec!(tx, FREEZE, business, id, at)?;
    Ok(())
}

/// Writing is possible again.
pub async fn thaw(tx: &mut Tx, business: BusinessId, id: ConversationId) -> Result<()> {
    db_exec!(tx, THAW, business, id)?;
    Ok(())
}

/// Up to `limit` conversations of any business whose last messages no reaction has seen.
pub async fn list_waiting(ex: impl Into<Ex<'_>>, limit: i64) -> Result<Vec<Waiting>> {
    Ok(db_all!(ex.into(), LIST_WAITING, limit)?)
}

/// A conversation if its last messages were seen by no reaction; not locked.
pub async fn find_waiting(ex: impl Into<Ex<'_>>, id: ConversationId) -> Result<Option<Waiting>> {
    Ok(db_opt!(ex.into(), FIND_WAITING, id)?)
}

/// Locks a conversation if it still has messages that no reaction has seen. Lock what owns it first: everybody does, so nobody waits in a circle.
pub async fn claim(tx: &mut Tx, id: ConversationId) -> Result<Option<Waiting>> {
    let sql = dialect!(tx, sqlite: FIND_WAITING, postgres: CLAIM_POSTGRES);
    Ok(db_opt!(tx, sql, id)?)
}

/// Reactions have seen everything there is in a claimed conversation.
pub async fn set_dispatched(tx: &mut Tx, id: ConversationId) -> Result<()> {
    db_exec!(tx, DISPATCHED, id)?;
    Ok(())
}

/// Locks those of many conversations that still have messages that no reaction has seen, in one order.
pub async fn claim_all(tx: &mut Tx, ids: &[ConversationId]) -> Result<Vec<Waiting>> {
    let sql = dialect!(tx, sqlite: CLAIM_ALL_SQLITE, postgres: CLAIM_ALL_POSTGRES);
    Ok(db_all!(tx, sql, messages::json(&ids))?)
}

/// Reactions have seen everything there is in claimed conversations.
pub async fn set_all_dispatched(tx: &mut Tx, claimed: &[Waiting]) -> Result<()> {
    let ids: Vec<ConversationId> = claimed.iter().map(|lane| lane.id).collect();
    let sql = dialect!(tx, sqlite: ALL_DISPATCHED_SQLITE, postgres: ALL_DISPATCHED_POSTGRES);
    db_exec!(tx, sql, messages::json(&ids))?;
    Ok(())
}
