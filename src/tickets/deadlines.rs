//! What happens at the deadlines of a ticket: warnings, misses with what follows from them, and when somebody looks next.

use super::actions::{Change, hand_to, within};
use super::jobs::settled;
use super::model::{Priority, Ticket};
use super::queries::{self, watching};
use super::rules::Outcome;
use super::stand::Stand;
use super::{anew, lines, watch};
use crate::accounts::actions as accounts;
use crate::assignments::words as reasons;
use crate::conversations::store::mark;
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::TicketId;
use crate::platform::{Services, Tx};
use crate::sla::actions as sla;
use crate::sla::model::SlaClock;
use crate::sla::terms::Terms;

/// Sees to it that somebody looks at the ticket's next warning or deadline.
///
/// # Errors
/// When the database fails.
pub async fn watch_next(tx: &mut Tx, ticket: &Ticket, terms: &Terms) -> Result<()> {
    let at = watch::next_look(ticket, terms, tx.now());
    watching::set_look(tx, ticket.business_id, ticket.id, at).await?;
    match at {
        Some(at) => tx.enqueue_at(Job::CheckSla { ticket: ticket.id }, at).await,
        None => Ok(()),
    }
}

/// Promises anew what a ticket should have been promised when it was opened: under another priority, or where its category is another one under the same.
///
/// # Errors
/// When the database fails.
pub async fn promise_anew(tx: &mut Tx, ticket: Ticket, under: Option<Priority>) -> Result<Ticket> {
    let under = under.unwrap_or(ticket.promised_under);
    let terms = sla::terms(&mut *tx, ticket.business_id).await?;
    let next = anew::promised(ticket, under, &terms, tx.now());
    promise(tx, next, &terms).await
}

/// Promises again what was promised when a ticket stood like this: what changed since is taken back, and its clocks are as the change left them.
///
/// # Errors
/// When the database fails.
pub async fn promise_again(tx: &mut Tx, ticket: Ticket, before: &Stand) -> Result<Ticket> {
    let Some(next) = before.promised_again(&ticket) else { return promise_anew(tx, ticket, Some(before.priority)).await };
    let terms = sla::terms(&mut *tx, next.business_id).await?;
    promise(tx, next, &terms).await
}

async fn promise(tx: &mut Tx, next: Ticket, terms: &Terms) -> Result<Ticket> {
    watching::set_promised(tx, next.business_id, &next).await?;
    watch_next(tx, &next, terms).await?;
    Ok(next)
}

/// Looks whether a deadline of a ticket is near or missed. The first look that finds it warns or escalates, once per clock and wait.
///
/// # Errors
/// When the database fails.
pub async fn check_sla(services: &Services, id: TicketId) -> Result<()> {
    let Some(business) = queries::find_business(services.db(), id).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, business, id).await?;
    let terms = sla::terms(&mut tx, business).await?;
    let ticket = heed(&mut tx, ticket, &terms).await?;
    watch_next(&mut tx, &ticket, &terms).await?;
    tx.commit().await
}

/// Notes what a look finds, with what follows. Returns the ticket as it stands then.
async fn heed(tx: &mut Tx, ticket: Ticket, terms: &Terms) -> Result<Ticket> {
    let now = tx.now();
    let found = watch::look(&ticket, terms, now);
    if found == watch::Found::default() {
        return Ok(ticket);
    }
    let (warned, missed) = (|clock| found.warned.contains(&clock).then_some(now), |clock| found.missed.contains(&clock).then_some(now));
    let ticket = Ticket {
        response_warned_at: ticket.response_warned_at.or(warned(SlaClock::Response)),
        resolution_warned_at: ticket.resolution_warned_at.or(warned(SlaClock::Resolution)),
        next_response_warned_at: warned(SlaClock::NextResponse).or(ticket.next_response_warned_at),
        response_breached_at: ticket.response_breached_at.or(missed(SlaClock::Response)),
        resolution_breached_at: ticket.resolution_breached_at.or(missed(SlaClock::Resolution)),
        next_response_breached_at: missed(SlaClock::NextResponse).or(ticket.next_response_breached_at),
        ..ticket
    };
    watching::set_noted(tx, ticket.business_id, &ticket).await?;
    for clock in found.warned {
        let event = Event::SlaWarned { ticket: ticket.id, number: ticket.number, clock, holder: ticket.assignee_id };
        tx.emit(ticket.business_id, None, event).await?;
    }
    if found.missed.is_empty() { Ok(ticket) } else { escalate(tx, ticket, &found.missed, found.is_owed.then_some(terms)).await }
}

/// Says that promises were missed and raises the priority a step. With terms, while somebody still waits, the ticket goes to the lead.
async fn escalate(tx: &mut Tx, ticket: Ticket, missed: &[SlaClock], terms: Option<&Terms>) -> Result<Ticket> {
    let business = ticket.business_id;
    for clock in missed {
        mark(tx, ticket.staff_lane, lines::overdue(*clock, ticket.priority)).await?;
        tx.emit(business, None, Event::SlaBreached { ticket: ticket.id, number: ticket.number, clock: *clock }).await?;
    }
    let raised: Priority = ticket.priority.raised();
    if raised != ticket.priority {
        queries::set_priority(tx, business, ticket.id, raised).await?;
        let event = Event::PriorityChanged { ticket: ticket.id, customer: ticket.customer_id, from: ticket.priority, to: raised };
        tx.emit(business, None, event).await?;
    }
    let ticket = Ticket { priority: raised, ..ticket };
    match terms {
        Some(terms) => hand_to_lead(tx, ticket, &|lead| reasons::escalated(missed[0].label(), lead), terms).await,
        None => Ok(ticket),
    }
}

/// Gives a ticket to whoever leads, unless they have it or are gone; `why` says it with their name.
async fn hand_to_lead(tx: &mut Tx, ticket: Ticket, why: &(dyn Fn(&str) -> String + Sync), terms: &Terms) -> Result<Ticket> {
    let lead = terms.policy.lead_of(ticket.category_id).filter(|lead| ticket.assignee_id != Some(*lead));
    let Some(lead) = lead else { return Ok(ticket) };
    let found = accounts::find_contact(&mut *tx, ticket.business_id, lead).await?;
    let Some(lead) = found.filter(|m| m.is_on_staff()) else { return Ok(ticket) };
    let why = why(&lead.name);
    hand_to(tx, ticket, Some((lead.id, &lead.name, &why)), None).await
}

/// Raises the priority a step, gives it to whoever leads, and tells the admins: at the wish of something with a name.
///
/// # Errors
/// `Conflict` when it is closed.
pub async fn escalate_by(tx: &mut Tx, ticket: Ticket, name: &str) -> Result<Ticket> {
    let raised = ticket.priority.raised();
    let ticket = within::raise_priority(tx, ticket, raised, Change { actor: None, by: name }).await?;
    tx.emit(ticket.business_id, None, Event::Escalated { ticket: ticket.id, number: ticket.number }).await?;
    let terms = sla::terms(&mut *tx, ticket.business_id).await?;
    hand_to_lead(tx, ticket, &|lead| reasons::escalated_by(name, lead), &terms).await
}

/// Ends and begins waits for a further answer, as what was said wants it. A wait that ended too late is a miss, also when nobody looked in between.
///
/// # Errors
/// When the database fails.
pub async fn follow_waits(tx: &mut Tx, ticket: Ticket, outcome: &Outcome) -> Result<Ticket> {
    if outcome.ended.is_empty() && outcome.awaiting == ticket.awaiting_since {
        return Ok(ticket);
    }
    let terms = sla::terms(&mut *tx, ticket.business_id).await?;
    let now = tx.now();
    let mut ticket = ticket;
    for (asked_at, ended_at) in &outcome.ended {
        let known = ticket.next_response_due_at.filter(|_| ticket.awaiting_since == Some(*asked_at));
        let due_at = known.unwrap_or_else(|| terms.promise(ticket.category_id, ticket.priority, SlaClock::NextResponse, *asked_at).due_at);
        let was_missed = known.is_some() && watch::is_wait_missed(&ticket);
        let is_late = *ended_at > due_at;
        if is_late && !was_missed {
            ticket = Ticket { next_response_breached_at: Some(now), ..ticket };
            watching::set_noted(tx, ticket.business_id, &ticket).await?;
            ticket = escalate(tx, ticket, &[SlaClock::NextResponse], None).await?;
        }
        let breached_at = ticket.next_response_breached_at.filter(|_| is_late);
        watching::insert_wait(tx, ticket.business_id, ticket.id, &watching::Ended { asked_at: *asked_at, due_at, ended_at: *ended_at, breached_at }).await?;
    }
    let awaits_the_same = outcome.awaiting == ticket.awaiting_since && ticket.next_response_due_at.is_some();
    let (next_response_due_at, next_response_minutes) = match outcome.awaiting {
        Some(_) if awaits_the_same => (ticket.next_response_due_at, ticket.next_response_minutes),
        Some(asked) => {
            let promise = terms.promise(ticket.category_id, ticket.priority, SlaClock::NextResponse, asked);
            (Some(promise.due_at), Some(promise.minutes))
        }
        None => (None, None),
    };
    let ticket = Ticket { awaiting_since: outcome.awaiting, next_response_due_at, next_response_minutes, ..ticket };
    watching::set_awaiting(tx, ticket.business_id, &ticket).await?;
    watch_next(tx, &ticket, &terms).await?;
    Ok(ticket)
}

/// Notes the end of the wait of `before` that a new status brought: nothing is owed any more.
///
/// # Errors
/// When the database fails.
pub async fn end_wait(tx: &mut Tx, before: &Ticket) -> Result<()> {
    let (Some(asked_at), Some(due_at)) = (before.awaiting_since, before.next_response_due_at) else { return Ok(()) };
    let ended_at = tx.now();
    let breached_at = if watch::is_wait_missed(before) { before.next_response_breached_at } else { (ended_at > due_at).then_some(ended_at) };
    watching::insert_wait(tx, before.business_id, before.id, &watching::Ended { asked_at, due_at, ended_at, breached_at }).await
}

/// The net under the deadline jobs: looks at tickets whose moment passed without anybody looking.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    for id in watching::list_to_look_at(services.db(), services.now()).await? {
        check_sla(services, id).await?;
    }
    Ok(())
}
