//! Giving tickets out and taking them back on nobody's behalf: what whoever hands out the work calls, in a transaction of its own.

use super::change::hand_to;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, TicketId};
use crate::platform::Tx;
use crate::tickets::jobs::settled;
use crate::tickets::model::Status;

/// Gives a ticket that waits for an agent to one, with the reason; `false` when it does not wait any more.
///
/// # Errors
/// When the database fails.
pub async fn give(tx: &mut Tx, business: BusinessId, id: TicketId, agent: (MemberId, &str), why: &str) -> Result<bool> {
    let ticket = settled(tx, business, id).await?;
    if ticket.assignee_id.is_some() || !matches!(ticket.status, Status::Open | Status::InProgress) {
        return Ok(false);
    }
    hand_to(tx, ticket, Some((agent.0, agent.1, why)), None).await?;
    Ok(true)
}

/// Takes an active ticket back from its holder; `false` when they do not hold it any more.
///
/// # Errors
/// When the database fails.
pub async fn put_back(tx: &mut Tx, business: BusinessId, id: TicketId, from: MemberId) -> Result<bool> {
    let ticket = settled(tx, business, id).await?;
    if ticket.assignee_id != Some(from) || !ticket.status.is_active() {
        return Ok(false);
    }
    hand_to(tx, ticket, None, None).await?;
    Ok(true)
}
