//! The numbers that admins see.

use crate::accounts::{Admin, Agent};
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::kernel::ids::{CategoryId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::Services;
use crate::sla::calendar::Calendar;
use crate::sla::draft::check_policy;
use crate::sla::model::{Pause, Policy};
use crate::sla::trial::{Row, Wait, trial};
use crate::tickets::model::{AgentTickets, Today};
use crate::tickets::queries::{self, agents, figures, lists, watching};
use std::collections::{BTreeMap, HashMap};

/// The days of the past that promises are tried on.
pub const TRIAL_DAYS: i64 = 30;
/// Tickets of a trial; of more the newest count.
const TRIED: i64 = 20_000;

/// What happened since midnight in the business's own time.
///
/// # Errors
/// When the database fails.
pub async fn today(services: &Services, who: &Admin) -> Result<Today> {
    let business = businesses::find(services.db(), who.business()).await?;
    figures::find_today(services.db(), who.business(), businesses::midnight(&business, services.now())).await
}

/// What the agents, or one of them, did with tickets since a moment.
///
/// # Errors
/// When the database fails.
pub async fn by_agent(services: &Services, who: &Admin, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<AgentTickets>> {
    let (db, business) = (services.db(), who.business());
    let mut all: BTreeMap<MemberId, AgentTickets> = BTreeMap::new();
    for (agent, open, missed) in agents::list_open(db, business, since, agent).await? {
        let a = AgentTickets::find(&mut all, agent);
        (a.open, a.promised) = (open, a.promised + missed);
    }
    for row in agents::list_answered(db, business, since, agent).await? {
        let a = AgentTickets::find(&mut all, row.agent_id);
        (a.met, a.promised) = (a.met + row.met, a.promised + row.n);
        a.first_reply_ms = agents::find_median_answer(db, business, since, a.agent, row.n).await?;
    }
    for row in agents::list_resolved(db, business, since, agent).await? {
        let a = AgentTickets::find(&mut all, row.agent_id);
        (a.met, a.promised) = (a.met + row.met, a.promised + row.n);
        (a.resolved, a.stars, a.ratings) = (row.n, row.stars, row.ratings);
        a.solution_ms = agents::find_median_solution(db, business, since, a.agent, row.n).await?;
    }
    for (agent, n, met) in agents::list_waits(db, business, since, agent).await? {
        let a = AgentTickets::find(&mut all, agent);
        (a.met, a.promised) = (a.met + met, a.promised + n);
    }
    Ok(all.into_values().collect())
}

/// The active tickets somebody holds.
///
/// # Errors
/// When the database fails.
pub async fn held_by(services: &Services, who: &Agent, member: MemberId) -> Result<Vec<TicketId>> {
    lists::list_held_by(services.db(), who.business(), member).await
}

/// What promises would have meant for the tickets of the last [`TRIAL_DAYS`], or for those about one thing. Changes nothing.
///
/// # Errors
/// `Invalid` names the field, as when they are saved.
pub async fn try_policy(services: &Services, who: &Admin, policy: &Policy, category: Option<CategoryId>) -> Result<Vec<Row>> {
    check_policy(policy)?;
    let (db, now) = (services.db(), services.now());
    let since = now.plus_ms(-TRIAL_DAYS * 86_400_000);
    let calendar = Calendar::of(&businesses::find(db, who.business()).await?, policy);
    let mut pauses: HashMap<TicketId, Vec<Pause>> = HashMap::new();
    for (ticket, pause) in queries::pauses::list_since(db, who.business(), since).await? {
        pauses.entry(ticket).or_default().push(pause);
    }
    let mut past = figures::list_past(db, who.business(), since, TRIED).await?;
    past.retain(|ticket| category.is_none() || ticket.category_id == category);
    let mut waits: HashMap<TicketId, Vec<Wait>> = HashMap::new();
    for (ticket, asked_at, due_at, ended_at) in watching::list_waits(db, who.business(), since).await? {
        waits.entry(ticket).or_default().push(Wait { asked_at, due_at, ended_at: Some(ended_at) });
    }
    for (ticket, asked_at, due_at) in figures::list_awaited(db, who.business(), since).await? {
        waits.entry(ticket).or_default().push(Wait { asked_at, due_at, ended_at: None });
    }
    for ticket in &mut past {
        ticket.pauses = pauses.remove(&ticket.id).unwrap_or_default();
        ticket.waits = waits.remove(&ticket.id).unwrap_or_default();
    }
    Ok(trial(&past, policy, &calendar, now))
}
