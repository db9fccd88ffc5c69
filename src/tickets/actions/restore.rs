//! Putting a ticket back to where it stood, also where nobody could move it by hand: for undoing.

use super::change::{Change, move_to};
use super::revert::{move_back, sleep_again};
use super::within::{change_category, change_holder, change_priority};
use crate::conversations::lanes as conversations;
use crate::error::Result;
use crate::event::Event;
use crate::platform::Tx;
use crate::tickets::deadlines::promise_again;
use crate::tickets::model::{Status, Ticket};
use crate::tickets::stand::Stand;
use crate::tickets::undo::Former;
use crate::tickets::{orders, queries};

/// Gives a locked and settled ticket back what it had. One that was closed is open again with its lanes, and its clocks and its snooze are as if nothing had
/// happened, unless somebody touched them since. One that waits again has waited for as long as before.
///
/// # Errors
/// `Invalid` when who held it does not answer tickets any more.
pub async fn restore(tx: &mut Tx, mut ticket: Ticket, former: &Former, change: Change<'_>) -> Result<Ticket> {
    let Former { status, priority, category, holder, stood } = former;
    let untouched = stood.as_ref().filter(|(_, after, _)| after.has_the_clocks_of(&Stand::of(&ticket)));
    let (business, id) = (ticket.business_id, ticket.id);
    let since = untouched.and_then(|(before, ..)| before.waiting_since.0).unwrap_or(ticket.waiting_since);
    if let Some(to) = status.filter(|to| *to != ticket.status) {
        ticket = match untouched.filter(|(before, ..)| before.status == to) {
            Some((before, ..)) => move_back(tx, ticket, before, change).await?,
            None => {
                if ticket.status == Status::Closed {
                    conversations::thaw(tx, ticket.business_id, ticket.customer_lane).await?;
                    conversations::thaw(tx, ticket.business_id, ticket.staff_lane).await?;
                    orders::thaw(tx, &ticket).await?;
                }
                move_to(tx, ticket, to, change).await?
            }
        };
    }
    if let Some(to) = priority {
        ticket = change_priority(tx, ticket, *to, change).await?;
    }
    match category {
        Some(Some(to)) => ticket = change_category(tx, ticket, *to, change).await?,
        Some(None) if ticket.category_id.is_some() => {
            queries::set_category(tx, ticket.business_id, ticket.id, None).await?;
            let event = Event::CategoryChanged { ticket: ticket.id, customer: ticket.customer_id, from: ticket.category_id, to: None };
            tx.emit(ticket.business_id, change.actor, event).await?;
            ticket.category_id = None;
        }
        _ => {}
    }
    if let Some((before, ..)) = untouched.filter(|_| priority.is_some() || category.is_some()) {
        ticket = promise_again(tx, ticket, before).await?;
    }
    if let Some(to) = holder {
        ticket = change_holder(tx, ticket, *to, change).await?;
    }
    if let Some((before, _, at)) = untouched.filter(|_| status.is_some() || holder.is_some()) {
        sleep_again(tx, &ticket, before, *at, change).await?;
    }
    queries::set_waiting_since(tx, business, id, since).await?;
    Ok(Ticket { waiting_since: since, ..ticket })
}
