//! SQL of the last change of a ticket by one of the staff.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::tickets::stand::Stand;
use crate::tickets::undo::LastChange;
use crate::{db_exec, db_opt};
use serde::Serialize;

const FIND: &str = "SELECT member_id, at, before, after, beside FROM ticket_change WHERE business_id = $1 AND ticket_id = $2";
const SET: &str = "INSERT INTO ticket_change (business_id, ticket_id, member_id, at, before, after, beside) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (ticket_id) DO UPDATE SET member_id = excluded.member_id, at = excluded.at, before = excluded.before, after = excluded.after,
    beside = excluded.beside";
const DELETE: &str = "DELETE FROM ticket_change WHERE business_id = $1 AND ticket_id = $2";

/// The last change, while it is kept.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Option<LastChange>> {
    let found: Option<(MemberId, Timestamp, String, String, Option<String>)> = db_opt!(ex.into(), FIND, business, ticket)?;
    let read = |json: &str| serde_json::from_str::<Stand>(json).ok();
    Ok(found.and_then(|(by, at, before, after, beside)| {
        let beside = beside.map(|json| serde_json::from_str(&json)).transpose().ok()?;
        Some(LastChange { by, at, before: read(&before)?, after: read(&after)?, beside })
    }))
}

/// Keeps a change; it takes the place of the one before.
pub async fn set(tx: &mut Tx, business: BusinessId, ticket: TicketId, change: &LastChange) -> Result<()> {
    let (before, after, beside) = (json(&change.before), json(&change.after), change.beside.as_ref().map(json));
    db_exec!(tx, SET, business, ticket, change.by, change.at, before, after, beside)?;
    Ok(())
}

/// Forgets it: it was taken back.
pub async fn delete(tx: &mut Tx, business: BusinessId, ticket: TicketId) -> Result<()> {
    db_exec!(tx, DELETE, business, ticket)?;
    Ok(())
}

fn json(what: &impl Serialize) -> String {
    serde_json::to_string(what).expect("plain data")
}
