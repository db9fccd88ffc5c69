//! What automations do later: after something happened, after a silence, and the sweep that is the net under both.

use super::apply::apply;
use super::model::{Automation, Happening, Occasion, Outcome};
use super::queries::{self, hooks, runs};
use super::rules::{OFTEN_MS, Verdict, guard, holds};
use super::snapshot;
use crate::conversations::model::SenderKind;
use crate::error::{Error, Result};
use crate::event::{Event, Topic};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::outbox::Recorded;
use crate::platform::{Ex, Services, Tx};
use crate::tickets::actions as tickets;
use crate::tickets::jobs::settled;
use crate::tickets::model::{Status, Ticket};
use std::collections::BTreeMap;

/// Tickets that one sweep looks at in all; the others wait for the next one.
const LOOKS: i64 = 500;
/// Of them, those of one business at least, however many there are.
const LOOKS_OF_ONE: i64 = 10;
/// How long a ticket was not touched that a sweep looks at: what is being written now has a moment that is over, and may come after it.
const SETTLED_MS: i64 = 60_000;
/// How long the log is kept: 90 days.
const KEPT_MS: i64 = 90 * 86_400_000;

/// Asks for what automations do about an event, in the transaction that claims it.
///
/// # Errors
/// When the database fails.
pub async fn on_event(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let (Some(ticket), business) = (event.ticket(), recorded.business_id) else { return Ok(()) };
    let Some((occasion, writer, promise)) = occasion_of(event) else { return Ok(()) };
    let awaited = queries::list_occasions(&mut *tx, business).await?;
    if awaited.contains(&occasion) {
        let happening = Happening { occasion, cause: format!("event:{}", recorded.id), origin: recorded.origin(), writer, promise };
        tx.enqueue(Job::Automate { business, ticket, happening }).await?;
    }
    if awaited.contains(&Occasion::Idle) && recorded.actor_id.is_some() {
        // The silence begins anew; the job under the same key finds out when it is long enough.
        let automations = queries::list_on(&mut *tx, business, Occasion::Idle).await?;
        if let Some(minutes) = automations.iter().map(|a| a.idle_minutes).min() {
            tx.enqueue_at(Job::AutomateIdle { business, ticket }, recorded.at.plus_ms(minutes * 60_000)).await?;
        }
    }
    Ok(())
}

/// What an event means for automations: the occasion, who wrote, which promise is at risk.
fn occasion_of(event: &Event) -> Option<(Occasion, Option<SenderKind>, Option<crate::sla::model::SlaClock>)> {
    Some(match event {
        Event::TicketOpened { .. } => (Occasion::Created, None, None),
        Event::StatusChanged { .. }
        | Event::PriorityChanged { .. }
        | Event::CategoryChanged { .. }
        | Event::Assigned { .. }
        | Event::TagsChanged { .. }
        | Event::FieldsChanged { .. } => (Occasion::Updated, None, None),
        Event::Replied { .. } => (Occasion::Replied, Some(SenderKind::Agent), None),
        Event::Asked { .. } => (Occasion::Replied, Some(SenderKind::Customer), None),
        Event::SlaWarned { clock, .. } | Event::SlaBreached { clock, .. } => (Occasion::AtRisk, None, Some(*clock)),
        Event::Rated { .. } => (Occasion::Rated, None, None),
        _ => return None,
    })
}

/// Lets every automation of an occasion look at a ticket, in their order. Each acts once on what happened, however often this runs.
///
/// # Errors
/// When the database fails.
pub async fn automate(services: &Services, business: BusinessId, ticket: TicketId, happening: &Happening) -> Result<()> {
    // What a later one does may come of what an earlier one did to the same ticket: it counts as led to by both.
    let mut happening = happening.clone();
    for automation in queries::list_on(services.db(), business, happening.occasion).await? {
        if consider(services, business, ticket, &automation, &happening).await? && !happening.origin.contains(&automation.id) {
            happening.origin.push(automation.id);
        }
    }
    Ok(())
}

/// Lets one automation look, and act when its condition holds. Says whether it acted on what happened, now or before.
async fn consider(services: &Services, business: BusinessId, id: TicketId, automation: &Automation, happening: &Happening) -> Result<bool> {
    let key = runs::Key { automation: automation.id, ticket: id, cause: &happening.cause };
    // A look costs no turn at SQLite's one writer; most of the time there is nothing to do.
    let Some(ticket) = tickets::find_quietly(services.db(), business, id).await? else { return Ok(false) };
    if runs::is_known(services.db(), business, key).await? {
        return Ok(true);
    }
    if !may_look(services.db(), &ticket, automation, happening).await? {
        return Ok(false);
    }
    let mut tx = services.begin().await?;
    tx.set_origin(happening.origin.iter().copied().chain([automation.id]).collect());
    let ticket = settled(&mut tx, business, id).await?;
    // Now that nobody else can change it.
    if !may_look(&mut tx, &ticket, automation, happening).await? {
        return Ok(false);
    }
    let since = tx.now().plus_ms(-OFTEN_MS);
    let recent = runs::count_done(&mut tx, business, automation.id, id, since).await?;
    match guard(automation.id, &happening.origin, recent) {
        Verdict::Skip => return Ok(false),
        Verdict::Stop(why) => {
            runs::insert(&mut tx, business, key, Outcome::Stopped, &why).await?;
            tx.commit().await?;
            return Ok(false);
        }
        Verdict::Go => {}
    }
    if !runs::insert(&mut tx, business, key, Outcome::Done, "").await? {
        return Ok(true);
    }
    match apply(&mut tx, ticket, automation, happening).await {
        Ok(words) => {
            runs::set_words(&mut tx, business, key, &words).await?;
            tx.commit().await?;
            Ok(true)
        }
        // The database may answer again.
        Err(Error::Internal) => Err(Error::Internal),
        Err(refused) => {
            drop(tx);
            let mut tx = services.begin().await?;
            runs::insert(&mut tx, business, key, Outcome::Failed, &format!("Nothing was done: {refused}")).await?;
            tx.commit().await?;
            Ok(false)
        }
    }
}

/// Whether an automation has something to do: it is still on, and its condition holds.
async fn may_look(ex: impl Into<Ex<'_>>, ticket: &Ticket, automation: &Automation, happening: &Happening) -> Result<bool> {
    Ok(holds(&automation.condition, &snapshot::of(ex, ticket, Some(happening)).await?))
}

/// When a person did something to a ticket last.
pub(super) async fn touched_at(ex: impl Into<Ex<'_>>, ticket: &Ticket) -> Result<Timestamp> {
    let found = runs::find_touched(ex, ticket.business_id, &Topic::Ticket(ticket.id).to_string()).await?;
    Ok(found.unwrap_or(ticket.opened_at))
}

/// Looks whether a ticket has been silent for long enough, and asks for the next look when it was not for some.
///
/// # Errors
/// When the database fails.
pub async fn automate_idle(services: &Services, business: BusinessId, id: TicketId) -> Result<()> {
    let Some(ticket) = tickets::find_quietly(services.db(), business, id).await? else { return Ok(()) };
    if ticket.status == Status::Closed {
        return Ok(());
    }
    let (now, since) = (services.now(), touched_at(services.db(), &ticket).await?);
    let cause = format!("idle:{}", since.0);
    let mut next: Option<Timestamp> = None;
    for automation in queries::list_on(services.db(), business, Occasion::Idle).await? {
        let due = since.plus_ms(automation.idle_minutes * 60_000);
        if due > now {
            next = Some(next.map_or(due, |other| other.min(due)));
            continue;
        }
        let happening = Happening { occasion: Occasion::Idle, cause: cause.clone(), origin: Vec::new(), writer: None, promise: None };
        consider(services, business, id, &automation, &happening).await?;
    }
    let Some(at) = next else { return Ok(()) };
    let mut tx = services.begin().await?;
    tx.enqueue_at(Job::AutomateIdle { business, ticket: id }, at).await?;
    tx.commit().await
}

/// The net: looks at tickets that fell silent without anybody noticing, however long ago, and forgets the log of long ago.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    sweep_some(services, LOOKS).await?;
    let mut tx = services.begin().await?;
    let before = services.now().plus_ms(-KEPT_MS);
    runs::forget(&mut tx, before).await?;
    // They hold names and addresses of customers.
    hooks::forget_calls(&mut tx, before).await?;
    tx.commit().await
}

/// Looks at so many tickets that are not closed, in the order in which they were touched last, and goes on there the next time: each is looked at
/// once after whatever happened to it, which acts on its silence or asks for the look at its moment. For an automation that is new, changed or
/// switched on the search begins anew with the longest silence.
///
/// # Errors
/// When the database fails.
pub async fn sweep_some(services: &Services, looks: i64) -> Result<()> {
    let mut behind: BTreeMap<BusinessId, runs::Place> = BTreeMap::new();
    for (business, at, ticket) in runs::list_waiting(services.db()).await? {
        behind.entry(business).or_insert((at, ticket));
    }
    let share = (looks / behind.len().max(1) as i64).max(LOOKS_OF_ONE);
    let until = services.now().plus_ms(-SETTLED_MS);
    for (business, from) in behind {
        let quiet = runs::list_quiet(services.db(), business, from, until, share).await?;
        for (_, ticket) in &quiet {
            automate_idle(services, business, *ticket).await?;
        }
        if let Some(to) = quiet.last() {
            let mut tx = services.begin().await?;
            runs::set_swept(&mut tx, business, from, *to).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
