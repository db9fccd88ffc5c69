//! What happens to tickets later: after messages, at deadlines, when the time for reopening is over.

use super::actions::{Change, move_to};
use super::model::{Status, Ticket};
use super::{following, lines, queries, rules};
use crate::accounts::actions as accounts;
use crate::conversations::lanes::{self as conversations, MessageRow};
use crate::conversations::markdown::start_of;
use crate::conversations::model::{Kind, SenderKind};
use crate::conversations::store::mark;
use crate::error::Result;
use crate::event::{Event, Hint, Subject, Topic};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
use crate::platform::{Services, Tx};
use crate::sla::model::SlaClock;

/// Brings the ticket that owns a lane up to date with the lane's new messages. Says whether a ticket owns it.
///
/// # Errors
/// When the database fails.
pub async fn after_messages(tx: &mut Tx, business: BusinessId, lane: ConversationId) -> Result<bool> {
    let Some(found) = queries::find_by_lane(&mut *tx, business, lane).await? else { return Ok(false) };
    let ticket = queries::lock(tx, business, found.id).await?;
    follow(tx, ticket, lane).await.map(|_| true)
}

/// A ticket locked and up to date with what its customer lane says: whatever was said before a change counts before it.
///
/// # Errors
/// `NotFound` when there is no such ticket.
pub async fn settled(tx: &mut Tx, business: BusinessId, id: TicketId) -> Result<Ticket> {
    let ticket = queries::lock(tx, business, id).await?;
    let lane = ticket.customer_lane;
    follow(tx, ticket, lane).await
}

/// Works out what a lane's new messages mean for its locked ticket: preview, first response, status, hints for lists.
async fn follow(tx: &mut Tx, mut ticket: Ticket, lane: ConversationId) -> Result<Ticket> {
    let Some(lane) = conversations::claim(tx, lane).await? else { return Ok(ticket) };
    let hint = Hint { what: Subject::Ticket, id: ticket.id.0 };
    tx.hint(Topic::Desk(ticket.business_id), hint);
    let new = conversations::list_after(&mut *tx, lane.id, lane.dispatched, lane.head - lane.dispatched).await?;
    if lane.kind == Kind::CustomerLane {
        tx.hint(Topic::Person(ticket.customer_id), hint);
        ticket = heed(tx, ticket, &new).await?;
    }
    following::heard(tx, &ticket, lane.kind == Kind::StaffLane, &new).await?;
    // Lines that follow from the messages count as seen too, for they come from here.
    conversations::set_dispatched(tx, lane.id).await?;
    Ok(ticket)
}

async fn heed(tx: &mut Tx, ticket: Ticket, new: &[MessageRow]) -> Result<Ticket> {
    let Some(last) = new.iter().rev().find(|m| m.sender_kind != SenderKind::System) else { return Ok(ticket) };
    let said: Vec<rules::Said> = new.iter().map(|m| rules::Said { kind: m.sender_kind, at: m.at }).collect();
    let outcome = rules::after_said(&ticket, &said);
    let text = start_of(&last.body);
    queries::set_talk(tx, ticket.business_id, ticket.id, &text, last.sender_kind == SenderKind::Agent, outcome.responded_at).await?;
    if let Some(reply) = new.iter().rev().find(|m| m.sender_kind == SenderKind::Agent) {
        tx.emit(ticket.business_id, reply.sender_id, Event::Replied { ticket: ticket.id, customer: ticket.customer_id, seq: reply.seq }).await?;
    }
    let ticket = Ticket { responded_at: ticket.responded_at.or(outcome.responded_at), ..ticket };
    match outcome.status {
        Some(status) => move_to(tx, ticket, status, Change { actor: last.sender_id, by: &last.name }).await,
        None => Ok(ticket),
    }
}

/// Looks whether a ticket missed a deadline. The first look after a deadline escalates: the priority rises a step and staff is told, once per clock.
///
/// # Errors
/// When the database fails.
pub async fn check_sla(services: &Services, id: TicketId) -> Result<()> {
    let Some(business) = queries::find_business(services.db(), id).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, business, id).await?;
    let now = tx.now();
    if !ticket.status.is_active() {
        return tx.commit().await;
    }
    // An answer that came too late is a miss too, also when nobody looked in between.
    let response = (ticket.response_breached_at.is_none() && ticket.responded_at.unwrap_or(now) > ticket.response_due_at).then_some(now);
    let resolution = (ticket.paused_at.is_none() && ticket.resolution_breached_at.is_none() && now > ticket.resolution_due_at).then_some(now);
    if response.is_some() || resolution.is_some() {
        queries::set_breached(&mut tx, business, id, response, resolution).await?;
        for (missed, clock) in [(response, SlaClock::Response), (resolution, SlaClock::Resolution)] {
            if missed.is_some() {
                escalated(&mut tx, &ticket, clock).await?;
            }
        }
        let raised = ticket.priority.raised();
        if raised != ticket.priority {
            queries::set_priority(&mut tx, business, id, raised).await?;
            let event = Event::PriorityChanged { ticket: id, customer: ticket.customer_id, from: ticket.priority, to: raised };
            tx.emit(business, None, event).await?;
        }
    }
    let response_breached_at = ticket.response_breached_at.or(response);
    let resolution_breached_at = ticket.resolution_breached_at.or(resolution);
    if let Some(at) = rules::next_look(&Ticket { response_breached_at, resolution_breached_at, ..ticket }, now) {
        tx.enqueue_at(Job::CheckSla { ticket: id }, at).await?;
    }
    tx.commit().await
}

async fn escalated(tx: &mut Tx, ticket: &Ticket, clock: SlaClock) -> Result<()> {
    mark(tx, ticket.staff_lane, lines::overdue(clock, ticket.number, ticket.priority)).await?;
    tx.emit(ticket.business_id, None, Event::SlaBreached { ticket: ticket.id, number: ticket.number, clock }).await
}

/// The net under the deadline jobs: looks for overdue tickets that nobody noticed.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    for id in queries::list_overdue(services.db(), services.now()).await? {
        check_sla(services, id).await?;
    }
    Ok(())
}

/// Gives back every active ticket of somebody who no longer answers tickets. Does nothing when they do again by now.
///
/// # Errors
/// When the database fails.
pub async fn release(services: &Services, business: BusinessId, member: MemberId) -> Result<()> {
    let holder = accounts::find_contact(services.db(), business, member).await?;
    if holder.is_some_and(|m| m.is_on_staff()) {
        return Ok(());
    }
    for id in queries::lists::list_held_by(services.db(), business, member).await? {
        let mut tx = services.begin().await?;
        super::actions::put_back(&mut tx, business, id, member).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Closes a resolved ticket when its seven days for reopening are over; its lanes freeze.
///
/// # Errors
/// When the database fails.
pub async fn close_when_over(services: &Services, id: TicketId) -> Result<()> {
    let Some(business) = queries::find_business(services.db(), id).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, business, id).await?;
    let now = tx.now();
    if ticket.status != Status::Resolved || rules::may_reopen(&ticket, now) {
        return tx.commit().await;
    }
    move_to(&mut tx, ticket, Status::Closed, Change { actor: None, by: "" }).await?;
    tx.commit().await
}
