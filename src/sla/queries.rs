//! SQL of service levels.

use super::model::{Policy, Target};
use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val};

const TARGETS: &str = "SELECT priority, response_minutes, resolution_minutes FROM sla_target WHERE business_id = $1";
const IN_HOURS: &str = "SELECT sla_in_opening_hours FROM business WHERE id = $1";
const SET_TARGET: &str = "INSERT INTO sla_target (business_id, priority, response_minutes, resolution_minutes) VALUES ($1, $2, $3, $4)
    ON CONFLICT (business_id, priority) DO UPDATE SET response_minutes = excluded.response_minutes, resolution_minutes = excluded.resolution_minutes";
const SET_IN_HOURS: &str = "UPDATE business SET sla_in_opening_hours = $2 WHERE id = $1";

/// What the business promises.
pub async fn find_policy(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Policy> {
    let mut ex = ex.into();
    let targets: Vec<Target> = db_all!(ex.again(), TARGETS, business)?;
    let in_opening_hours: bool = db_val!(ex, IN_HOURS, business)?;
    Ok(Policy { in_opening_hours, targets })
}

/// Sets the promise for one priority.
pub async fn set_target(tx: &mut Tx, business: BusinessId, target: Target) -> Result<()> {
    db_exec!(tx, SET_TARGET, business, target.priority, target.response_minutes, target.resolution_minutes)?;
    Ok(())
}

/// Sets whether only opening hours count.
pub async fn set_in_opening_hours(tx: &mut Tx, business: BusinessId, yes: bool) -> Result<()> {
    db_exec!(tx, SET_IN_HOURS, business, yes)?;
    Ok(())
}
