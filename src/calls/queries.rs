//! SQL of calls.

use super::model::Call;
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, CallId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, dialect};

macro_rules! call {
    () => {
        "c.id, c.business_id, c.conversation_id, c.caller_id, c.callee_id, a.name AS caller, b.name AS callee, c.rang_at, c.answered_at, c.seen_at,
        c.ended_at, c.ended_by FROM call c JOIN member a ON a.id = c.caller_id JOIN member b ON b.id = c.callee_id WHERE c.business_id = $1 AND "
    };
}

const INSERT: &str = "INSERT INTO call (business_id, conversation_id, caller_id, callee_id, rang_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id";
const FIND: &str = concat!("SELECT ", call!(), "c.id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", call!(), "c.id = $2 FOR UPDATE OF c");
const LIST_SQLITE: &str = concat!("SELECT ", call!(), "c.id IN (SELECT value FROM json_each($2))");
const LIST_POSTGRES: &str = concat!("SELECT ", call!(), "c.id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))");
const LIST_OPEN: &str = concat!("SELECT ", call!(), "c.ended_at IS NULL AND (c.conversation_id = $2 OR c.caller_id = $3 OR c.callee_id = $4)");
const ANSWER: &str = "UPDATE call SET answered_at = $3, seen_at = $3 WHERE business_id = $1 AND id = $2";
const SEE: &str = "UPDATE call SET seen_at = $3 WHERE business_id = $1 AND id = $2 AND ended_at IS NULL";
const END: &str = "UPDATE call SET ended_at = $3, ended_by = $4 WHERE business_id = $1 AND id = $2";

/// A new call, which rings.
pub async fn insert(tx: &mut Tx, business: BusinessId, conversation: ConversationId, caller: MemberId, callee: MemberId) -> Result<CallId> {
    let now = tx.now();
    let busy = || Error::Conflict("There is a call already. Wait until it is over.".into());
    db_val!(tx, INSERT, business, conversation, caller, callee, now).on_constraint(busy)
}

/// One call.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: CallId) -> Result<Option<Call>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// One call, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: CallId) -> Result<Option<Call>> {
    let sql = dialect!(tx, sqlite: FIND, postgres: LOCK_POSTGRES);
    Ok(db_opt!(tx, sql, business, id)?)
}

/// Several calls.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[CallId]) -> Result<Vec<Call>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_SQLITE, postgres: LIST_POSTGRES);
    Ok(db_all!(ex, sql, business, serde_json::to_string(ids).unwrap_or_default())?)
}

/// The calls that go on in a conversation, or with one of these two.
pub async fn list_open(tx: &mut Tx, business: BusinessId, conversation: ConversationId, caller: MemberId, callee: MemberId) -> Result<Vec<Call>> {
    Ok(db_all!(tx, LIST_OPEN, business, conversation, caller, callee)?)
}

/// It is answered.
pub async fn answer(tx: &mut Tx, business: BusinessId, id: CallId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, ANSWER, business, id, now)?;
    Ok(())
}

/// One of the two browsers was heard of.
pub async fn see(tx: &mut Tx, business: BusinessId, id: CallId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SEE, business, id, now)?;
    Ok(())
}

/// It is over.
pub async fn end(tx: &mut Tx, business: BusinessId, id: CallId, at: Timestamp, by: Option<MemberId>) -> Result<()> {
    db_exec!(tx, END, business, id, at, by)?;
    Ok(())
}
