//! Following tickets of others.

use super::visible;
use crate::accounts::Agent;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, TicketId};
use crate::platform::{Ex, Services};
use crate::tickets::queries::followers;

/// Who follows a ticket, as one of the staff sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// Whether the one who asks does.
    pub is_mine: bool,
    /// How the others are called, the first one first.
    pub others: Vec<String>,
}

/// Follows a ticket from now on. Doing so again changes nothing.
///
/// # Errors
/// `NotFound` for a ticket of another business.
pub async fn follow(services: &Services, agent: &Agent, id: TicketId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    followers::insert(&mut tx, agent.business(), id, agent.member()).await?;
    tx.commit().await
}

/// Follows a ticket no longer.
///
/// # Errors
/// `NotFound` for a ticket of another business.
pub async fn unfollow(services: &Services, agent: &Agent, id: TicketId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    followers::delete(&mut tx, agent.business(), id, agent.member()).await?;
    tx.commit().await
}

/// Who follows a ticket.
///
/// # Errors
/// `NotFound` for a ticket of another business.
pub async fn following(services: &Services, agent: &Agent, id: TicketId) -> Result<Following> {
    visible(services, agent, id).await?;
    let all = followers::list(services.db(), agent.business(), id).await?;
    let is_me = |member: &MemberId| *member == agent.member();
    Ok(Following { is_mine: all.iter().any(|(id, _)| is_me(id)), others: all.into_iter().filter(|(id, _)| !is_me(id)).map(|(_, name)| name).collect() })
}

/// Who follows a ticket, for reactions, which act for nobody.
///
/// # Errors
/// When the database fails.
pub async fn list_followers(ex: impl Into<Ex<'_>>, business: BusinessId, id: TicketId) -> Result<Vec<MemberId>> {
    Ok(followers::list(ex, business, id).await?.into_iter().map(|(id, _)| id).collect())
}
