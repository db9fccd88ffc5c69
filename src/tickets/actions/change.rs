//! Changing a ticket: who holds it, where it stands, how urgent it is, how it was rated. Each leaves a line in the thread and an event.

use super::revert::keep;
use super::within::{change_category, change_holder, change_priority, change_status};
use super::{visible, woken};
use crate::accounts::actions as accounts;
use crate::accounts::{Agent, Customer};
use crate::assignments::actions as assignments;
use crate::assignments::model::Work;
use crate::assignments::words as reasons;
use crate::conversations::lanes as conversations;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{CategoryId, MemberId, TicketId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};
use crate::sla;
use crate::tickets::course::{self, Moved};
use crate::tickets::jobs::settled;
use crate::tickets::model::{Priority, Status, Ticket};
use crate::tickets::stand::Stand;
use crate::tickets::{deadlines, lines, orders, queries, rules};

/// Who changes a ticket, for the line in the thread.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// `None` is Stoa itself.
    pub actor: Option<MemberId>,
    /// How they are called; empty for Stoa.
    pub by: &'a str,
}

/// An agent takes a ticket that nobody holds. Taking one's own again is harmless.
///
/// # Errors
/// `Conflict` with the name of whoever was faster.
pub async fn take(services: &Services, agent: &Agent, id: TicketId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    if queries::take(&mut tx, agent.business(), id, agent.member()).await? {
        let before = Ticket { assignee_id: None, ..queries::lock(&mut tx, agent.business(), id).await? };
        let why = reasons::took(agent.name());
        let ticket = told_of_assignment(&mut tx, before.clone(), Some((agent.member(), agent.name(), &why)), Some(agent.member())).await?;
        keep(&mut tx, &before, agent.member(), &Stand::of(&ticket)).await?;
        return tx.commit().await;
    }
    let ticket = queries::lock(&mut tx, agent.business(), id).await?;
    match ticket.assignee_id {
        Some(holder) if holder == agent.member() => Ok(()),
        Some(holder) => {
            let holder = accounts::find_contact(&mut tx, agent.business(), holder).await?;
            Err(Error::Conflict(format!("{} took this ticket first.", holder.map_or("Somebody else".into(), |h| h.name))))
        }
        None => Err(closed()),
    }
}

/// Staff gives a ticket to an agent, or to nobody.
///
/// # Errors
/// `Invalid` names the field `agent` when that person does not answer tickets here.
pub async fn assign(services: &Services, by: &Agent, id: TicketId, agent: Option<MemberId>) -> Result<()> {
    visible(services, by, id).await?;
    let mut tx = services.begin().await?;
    let ticket = queries::lock(&mut tx, by.business(), id).await?;
    let next = change_holder(&mut tx, ticket.clone(), agent, Change { actor: Some(by.member()), by: by.name() }).await?;
    keep(&mut tx, &ticket, by.member(), &Stand::of(&next)).await?;
    tx.commit().await
}

/// Gives a locked ticket to somebody, with name and reason, or to nobody. Returns it as it stands then: whoever gets it sees it, so it is awake.
pub async fn hand_to(tx: &mut Tx, ticket: Ticket, agent: Option<(MemberId, &str, &str)>, actor: Option<MemberId>) -> Result<Ticket> {
    queries::set_assignee(tx, ticket.business_id, ticket.id, agent.map(|a| a.0)).await?;
    told_of_assignment(tx, ticket, agent, actor).await
}

/// Notes that a ticket, given as it was before, has a new holder or none; writes it into the lanes and tells those who may hear of it.
async fn told_of_assignment(tx: &mut Tx, ticket: Ticket, agent: Option<(MemberId, &str, &str)>, actor: Option<MemberId>) -> Result<Ticket> {
    let before = ticket.assignee_id;
    let ticket = match agent {
        Some((agent, name, why)) => {
            let ticket = woken(tx, ticket, &lines::woken_by(&format!("{name} got it")), false).await?;
            assignments::note(tx, ticket.business_id, Work::Ticket(ticket.id), agent, actor, why).await?;
            mark(tx, ticket.customer_lane, lines::taken(name)).await?;
            ticket
        }
        None => {
            mark(tx, ticket.staff_lane, lines::released()).await?;
            ticket
        }
    };
    let agent = agent.map(|a| a.0);
    tx.emit(ticket.business_id, actor, Event::Assigned { ticket: ticket.id, customer: ticket.customer_id, agent, before }).await?;
    Ok(Ticket { assignee_id: agent, ..ticket })
}

/// Staff moves a ticket to another status.
///
/// # Errors
/// `Conflict` when it cannot go there from where it stands now.
pub async fn set_status(services: &Services, agent: &Agent, id: TicketId, to: Status) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, agent.business(), id).await?;
    let next = change_status(&mut tx, ticket.clone(), to, Change { actor: Some(agent.member()), by: agent.name() }).await?;
    keep(&mut tx, &ticket, agent.member(), &Stand::of(&next)).await?;
    tx.commit().await
}

/// The customer says that it is solved.
///
/// # Errors
/// `Conflict` when it is closed already.
pub async fn close_own(services: &Services, customer: &Customer, id: TicketId) -> Result<()> {
    visible(services, customer, id).await?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, customer.business(), id).await?;
    match ticket.status {
        Status::Resolved => {}
        Status::Closed => return Err(closed()),
        _ => move_to(&mut tx, ticket, Status::Resolved, Change { actor: Some(customer.member()), by: customer.name() }).await.map(drop)?,
    }
    tx.commit().await
}

/// Moves a locked ticket to another status with everything that follows: clocks pause and go on, lanes freeze, jobs are set.
pub async fn move_to(tx: &mut Tx, ticket: Ticket, to: Status, change: Change<'_>) -> Result<Ticket> {
    let now = tx.now();
    let from = ticket.status;
    let terms = sla::actions::terms(&mut *tx, ticket.business_id).await?;
    let Moved { ticket: next, ended } = course::moved(ticket.clone(), to, now, &terms.calendar);
    if let Some(pause) = ended {
        queries::pauses::insert(tx, next.business_id, next.id, &pause).await?;
    }
    if next.awaiting_since.is_none() {
        deadlines::end_wait(tx, &ticket).await?;
    }
    queries::set_status(tx, next.business_id, &next).await?;
    mark(tx, next.customer_lane, lines::moved(from, to, change.by)).await?;
    let event = Event::StatusChanged { ticket: next.id, customer: next.customer_id, from, to };
    tx.emit(next.business_id, change.actor, event).await?;
    match to {
        Status::Resolved => tx.enqueue_at(Job::CloseTicket { ticket: next.id }, now.plus_ms(rules::REOPEN_MS + 1)).await?,
        Status::Closed => {
            conversations::freeze(tx, next.business_id, next.customer_lane, now).await?;
            conversations::freeze(tx, next.business_id, next.staff_lane, now).await?;
            orders::freeze(tx, &next).await?;
        }
        _ => {}
    }
    deadlines::watch_next(tx, &next, &terms).await?;
    Ok(next)
}

/// Staff changes how urgent a ticket is, and what is promised with it.
///
/// # Errors
/// `Conflict` when it is closed.
pub async fn set_priority(services: &Services, agent: &Agent, id: TicketId, to: Priority) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let ticket = queries::lock(&mut tx, agent.business(), id).await?;
    let next = change_priority(&mut tx, ticket.clone(), to, Change { actor: Some(agent.member()), by: agent.name() }).await?;
    keep(&mut tx, &ticket, agent.member(), &Stand::of(&next)).await?;
    tx.commit().await
}

/// Staff changes what a ticket is about.
///
/// # Errors
/// `Invalid` names the field `category`; `Conflict` when the ticket is closed.
pub async fn set_category(services: &Services, agent: &Agent, id: TicketId, category: CategoryId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let ticket = queries::lock(&mut tx, agent.business(), id).await?;
    let next = change_category(&mut tx, ticket.clone(), category, Change { actor: Some(agent.member()), by: agent.name() }).await?;
    keep(&mut tx, &ticket, agent.member(), &Stand::of(&next)).await?;
    tx.commit().await
}

/// The customer rates the solution, one to five stars; rating again replaces it.
///
/// # Errors
/// `Invalid` names `stars` or `comment`; `Conflict` when there is no solution to rate.
pub async fn rate(services: &Services, customer: &Customer, id: TicketId, stars: i64, comment: &str) -> Result<()> {
    visible(services, customer, id).await?;
    let mut check = Check::new();
    if !(1..=5).contains(&stars) {
        check.fail("stars", "Choose one to five stars.");
    }
    let comment = check.text("comment", "Comment", comment, 0, 1000);
    check.finish()?;
    let mut tx = services.begin().await?;
    let ticket = queries::lock(&mut tx, customer.business(), id).await?;
    if !rules::may_rate(&ticket, tx.now()) {
        return Err(Error::Conflict("A ticket can be rated once it is resolved, for four weeks.".into()));
    }
    queries::set_rating(&mut tx, customer.business(), id, stars, &comment).await?;
    mark(&mut tx, ticket.staff_lane, lines::rated(customer.name(), stars, &comment)).await?;
    tx.emit(customer.business(), Some(customer.member()), Event::Rated { ticket: id, customer: customer.member(), stars }).await?;
    tx.commit().await
}

pub(super) fn closed() -> Error {
    Error::Conflict("This ticket is closed. Open a new one to go on.".into())
}

pub(super) fn not_staff() -> Error {
    Error::field("agent", "Choose somebody of your team.")
}
