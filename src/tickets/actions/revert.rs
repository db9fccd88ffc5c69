//! Taking one's own last change back: the ticket stands exactly as before, its clocks too.

use super::change::{Change, hand_to};
use super::fields::values;
use super::within::{change_fields, change_tags};
use super::{visible, woken};
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::assignments::words as reasons;
use crate::conversations::lanes as conversations;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Services, Tx};
use crate::sla::actions as sla;
use crate::tickets::deadlines::promise_again;
use crate::tickets::jobs::settled;
use crate::tickets::model::{Status, Ticket};
use crate::tickets::queries::{self, changes, watching};
use crate::tickets::stand::Stand;
use crate::tickets::undo::{self, Beside, LastChange};
use crate::tickets::{course, deadlines, lines, orders, rules};

/// Keeps how a ticket stood before and after a change by hand, in the transaction of the change. One that changed nothing is none.
pub async fn keep(tx: &mut Tx, ticket: &Ticket, by: MemberId, after: &Stand) -> Result<()> {
    let before = Stand::of(ticket);
    if before == *after {
        return Ok(());
    }
    let change = LastChange { by, at: tx.now(), before, after: after.clone(), beside: None };
    changes::set(tx, ticket.business_id, ticket.id, &change).await
}

/// The same of what changed tags or fields, too, alone or with other steps.
///
/// # Errors
/// When the database fails.
pub async fn keep_all(tx: &mut Tx, before: &Ticket, by: MemberId, after: &Ticket, beside: Beside) -> Result<()> {
    let (id, business, before, after) = (before.id, before.business_id, Stand::of(before), Stand::of(after));
    if before == after {
        // Tags and fields are put back one by one: what a colleague did a moment ago can still be taken back beside them.
        let last = changes::find(&mut *tx, business, id).await?.filter(|last| last.by != by);
        if beside.is_nothing() || last.is_some_and(|last| undo::check(&last, &after, last.by, tx.now()).is_ok()) {
            return Ok(());
        }
    }
    let change = LastChange { by, at: tx.now(), before, after, beside: Some(beside) };
    changes::set(tx, business, id, &change).await
}

/// What this agent could take back now, in a word or two.
///
/// # Errors
/// `NotFound` for a ticket of another business.
pub async fn undoable(services: &Services, agent: &Agent, id: TicketId) -> Result<Option<String>> {
    let ticket = visible(services, agent, id).await?;
    let last = changes::find(services.db(), agent.business(), id).await?;
    Ok(last.filter(|last| undo::check(last, &Stand::of(&ticket), agent.member(), services.now()).is_ok()).map(|last| undo::words(&last)))
}

/// Takes the agent's own last change back.
///
/// # Errors
/// `Conflict` when somebody changed the ticket since, it was too long ago, or there is nothing to take back.
pub async fn revert(services: &Services, agent: &Agent, id: TicketId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, agent.business(), id).await?;
    let last = changes::find(&mut tx, agent.business(), id).await?;
    let last = last.ok_or_else(|| Error::Conflict("There is nothing to undo.".into()))?;
    undo::check(&last, &Stand::of(&ticket), agent.member(), tx.now()).map_err(|why| Error::Conflict(why.into()))?;
    changes::delete(&mut tx, agent.business(), id).await?;
    put_back(&mut tx, ticket, last, agent).await?;
    tx.commit().await
}

/// Lets a locked ticket stand as before, and tells of it.
async fn put_back(tx: &mut Tx, ticket: Ticket, last: LastChange, agent: &Agent) -> Result<()> {
    let (business, actor, customer) = (ticket.business_id, Some(agent.member()), ticket.customer_id);
    let change = Change { actor, by: agent.name() };
    let before = last.before;
    if let Some(beside) = last.beside {
        let values = values(tx, &ticket).await?;
        change_tags(tx, &ticket, &beside.not_tags, &beside.tags, change).await?;
        change_fields(tx, &ticket, &beside.fields_back(&values), change).await?;
    }
    let (id, since) = (ticket.id, before.waiting_since.0.unwrap_or(ticket.waiting_since));
    if ticket.priority != before.priority {
        queries::set_priority(tx, business, ticket.id, before.priority).await?;
        mark(tx, ticket.staff_lane, lines::undone(agent.name(), before.priority.label())).await?;
        let event = Event::PriorityChanged { ticket: ticket.id, customer, from: ticket.priority, to: before.priority };
        tx.emit(business, actor, event).await?;
    }
    if ticket.category_id != before.category_id {
        queries::set_category(tx, business, ticket.id, before.category_id).await?;
        mark(tx, ticket.staff_lane, lines::undone(agent.name(), "the category")).await?;
        let event = Event::CategoryChanged { ticket: ticket.id, customer, from: ticket.category_id, to: before.category_id };
        tx.emit(business, actor, event).await?;
    }
    let is_promised_else = ticket.priority != before.priority || ticket.category_id != before.category_id;
    let mut ticket = Ticket { priority: before.priority, category_id: before.category_id, ..ticket };
    if is_promised_else {
        ticket = promise_again(tx, ticket, &before).await?;
    }
    if ticket.assignee_id != before.assignee_id {
        ticket = give_back(tx, ticket, before.assignee_id, agent).await?;
    }
    if ticket.status != before.status {
        ticket = move_back(tx, ticket, &before, change).await?;
    }
    match (ticket.snoozed_until, before.snoozed_until.filter(|until| *until > tx.now())) {
        (Some(is), Some(was)) if is != was => put_aside(tx, &ticket, was, change).await?,
        (Some(_), None) => drop(woken(tx, ticket, &lines::undone(agent.name(), "not put aside"), false).await?),
        _ => sleep_again(tx, &ticket, &before, last.at, change).await?,
    }
    // What waits again has waited for as long as before.
    queries::set_waiting_since(tx, business, id, since).await
}

async fn give_back(tx: &mut Tx, ticket: Ticket, to: Option<MemberId>, agent: &Agent) -> Result<Ticket> {
    let holder = match to {
        Some(to) => accounts::find_contact(&mut *tx, ticket.business_id, to).await?.filter(|m| m.is_on_staff()),
        None => None,
    };
    if to.is_some() && holder.is_none() {
        return Err(Error::Conflict("Whoever had this ticket no longer answers tickets here. Nothing was undone.".into()));
    }
    let why = holder.as_ref().map(|h| reasons::given(agent.name(), &h.name)).unwrap_or_default();
    let holder = holder.as_ref().map(|h| (h.id, h.name.as_str(), why.as_str()));
    hand_to(tx, ticket, holder, Some(agent.member())).await
}

/// Moves a locked ticket back to where it stood, its clocks as if it had never left; asleep it is only after [`sleep_again`].
pub(super) async fn move_back(tx: &mut Tx, ticket: Ticket, before: &Stand, change: Change<'_>) -> Result<Ticket> {
    let (from, to) = (ticket.status, before.status);
    let Stand { resolved_at, closed_at, paused_at, resolution_due_at, awaiting_since, next_response_due_at, next_response_minutes, .. } = *before;
    let resolution_minutes = before.resolution_minutes.unwrap_or(ticket.resolution_minutes);
    let clocks = Ticket { paused_at, resolution_due_at, resolution_minutes, awaiting_since, next_response_due_at, next_response_minutes, ..ticket };
    let next = Ticket { status: to, resolved_at, closed_at, ..clocks };
    queries::set_status(tx, next.business_id, &next).await?;
    watching::set_promised(tx, next.business_id, &next).await?;
    // A pause or a wait that ended with the move goes on.
    if let Some(pause) = course::pause(&next) {
        queries::pauses::delete_from(tx, next.business_id, next.id, pause.from).await?;
    }
    if let Some(asked_at) = awaiting_since {
        watching::delete_wait(tx, next.business_id, next.id, asked_at).await?;
    }
    if from == Status::Closed {
        conversations::thaw(tx, next.business_id, next.customer_lane).await?;
        conversations::thaw(tx, next.business_id, next.staff_lane).await?;
        orders::thaw(tx, &next).await?;
    }
    mark(tx, next.customer_lane, lines::undone(change.by, to.label())).await?;
    let event = Event::StatusChanged { ticket: next.id, customer: next.customer_id, from, to };
    tx.emit(next.business_id, change.actor, event).await?;
    // What was asked for when it came to stand there first may have run in vain meanwhile.
    if let Some(at) = resolved_at.filter(|_| to == Status::Resolved) {
        tx.enqueue_at(Job::CloseTicket { ticket: next.id }, at.plus_ms(rules::REOPEN_MS + 1)).await?;
    }
    let terms = sla::terms(&mut *tx, next.business_id).await?;
    deadlines::watch_next(tx, &next, &terms).await?;
    Ok(next)
}

/// Puts a locked ticket aside again that a change at `at` woke, unless its moment has come or somebody touched it since.
pub(super) async fn sleep_again(tx: &mut Tx, ticket: &Ticket, before: &Stand, at: Timestamp, change: Change<'_>) -> Result<()> {
    let Some(until) = before.snoozed_until.filter(|until| *until > tx.now()) else { return Ok(()) };
    if ticket.snoozed_until.is_some() || !ticket.status.is_active() || ticket.updated_at > at {
        return Ok(());
    }
    put_aside(tx, ticket, until, change).await
}

async fn put_aside(tx: &mut Tx, ticket: &Ticket, until: Timestamp, change: Change<'_>) -> Result<()> {
    queries::set_snooze(tx, ticket.business_id, ticket.id, Some(until)).await?;
    mark(tx, ticket.staff_lane, lines::undone(change.by, "its snooze")).await?;
    tx.emit(ticket.business_id, change.actor, Event::Snoozed { ticket: ticket.id, agent: None, until: Some(until) }).await?;
    tx.enqueue_at(Job::WakeTicket { ticket: ticket.id }, until).await
}
