//! SQL of those who follow a ticket.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, TicketId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec};

const INSERT: &str =
    "INSERT INTO ticket_follower (business_id, ticket_id, member_id, since) VALUES ($1, $2, $3, $4) ON CONFLICT (ticket_id, member_id) DO NOTHING";
const DELETE: &str = "DELETE FROM ticket_follower WHERE business_id = $1 AND ticket_id = $2 AND member_id = $3";
// Whoever no longer answers tickets here hears nothing more of them.
const LIST: &str = "SELECT m.id, m.name FROM ticket_follower f JOIN member m ON m.id = f.member_id
    WHERE f.business_id = $1 AND f.ticket_id = $2 AND m.role IN ('agent', 'admin') AND m.deactivated_at IS NULL ORDER BY f.since, m.id";

/// Somebody follows a ticket; `false` when they did already.
pub async fn insert(tx: &mut Tx, business: BusinessId, ticket: TicketId, member: MemberId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, INSERT, business, ticket, member, now)? > 0)
}

/// Somebody follows it no longer.
pub async fn delete(tx: &mut Tx, business: BusinessId, ticket: TicketId, member: MemberId) -> Result<()> {
    db_exec!(tx, DELETE, business, ticket, member)?;
    Ok(())
}

/// Who follows a ticket, the first one first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<(MemberId, String)>> {
    Ok(db_all!(ex.into(), LIST, business, ticket)?)
}
