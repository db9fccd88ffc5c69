//! Beginning a change of many tickets, looking at it, undoing it.

use super::model::{MOST, Outcome, Progress, State};
use super::queries;
use crate::accounts::Agent;
use crate::accounts::model::Role;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{BulkId, TicketId};
use crate::macros::actions as macros;
use crate::macros::model::Step;
use crate::macros::{rules, words};
use crate::platform::Services;
use crate::tickets::actions as tickets;
use crate::tickets::model::Filter;
use uuid::Uuid;

/// Which tickets.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// These.
    These(Vec<TicketId>),
    /// All that a filter lets through.
    All(Filter),
}

/// Begins a change of many tickets: each gets all steps or none. The same `client_id` again gives the change that it began.
///
/// # Errors
/// `Invalid` names `step` or `ids`.
pub async fn start(services: &Services, agent: &Agent, client_id: Uuid, steps: Vec<Step>, which: Which) -> Result<BulkId> {
    let known = macros::known(services, agent).await?;
    if steps.is_empty() {
        return Err(Error::field("step", "Choose what is to change."));
    }
    if let Some((_, why)) = rules::faults(&steps, &known).into_iter().next() {
        return Err(Error::field("step", why));
    }
    let ids = match which {
        Which::These(ids) => ids,
        Which::All(filter) => tickets::ids(services, agent, &filter, MOST as i64 + 1).await?,
    };
    match ids.len() {
        0 => return Err(Error::field("ids", "Choose at least one ticket.")),
        n if n > MOST => return Err(Error::field("ids", format!("{MOST} tickets are the most at once. Narrow the list first."))),
        _ => {}
    }
    let (client_id, json) = (client_id.to_string(), serde_json::to_string(&steps).expect("steps are plain data"));
    let mut tx = services.begin().await?;
    let begun = queries::insert(&mut tx, agent.business(), agent.member(), &client_id, &json, &words::of_steps(&steps, &known), &ids).await?;
    let Some(id) = begun else {
        return queries::find_by_client_id(&mut tx, agent.business(), agent.member(), &client_id).await?.ok_or(Error::NotFound);
    };
    tx.enqueue(Job::ChangeMany { bulk: id }).await?;
    tx.commit().await?;
    Ok(id)
}

/// How far a change has come.
///
/// # Errors
/// `NotFound` when there is no such change in this business.
pub async fn progress(services: &Services, agent: &Agent, id: BulkId) -> Result<Progress> {
    let bulk = queries::find(services.db(), agent.business(), id).await?.ok_or(Error::NotFound)?;
    let counts = queries::count(services.db(), id).await?;
    let left = queries::list_left(services.db(), agent.business(), id).await?;
    let total = counts.iter().map(|(_, n)| n).sum();
    let is_theirs = bulk.member_id == agent.member() || agent.role() == Role::Admin;
    let has_changed = counts.iter().any(|(outcome, n)| *outcome == Outcome::Changed && *n > 0);
    Ok(Progress { id, words: bulk.words, state: bulk.state, total, counts, left, may_undo: is_theirs && has_changed && bulk.state == State::Done })
}

/// Puts all tickets of a change back, as far as nobody changed them since. Asking again changes nothing.
///
/// # Errors
/// `NotFound` when there is no such change; `Denied` for whoever neither made it nor is an admin; `Conflict` while it still runs.
pub async fn undo(services: &Services, agent: &Agent, id: BulkId) -> Result<()> {
    let bulk = queries::find(services.db(), agent.business(), id).await?.ok_or(Error::NotFound)?;
    if bulk.member_id != agent.member() && agent.role() != Role::Admin {
        return Err(Error::Denied("Only who made a change, or an admin, may undo it.".into()));
    }
    let mut tx = services.begin().await?;
    if queries::set_state(&mut tx, agent.business(), id, State::Done, State::Undoing).await? {
        tx.enqueue(Job::ChangeMany { bulk: id }).await?;
    } else if bulk.state == State::Running {
        return Err(Error::Conflict("The change is not done yet. Wait until it is.".into()));
    }
    tx.commit().await
}
