//! SQL of replies that are sent later.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, ReplyId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::tickets::later::{Later, State};
use crate::tickets::model::Status;
use crate::{db_all, db_exec, db_one, db_opt, db_val, db_val_opt};

macro_rules! columns {
    () => {
        "r.id, r.business_id, r.ticket_id, r.sender_id, m.name AS sender, r.client_id, r.body, r.files, r.then_status, r.send_at, r.created_at, r.state, r.why
    FROM scheduled_reply r JOIN member m ON m.id = r.sender_id"
    };
}

const INSERT: &str = "INSERT INTO scheduled_reply (business_id, ticket_id, sender_id, client_id, body, files, then_status, send_at, created_at, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting') ON CONFLICT (ticket_id, client_id) DO NOTHING RETURNING id";
const FIND: &str = concat!("SELECT ", columns!(), " WHERE r.business_id = $1 AND r.id = $2");
const FIND_ANY: &str = concat!("SELECT ", columns!(), " WHERE r.id = $1");
const LIST: &str =
    concat!("SELECT ", columns!(), " WHERE r.business_id = $1 AND r.ticket_id = $2 AND r.state IN ('waiting', 'refused') ORDER BY r.send_at, r.id");
const COUNT: &str = "SELECT COUNT(*) FROM scheduled_reply WHERE ticket_id = $1 AND business_id = $2 AND state IN ('waiting', 'refused')";
const SET_STATE: &str = "UPDATE scheduled_reply SET state = $4, why = $5 WHERE business_id = $1 AND id = $2 AND state = $3";
const LAST_WORDS: &str = "SELECT MAX(CASE WHEN sender_kind = 'customer' THEN at END),
    MAX(CASE WHEN sender_kind = 'agent' AND (sender_id IS NULL OR sender_id <> $2) THEN at END)
    FROM message WHERE conversation_id = $1 AND at > $3";

/// A reply about to be kept.
#[derive(Clone, Debug)]
pub struct NewLater<'a> {
    /// Where it goes.
    pub ticket: TicketId,
    /// Who wrote it.
    pub sender: MemberId,
    /// The id the message gets.
    pub client_id: &'a str,
    /// What is written.
    pub body: &'a str,
    /// Its pictures, as JSON.
    pub files: &'a str,
    /// Where the ticket goes with it.
    pub then: Option<Status>,
    /// When it is sent.
    pub send_at: Timestamp,
}

/// A new one; `None` when this form was kept before.
pub async fn insert(tx: &mut Tx, business: BusinessId, new: &NewLater<'_>) -> Result<Option<ReplyId>> {
    let now = tx.now();
    Ok(db_val_opt!(tx, INSERT, business, new.ticket, new.sender, new.client_id, new.body, new.files, new.then, new.send_at, now)?)
}

/// One of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ReplyId) -> Result<Option<Later>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// One of any business: for its job.
pub async fn find_any(ex: impl Into<Ex<'_>>, id: ReplyId) -> Result<Option<Later>> {
    Ok(db_opt!(ex.into(), FIND_ANY, id)?)
}

/// Those of a ticket that were neither sent nor taken back, the next one first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<Later>> {
    Ok(db_all!(ex.into(), LIST, business, ticket)?)
}

/// How many those are.
pub async fn count(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT, ticket, business)?)
}

/// Moves one on; `false` when it does not stand where it was thought to.
pub async fn set_state(tx: &mut Tx, business: BusinessId, id: ReplyId, from: State, to: State, why: &str) -> Result<bool> {
    Ok(db_exec!(tx, SET_STATE, business, id, from, to, why)? == 1)
}

/// When after a moment the customer wrote last in a lane, and when somebody of the staff who is not `sender` did.
pub async fn last_words(ex: impl Into<Ex<'_>>, lane: ConversationId, sender: MemberId, after: Timestamp) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    Ok(db_one!(ex.into(), LAST_WORDS, lane, sender, after)?)
}
