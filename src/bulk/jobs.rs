//! Giving each ticket of a change its turn, in a transaction of its own, so that one that is refused keeps no other waiting and nothing is done twice.

use super::model::{Bulk, Noted, Outcome, State};
use super::queries;
use super::rules::{back, kept_words};
use crate::accounts::actions as accounts;
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::job::Job;
use crate::kernel::ids::{BulkId, TicketId};
use crate::macros::actions::{self as macros, By};
use crate::macros::model::Steps;
use crate::platform::{Services, Tx};
use crate::tickets::actions::within::{change_fields, change_tags};
use crate::tickets::actions::{Change, restore};
use crate::tickets::jobs::settled;
use crate::tickets::model::Ticket;
use crate::tickets::stand::Stand;

/// Tickets of one run of the job: others get their turn between.
const CHUNK: i64 = 50;

/// Gives the next tickets of a change their turn, and asks for the rest.
///
/// # Errors
/// When the database fails.
pub async fn run(services: &Services, id: BulkId) -> Result<()> {
    let Some(bulk) = queries::find_any(services.db(), id).await? else { return Ok(()) };
    let (waits, end) = match bulk.state {
        State::Running => (Outcome::Waiting, State::Done),
        State::Undoing => (Outcome::Changed, State::Undone),
        State::Done | State::Undone => return Ok(()),
    };
    let tickets = queries::list_items(services.db(), id, waits, CHUNK).await?;
    let maker = accounts::find_contact(services.db(), bulk.business_id, bulk.member_id).await?;
    let name = maker.as_ref().map(|m| m.name.as_str()).unwrap_or_default();
    let may = maker.as_ref().is_some_and(|m| m.is_on_staff());
    for ticket in &tickets {
        let turn = match bulk.state {
            State::Running if !may => Err(Error::Conflict(format!("{name} does not answer tickets any more."))),
            State::Running => change(services, &bulk, *ticket, name).await,
            _ => put_back(services, &bulk, *ticket, name).await,
        };
        match turn {
            Ok(()) => {}
            Err(Error::Internal) => return Err(Error::Internal),
            Err(why) => refuse(services, &bulk, *ticket, waits, &why.to_string()).await?,
        }
    }
    let mut tx = services.begin().await?;
    if tickets.len() as i64 == CHUNK {
        tx.enqueue(Job::ChangeMany { bulk: id }).await?;
    } else {
        queries::set_state(&mut tx, bulk.business_id, id, bulk.state, end).await?;
    }
    tx.hint(Topic::Person(bulk.member_id), Hint { what: Subject::Bulk, id: id.0 });
    tx.commit().await
}

async fn change(services: &Services, bulk: &Bulk, ticket: TicketId, name: &str) -> Result<()> {
    let steps: Steps = bulk.steps.clone().try_into().map_err(|_| Error::Conflict("This change was written by another version.".into()))?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, bulk.business_id, ticket).await?;
    if !queries::claim_item(&mut tx, bulk.id, ticket.id, Outcome::Waiting, Outcome::Changed).await? {
        return Ok(());
    }
    let id = ticket.id;
    let before = noted(&mut tx, &ticket).await?;
    let ticket = macros::apply(&mut tx, ticket, &steps.0, By::Member(bulk.member_id, name)).await?;
    let after = noted(&mut tx, &ticket).await?;
    queries::set_standings(&mut tx, bulk.id, id, &json(&before), &json(&after)).await?;
    tx.commit().await
}

async fn put_back(services: &Services, bulk: &Bulk, ticket: TicketId, name: &str) -> Result<()> {
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, bulk.business_id, ticket).await?;
    let Some((Some(before), Some(after))) = queries::find_standings(&mut tx, bulk.id, ticket.id).await? else { return Err(Error::NotFound) };
    let read = |text: &str| serde_json::from_str::<Noted>(text).map_err(|_| Error::Conflict("It was noted by another version.".into()));
    let (before, after) = (read(&before)?, read(&after)?);
    let (mut what, kept) = back(&before.standing, &after.standing, &macros::standing(&mut tx, &ticket).await?);
    what.former.stood = before.stood.zip(after.stood).map(|((before, _), (after, at))| (before, after, at));
    let outcome = if kept.is_empty() { Outcome::Undone } else { Outcome::Kept };
    let id = ticket.id;
    if !queries::claim_item(&mut tx, bulk.id, id, Outcome::Changed, outcome).await? {
        return Ok(());
    }
    if !kept.is_empty() {
        queries::set_why(&mut tx, bulk.id, id, &kept_words(&kept)).await?;
    }
    let change = Change { actor: Some(bulk.member_id), by: name };
    let ticket = restore(&mut tx, ticket, &what.former, change).await?;
    change_tags(&mut tx, &ticket, &what.tags, &what.not_tags, change).await?;
    change_fields(&mut tx, &ticket, &what.fields, change).await?;
    tx.commit().await
}

async fn refuse(services: &Services, bulk: &Bulk, ticket: TicketId, from: Outcome, why: &str) -> Result<()> {
    let to = if from == Outcome::Waiting { Outcome::Refused } else { Outcome::Kept };
    let mut tx = services.begin().await?;
    if queries::claim_item(&mut tx, bulk.id, ticket, from, to).await? {
        queries::set_why(&mut tx, bulk.id, ticket, why).await?;
    }
    tx.commit().await
}

async fn noted(tx: &mut Tx, ticket: &Ticket) -> Result<Noted> {
    let at = tx.now();
    Ok(Noted { standing: macros::standing(tx, ticket).await?, stood: Some((Stand::of(ticket), at)) })
}

fn json(noted: &Noted) -> String {
    serde_json::to_string(noted).expect("how a ticket stands is plain data")
}
