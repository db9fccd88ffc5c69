//! The numbers that admins see.

use crate::accounts::{Admin, Agent};
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::kernel::ids::{MemberId, TicketId};
use crate::platform::Services;
use crate::tickets::model::Today;
use crate::tickets::queries::{figures, lists};
use std::collections::HashMap;

/// What happened since midnight in the business's own time.
///
/// # Errors
/// When the database fails.
pub async fn today(services: &Services, who: &Admin) -> Result<Today> {
    let business = businesses::find(services.db(), who.business()).await?;
    figures::find_today(services.db(), who.business(), businesses::midnight(&business, services.now())).await
}

/// The active tickets somebody holds.
///
/// # Errors
/// When the database fails.
pub async fn held_by(services: &Services, who: &Agent, member: MemberId) -> Result<Vec<TicketId>> {
    lists::list_held_by(services.db(), who.business(), member).await
}

/// How many active tickets each agent holds; agents without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn held(services: &Services, who: &Admin) -> Result<HashMap<MemberId, i64>> {
    Ok(figures::list_held(services.db(), who.business()).await?.into_iter().collect())
}
