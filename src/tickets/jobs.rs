//! What happens to tickets later: after messages, at deadlines, when the time for reopening is over.

use super::actions::{Change, move_to, woken};
use super::model::{Status, Ticket};
use super::{deadlines, following, lines, orders, queries, rules};
use crate::accounts::actions as accounts;
use crate::conversations::drafts;
use crate::conversations::lanes::{self as conversations, MessageRow};
use crate::conversations::markdown::start_of;
use crate::conversations::model::{Kind, SenderKind};
use crate::error::Result;
use crate::event::{Event, Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
use crate::platform::{Services, Tx};

pub use super::deadlines::{check_sla, sweep};

/// Brings the ticket that owns a lane up to date with the lane's new messages. Says whether a ticket owns it.
///
/// # Errors
/// When the database fails.
pub async fn after_messages(tx: &mut Tx, business: BusinessId, lane: ConversationId) -> Result<bool> {
    let Some(found) = queries::find_by_lane(&mut *tx, business, lane).await? else { return Ok(false) };
    let ticket = queries::lock(tx, business, found.id).await?;
    if ticket.partner_lane == Some(lane) && ticket.snoozed_until.is_some() {
        // What wakes it is noted for staff: their lane is locked first, as everywhere.
        conversations::hold(tx, ticket.staff_lane).await?;
    }
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
pub(super) async fn follow(tx: &mut Tx, mut ticket: Ticket, lane: ConversationId) -> Result<Ticket> {
    let Some(lane) = conversations::claim(tx, lane).await? else { return Ok(ticket) };
    let hint = Hint { what: Subject::Ticket, id: ticket.id.0 };
    tx.hint(Topic::Desk(ticket.business_id), hint);
    drafts::settle(tx, lane.id, lane.dispatched).await?;
    let new = conversations::list_after(&mut *tx, lane.id, lane.dispatched, lane.head - lane.dispatched).await?;
    if lane.kind == Kind::CustomerLane {
        tx.hint(Topic::Person(ticket.customer_id), hint);
        ticket = heed(tx, ticket, &new).await?;
    }
    if lane.kind == Kind::PartnerLane {
        ticket = orders::heed(tx, ticket, &new).await?;
    }
    following::heard(tx, &ticket, lane.kind, &new).await?;
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
    // The first message is what the ticket was opened with.
    if let Some(asked) = new.iter().rev().find(|m| m.sender_kind == SenderKind::Customer && m.seq > 1) {
        tx.emit(ticket.business_id, asked.sender_id, Event::Asked { ticket: ticket.id, customer: ticket.customer_id, seq: asked.seq }).await?;
    }
    let ticket = Ticket { responded_at: ticket.responded_at.or(outcome.responded_at), updated_at: tx.now(), ..ticket };
    let ticket = match new.iter().rev().find(|m| m.sender_kind == SenderKind::Customer) {
        Some(word) => woken(tx, ticket, &lines::woken_by(&format!("{} wrote", word.name)), true).await?,
        None => ticket,
    };
    let ticket = deadlines::follow_waits(tx, ticket, &outcome).await?;
    match outcome.status {
        Some(status) => move_to(tx, ticket, status, Change { actor: last.sender_id, by: &last.name }).await,
        None => Ok(ticket),
    }
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

/// Brings back a ticket whose moment has come.
///
/// # Errors
/// When the database fails.
pub async fn wake(services: &Services, id: TicketId) -> Result<()> {
    let Some(business) = queries::find_business(services.db(), id).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, business, id).await?;
    let now = tx.now();
    // It may have been put off again in the meantime; that has a job of its own.
    if ticket.snoozed_until.is_some_and(|until| until <= now) {
        woken(&mut tx, ticket, &lines::woken(), true).await?;
    }
    tx.commit().await
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
