//! SQL of tickets that have to do with each other.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, TicketId};
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_val_opt, db_vals};

const INSERT: &str = "INSERT INTO ticket_link (business_id, ticket_id, other_id) VALUES ($1, $2, $3) ON CONFLICT (ticket_id, other_id) DO NOTHING";
const DELETE: &str = "DELETE FROM ticket_link WHERE business_id = $1 AND ticket_id = $2 AND other_id = $3";
const LIST: &str = "SELECT other_id FROM ticket_link WHERE business_id = $1 AND ticket_id = $2
    UNION ALL SELECT ticket_id FROM ticket_link WHERE business_id = $1 AND other_id = $2 LIMIT 100";
const SET_MERGED: &str = "UPDATE ticket SET merged_into = $3 WHERE business_id = $1 AND id = $2";
const FIND_MERGED: &str = "SELECT t.number FROM ticket s JOIN ticket t ON t.id = s.merged_into WHERE s.business_id = $1 AND s.id = $2";

fn pair(a: TicketId, b: TicketId) -> (TicketId, TicketId) {
    if a < b { (a, b) } else { (b, a) }
}

/// Links two tickets; `false` when they were.
pub async fn insert(tx: &mut Tx, business: BusinessId, a: TicketId, b: TicketId) -> Result<bool> {
    let (first, second) = pair(a, b);
    Ok(db_exec!(tx, INSERT, business, first, second)? == 1)
}

/// Takes a link away; `false` when there was none.
pub async fn delete(tx: &mut Tx, business: BusinessId, a: TicketId, b: TicketId) -> Result<bool> {
    let (first, second) = pair(a, b);
    Ok(db_exec!(tx, DELETE, business, first, second)? == 1)
}

/// The tickets that are linked with one.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, id: TicketId) -> Result<Vec<TicketId>> {
    Ok(db_vals!(ex.into(), LIST, business, id)?)
}

/// Notes where a ticket goes on.
pub async fn set_merged(tx: &mut Tx, business: BusinessId, id: TicketId, into: TicketId) -> Result<()> {
    db_exec!(tx, SET_MERGED, business, id, into)?;
    Ok(())
}

/// The number of the ticket in which one goes on.
pub async fn find_merged(ex: impl Into<Ex<'_>>, business: BusinessId, id: TicketId) -> Result<Option<i64>> {
    Ok(db_val_opt!(ex.into(), FIND_MERGED, business, id)?)
}
