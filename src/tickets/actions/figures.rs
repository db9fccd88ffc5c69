//! The numbers that admins see.

use crate::accounts::Admin;
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::kernel::ids::MemberId;
use crate::platform::Services;
use crate::tickets::model::Today;
use crate::tickets::queries::figures;
use std::collections::HashMap;

/// What happened since midnight in the business's own time.
///
/// # Errors
/// When the database fails.
pub async fn today(services: &Services, who: &Admin) -> Result<Today> {
    let business = businesses::find(services.db(), who.business()).await?;
    figures::find_today(services.db(), who.business(), businesses::midnight(&business, services.now())).await
}

/// How many active tickets each agent holds; agents without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn held(services: &Services, who: &Admin) -> Result<HashMap<MemberId, i64>> {
    Ok(figures::list_held(services.db(), who.business()).await?.into_iter().collect())
}
