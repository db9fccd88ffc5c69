//! What the agents did in a period: for admins.

use crate::accounts::Admin;
use crate::chats::actions as chats;
use crate::error::Result;
use crate::kernel::ids::MemberId;
use crate::kernel::period::Period;
use crate::platform::Services;
use crate::queue::figures::{AgentFigures, together};
use crate::tickets::actions as tickets;
use std::collections::BTreeMap;

/// What every agent did; who did nothing is left out.
///
/// # Errors
/// When the database fails.
pub async fn team_figures(services: &Services, admin: &Admin, period: Period) -> Result<BTreeMap<MemberId, AgentFigures>> {
    read(services, admin, period, None).await
}

/// What one agent did; nothing for whoever is of another business.
///
/// # Errors
/// When the database fails.
pub async fn agent_figures(services: &Services, admin: &Admin, period: Period, agent: MemberId) -> Result<AgentFigures> {
    Ok(read(services, admin, period, Some(agent)).await?.remove(&agent).unwrap_or_default())
}

async fn read(services: &Services, admin: &Admin, period: Period, agent: Option<MemberId>) -> Result<BTreeMap<MemberId, AgentFigures>> {
    let since = period.since(services.now());
    let tickets = tickets::by_agent(services, admin, since, agent).await?;
    Ok(together(tickets, chats::by_agent(services, admin, since, agent).await?))
}
