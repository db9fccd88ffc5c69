//! Putting a ticket back to where it stood, also where nobody could move it by hand: for undoing.

use super::change::{Change, move_to};
use super::within::{change_category, change_holder, change_priority};
use crate::conversations::lanes as conversations;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::{CategoryId, MemberId};
use crate::platform::Tx;
use crate::tickets::model::{Priority, Status, Ticket};
use crate::tickets::{orders, queries};

/// Gives a locked and settled ticket back what it had; `None` leaves a part as it is. One that was closed is open again with its lanes, and one
/// that waits again has waited for as long as before.
///
/// # Errors
/// `Invalid` when who held it does not answer tickets any more.
pub async fn restore(
    tx: &mut Tx,
    mut ticket: Ticket,
    status: Option<Status>,
    priority: Option<Priority>,
    category: Option<Option<CategoryId>>,
    holder: Option<Option<MemberId>>,
    change: Change<'_>,
) -> Result<Ticket> {
    let (business, id, since) = (ticket.business_id, ticket.id, ticket.waiting_since);
    if let Some(to) = status.filter(|to| *to != ticket.status) {
        if ticket.status == Status::Closed {
            conversations::thaw(tx, ticket.business_id, ticket.customer_lane).await?;
            conversations::thaw(tx, ticket.business_id, ticket.staff_lane).await?;
            orders::thaw(tx, &ticket).await?;
        }
        ticket = move_to(tx, ticket, to, change).await?;
    }
    if let Some(to) = priority {
        ticket = change_priority(tx, ticket, to, change).await?;
    }
    match category {
        Some(Some(to)) => ticket = change_category(tx, ticket, to, change).await?,
        Some(None) if ticket.category_id.is_some() => {
            queries::set_category(tx, ticket.business_id, ticket.id, None).await?;
            let event = Event::CategoryChanged { ticket: ticket.id, customer: ticket.customer_id, from: ticket.category_id, to: None };
            tx.emit(ticket.business_id, change.actor, event).await?;
            ticket.category_id = None;
        }
        _ => {}
    }
    if let Some(to) = holder {
        ticket = change_holder(tx, ticket, to, change).await?;
    }
    queries::set_waiting_since(tx, business, id, since).await?;
    Ok(Ticket { waiting_since: since, ..ticket })
}
