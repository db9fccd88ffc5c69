//! Reading and deciding how one likes to work.

use super::model::{Preferences, PreferencesDraft};
use super::queries;
use crate::accounts::Agent;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::{Ex, Services};

/// What somebody of the staff decided; what is usual, where they did not.
///
/// # Errors
/// When the database fails.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Preferences> {
    Ok(queries::find(ex, business, member).await?.unwrap_or_default())
}

/// One's own.
///
/// # Errors
/// When the database fails.
pub async fn own(services: &Services, agent: &Agent) -> Result<Preferences> {
    find(services.db(), agent.business(), agent.member()).await
}

/// Decides anew. Doing so twice changes nothing.
///
/// # Errors
/// `Invalid` names each field that is wrong.
pub async fn change(services: &Services, agent: &Agent, draft: &PreferencesDraft) -> Result<()> {
    let decided = draft.parse()?;
    let mut tx = services.begin().await?;
    queries::set(&mut tx, agent.business(), agent.member(), &decided).await?;
    tx.commit().await
}
