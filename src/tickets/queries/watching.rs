//! SQL of deadlines: warnings, misses, waits for a further answer, and when somebody looks next.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::tickets::model::Ticket;
use crate::{db_all, db_exec, db_vals};

/// Tickets of one sweep; the others wait for the next one.
const SWEPT: i64 = 500;

const SET_LOOK: &str = "UPDATE ticket SET look_at = $3 WHERE business_id = $1 AND id = $2";
const SET_NOTED: &str = "UPDATE ticket SET response_warned_at = $3, next_response_warned_at = $4, resolution_warned_at = $5,
    response_breached_at = $6, next_response_breached_at = $7, resolution_breached_at = $8, updated_at = $9 WHERE business_id = $1 AND id = $2";
const SET_PROMISED: &str =
    "UPDATE ticket SET response_minutes = $3, response_due_at = $4, response_warned_at = $5, resolution_minutes = $6, resolution_due_at = $7,
    resolution_warned_at = $8, opened_priority = $9 WHERE business_id = $1 AND id = $2";
const SET_AWAITING: &str = "UPDATE ticket SET awaiting_since = $3, next_response_due_at = $4, next_response_minutes = $5 WHERE business_id = $1 AND id = $2";
const INSERT_WAIT: &str = "INSERT INTO ticket_wait (business_id, ticket_id, asked_at, due_at, ended_at, breached_at, agent_id)
    VALUES ($1, $2, $3, $4, $5, $6, (SELECT t.assignee_id FROM ticket t WHERE t.business_id = $1 AND t.id = $2))";
const DELETE_WAIT: &str = "DELETE FROM ticket_wait WHERE business_id = $1 AND ticket_id = $2 AND asked_at = $3";
const LIST_WAITS: &str = "SELECT ticket_id, asked_at, due_at, ended_at FROM ticket_wait WHERE business_id = $1 AND asked_at >= $2 ORDER BY id";
const LIST_TO_LOOK_AT: &str = "SELECT id FROM ticket WHERE look_at < $1 ORDER BY look_at LIMIT $2";

/// A wait for a further answer that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When the customer wrote.
    pub asked_at: Timestamp,
    /// When the answer was due.
    pub due_at: Timestamp,
    /// When it was over.
    pub ended_at: Timestamp,
    /// When it was found late.
    pub breached_at: Option<Timestamp>,
}

/// Sets when somebody has to look next.
pub async fn set_look(tx: &mut Tx, business: BusinessId, id: TicketId, at: Option<Timestamp>) -> Result<()> {
    db_exec!(tx, SET_LOOK, business, id, at)?;
    Ok(())
}

/// Writes the warnings and misses of a locked ticket, as they stand in `t`.
pub async fn set_noted(tx: &mut Tx, business: BusinessId, t: &Ticket) -> Result<()> {
    let now = tx.now();
    let (response, next, resolution) = (t.response_warned_at, t.next_response_warned_at, t.resolution_warned_at);
    db_exec!(tx, SET_NOTED, business, t.id, response, next, resolution, t.response_breached_at, t.next_response_breached_at, t.resolution_breached_at, now)?;
    Ok(())
}

/// Writes what is promised for the first answer and the solution, and under which priority, as it stands in `t`.
pub async fn set_promised(tx: &mut Tx, business: BusinessId, t: &Ticket) -> Result<()> {
    let response = (t.response_minutes, t.response_due_at, t.response_warned_at);
    let resolution = (t.resolution_minutes, t.resolution_due_at, t.resolution_warned_at);
    db_exec!(tx, SET_PROMISED, business, t.id, response.0, response.1, response.2, resolution.0, resolution.1, resolution.2, t.promised_under)?;
    Ok(())
}

/// Writes since when the customer waits for a further answer, as it stands in `t`.
pub async fn set_awaiting(tx: &mut Tx, business: BusinessId, t: &Ticket) -> Result<()> {
    db_exec!(tx, SET_AWAITING, business, t.id, t.awaiting_since, t.next_response_due_at, t.next_response_minutes)?;
    Ok(())
}

/// Notes a wait that is over.
pub async fn insert_wait(tx: &mut Tx, business: BusinessId, ticket: TicketId, wait: &Ended) -> Result<()> {
    db_exec!(tx, INSERT_WAIT, business, ticket, wait.asked_at, wait.due_at, wait.ended_at, wait.breached_at)?;
    Ok(())
}

/// Forgets that a wait is over: what ended it was taken back.
pub async fn delete_wait(tx: &mut Tx, business: BusinessId, ticket: TicketId, asked_at: Timestamp) -> Result<()> {
    db_exec!(tx, DELETE_WAIT, business, ticket, asked_at)?;
    Ok(())
}

/// Waits that began since a moment and are over: ticket, asked, due, ended.
pub async fn list_waits(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(TicketId, Timestamp, Timestamp, Timestamp)>> {
    Ok(db_all!(ex.into(), LIST_WAITS, business, since)?)
}

/// Tickets of every business at which somebody should have looked before `now`.
pub async fn list_to_look_at(ex: impl Into<Ex<'_>>, now: Timestamp) -> Result<Vec<TicketId>> {
    Ok(db_vals!(ex.into(), LIST_TO_LOOK_AT, now, SWEPT)?)
}
