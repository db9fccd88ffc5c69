//! Putting tickets aside until a moment, and bringing them back: at that moment, when the customer writes, when somebody gets them, or by hand.

use super::revert::keep;
use super::visible;
use crate::accounts::Agent;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::TicketId;
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::platform::{Services, Tx};
use crate::tickets::jobs::settled;
use crate::tickets::model::Ticket;
use crate::tickets::stand::Stand;
use crate::tickets::{lines, queries, snooze as rules};

/// Puts a ticket aside until a moment, or moves that moment. Its clocks run on: they were promised.
///
/// # Errors
/// `Invalid` names `until`; `Conflict` when nothing is left to do in the ticket.
pub async fn snooze(services: &Services, agent: &Agent, id: TicketId, until: Timestamp, zone: &Zone) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    if let Some(why) = rules::fault(until, tx.now()) {
        return Err(Error::field("until", why));
    }
    let ticket = settled(&mut tx, agent.business(), id).await?;
    if !ticket.status.is_active() {
        return Err(Error::Conflict("This ticket is done: there is nothing to come back to.".into()));
    }
    if ticket.snoozed_until == Some(until) {
        return tx.commit().await;
    }
    queries::set_snooze(&mut tx, agent.business(), id, Some(until)).await?;
    let when = zone.brief(until);
    mark(&mut tx, ticket.staff_lane, lines::snoozed(&when, agent.name())).await?;
    tx.emit(agent.business(), Some(agent.member()), Event::Snoozed { ticket: id, agent: None, until: Some(until) }).await?;
    tx.enqueue_at(Job::WakeTicket { ticket: id }, until).await?;
    keep(&mut tx, &ticket, agent.member(), &Stand { snoozed_until: Some(until), ..Stand::of(&ticket) }).await?;
    tx.commit().await
}

/// Brings a ticket back before its time. One that was not put aside stays as it is.
///
/// # Errors
/// `NotFound` when it does not exist or not for this person.
pub async fn unsnooze(services: &Services, agent: &Agent, id: TicketId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, agent.business(), id).await?;
    let next = woken(&mut tx, ticket.clone(), &lines::woken_by(agent.name()), false).await?;
    keep(&mut tx, &ticket, agent.member(), &Stand::of(&next)).await?;
    tx.commit().await
}

/// Brings a locked ticket back, if it was put aside: with a line that says why, and a word to whoever holds it when `tells`.
pub async fn woken(tx: &mut Tx, ticket: Ticket, line: &str, tells: bool) -> Result<Ticket> {
    if ticket.snoozed_until.is_none() {
        return Ok(ticket);
    }
    queries::set_snooze(tx, ticket.business_id, ticket.id, None).await?;
    mark(tx, ticket.staff_lane, line.to_owned()).await?;
    let agent = ticket.assignee_id.filter(|_| tells);
    tx.emit(ticket.business_id, None, Event::Snoozed { ticket: ticket.id, agent, until: None }).await?;
    Ok(Ticket { snoozed_until: None, ..ticket })
}
