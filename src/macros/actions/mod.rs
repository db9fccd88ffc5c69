//! What people do with macros: look at what one would do and apply it here beside, write them.

mod run;
mod write;

pub use run::{By, Ready, apply, find_for, find_ready, list_in_use, list_ready, run};
pub use write::{Move, add_step, change, change_step, create, find, list, move_step, start};

use super::model::{Known, Standing};
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::error::Result;
use crate::fields::actions as fields;
use crate::kernel::ids::BusinessId;
use crate::platform::{Ex, Services};
use crate::tags::actions as tags;
use crate::tickets::actions as tickets;
use crate::tickets::model::Ticket;

/// What steps may name in this business.
///
/// # Errors
/// When the database fails.
pub async fn known(services: &Services, who: &Agent) -> Result<Known> {
    known_in(services.db(), who.business()).await
}

/// How a ticket stands before or after steps.
///
/// # Errors
/// When the database fails.
pub async fn standing(ex: impl Into<Ex<'_>>, t: &Ticket) -> Result<Standing> {
    let mut ex = ex.into();
    let slots = fields::of_ticket(ex.again(), t.business_id, t.id, t.category_id).await?;
    let values = slots.into_iter().filter(|slot| !slot.value.is_empty()).map(|slot| (slot.field.id, slot.value)).collect();
    let tags = tags::of_ticket(ex, t.business_id, t.id).await?;
    Ok(Standing { status: t.status, priority: t.priority, category: t.category_id, holder: t.assignee_id, tags, values })
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
