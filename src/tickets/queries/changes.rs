//! SQL of the last change of a ticket by one of the staff.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::tickets::undo::{LastChange, Stand};
use crate::{db_exec, db_opt};

const FIND: &str = "SELECT member_id, at, before, after FROM ticket_change WHERE business_id = $1 AND ticket_id = $2";
const SET: &str = "INSERT INTO ticket_change (business_id, ticket_id, member_id, at, before, after) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (ticket_id) DO UPDATE SET member_id = excluded.member_id, at = excluded.at, before = excluded.before, after = excluded.after";
const DELETE: &str = "DELETE FROM ticket_change WHERE business_id = $1 AND ticket_id = $2";

/// The last change, while it is kept.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Option<LastChange>> {
    let found: Option<(MemberId, Timestamp, String, String)> = db_opt!(ex.into(), FIND, business, ticket)?;
    let read = |json: &str| serde_json::from_str::<Stand>(json).ok();
    Ok(found.and_then(|(by, at, before, after)| Some(LastChange { by, at, before: read(&before)?, after: read(&after)? })))
}

/// Keeps a change; it takes the place of the one before.
pub async fn set(tx: &mut Tx, business: BusinessId, ticket: TicketId, by: MemberId, before: &Stand, after: &Stand) -> Result<()> {
    let (now, before, after) = (tx.now(), json(before), json(after));
    db_exec!(tx, SET, business, ticket, by, now, before, after)?;
    Ok(())
}

/// Forgets it: it was taken back.
pub async fn delete(tx: &mut Tx, business: BusinessId, ticket: TicketId) -> Result<()> {
    db_exec!(tx, DELETE, business, ticket)?;
    Ok(())
}

fn json(stand: &Stand) -> String {
    serde_json::to_string(stand).expect("plain data")
}
