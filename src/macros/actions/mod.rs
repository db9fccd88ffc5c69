//! What people do with macros: look at what one would do and apply it here beside, write them.

mod run;
mod write;

pub use run::{By, Ready, apply, find_for, find_ready, list_ready, run};
pub use write::{Move, add_step, change, change_step, create, find, list, move_step, start};

use super::model::Known;
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::error::Result;
use crate::fields::actions as fields;
use crate::kernel::ids::BusinessId;
use crate::platform::{Ex, Services};
use crate::tickets::actions as tickets;

/// What steps may name in this business.
///
/// # Errors
/// When the database fails.
pub async fn known(services: &Services, who: &Agent) -> Result<Known> {
    known_in(services.db(), who.business()).await
}

/// What steps may name in a business, for what works on its own.
///
/// # Errors
/// When the database fails.
pub async fn known_in(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Known> {
    let mut ex = ex.into();
    let categories = tickets::list_categories_of(ex.again(), business).await?;
    let team = accounts::list_team(ex.again(), business).await?;
    let mut known = fields::list(ex, business).await?;
    known.retain(|f| !f.is_archived);
    Ok(Known {
        categories: categories.into_iter().filter(|c| !c.is_archived).map(|c| (c.id, c.name)).collect(),
        team: team.into_iter().map(|m| (m.id, m.name)).collect(),
        fields: known,
    })
}
