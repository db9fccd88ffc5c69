//! SQL of the times at which resolution clocks stood still and went on.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::sla::model::{Pause, Still};
use crate::{db_all, db_exec};

const INSERT: &str = "INSERT INTO ticket_pause (business_id, ticket_id, from_at, to_at, why) VALUES ($1, $2, $3, $4, $5)";
const LIST_OF: &str = "SELECT from_at, to_at, why FROM ticket_pause WHERE business_id = $1 AND ticket_id = $2 ORDER BY from_at";
const LIST_SINCE: &str = "SELECT ticket_id, from_at, to_at, why FROM ticket_pause WHERE business_id = $1 AND from_at >= $2 ORDER BY from_at";
const DELETE_FROM: &str = "DELETE FROM ticket_pause WHERE business_id = $1 AND ticket_id = $2 AND from_at >= $3";

/// Notes a pause that is over; one of no length is none.
pub async fn insert(tx: &mut Tx, business: BusinessId, ticket: TicketId, pause: &Pause) -> Result<()> {
    if let Some(to) = pause.to.filter(|to| *to > pause.from) {
        db_exec!(tx, INSERT, business, ticket, pause.from, to, pause.why)?;
    }
    Ok(())
}

/// The pauses of a ticket that are over, in order.
pub async fn list_of(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<Pause>> {
    let rows: Vec<(Timestamp, Timestamp, Still)> = db_all!(ex.into(), LIST_OF, business, ticket)?;
    Ok(rows.into_iter().map(|(from, to, why)| Pause { from, to: Some(to), why }).collect())
}

/// Pauses that began since a moment and are over, with their tickets.
pub async fn list_since(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(TicketId, Pause)>> {
    let rows: Vec<(TicketId, Timestamp, Timestamp, Still)> = db_all!(ex.into(), LIST_SINCE, business, since)?;
    Ok(rows.into_iter().map(|(ticket, from, to, why)| (ticket, Pause { from, to: Some(to), why })).collect())
}

/// Forgets the pauses of a ticket from a moment on: what ended them was taken back.
pub async fn delete_from(tx: &mut Tx, business: BusinessId, ticket: TicketId, from: Timestamp) -> Result<()> {
    db_exec!(tx, DELETE_FROM, business, ticket, from)?;
    Ok(())
}
