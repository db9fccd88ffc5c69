//! SQL of service levels.

use super::model::{CategoryPolicy, Own, Policy, Target, WARNING_PERCENT};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CategoryId, MemberId};
use crate::platform::{Ex, Tx};
use crate::tickets::model::Priority;
use crate::{db_all, db_exec, db_one};

// Those of the business first, then those of its categories: a category without any has a row without a priority.
const LIST_PROMISES: &str = "SELECT NULL AS category_id, NULL AS lead_id, priority, response_minutes, next_response_minutes, resolution_minutes FROM sla_target
    WHERE business_id = $1 UNION ALL SELECT c.category_id, c.lead_id, t.priority, t.response_minutes, t.next_response_minutes, t.resolution_minutes
    FROM sla_category c LEFT JOIN sla_category_target t ON t.category_id = c.category_id AND t.business_id = c.business_id WHERE c.business_id = $1 ORDER BY 1";
const FIND_SETTING: &str =
    "SELECT b.sla_in_opening_hours, s.warning_percent, s.lead_id FROM business b LEFT JOIN sla_setting s ON s.business_id = b.id WHERE b.id = $1";
const SET_TARGET: &str =
    "INSERT INTO sla_target (business_id, priority, response_minutes, next_response_minutes, resolution_minutes) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (business_id, priority) DO UPDATE SET response_minutes = excluded.response_minutes,
    next_response_minutes = excluded.next_response_minutes, resolution_minutes = excluded.resolution_minutes";
const SET_IN_HOURS: &str = "UPDATE business SET sla_in_opening_hours = $2 WHERE id = $1";
const SET_SETTING: &str = "INSERT INTO sla_setting (business_id, warning_percent, lead_id) VALUES ($1, $2, $3)
    ON CONFLICT (business_id) DO UPDATE SET warning_percent = excluded.warning_percent, lead_id = excluded.lead_id";
const SET_CATEGORY: &str = "INSERT INTO sla_category (category_id, business_id, lead_id) VALUES ($1, $2, $3)
    ON CONFLICT (category_id) DO UPDATE SET lead_id = excluded.lead_id";
const DELETE_OWN: &str = "DELETE FROM sla_category_target WHERE business_id = $1 AND category_id = $2";
const INSERT_OWN: &str = "INSERT INTO sla_category_target (business_id, category_id, priority, response_minutes, next_response_minutes, resolution_minutes)
    VALUES ($1, $2, $3, $4, $5, $6)";

#[derive(sqlx_macros::FromRow)]
struct PromiseRow {
    category_id: Option<CategoryId>,
    lead_id: Option<MemberId>,
    priority: Option<Priority>,
    response_minutes: Option<i64>,
    next_response_minutes: Option<i64>,
    resolution_minutes: Option<i64>,
}

impl PromiseRow {
    /// What a category promises.
    fn own(&self) -> Option<Own> {
        let Self { response_minutes, next_response_minutes, resolution_minutes, .. } = *self;
        self.priority.map(|priority| Own { priority, response_minutes, next_response_minutes, resolution_minutes })
    }

    /// What the business promises: all of it.
    fn target(&self) -> Option<Target> {
        Some(Target {
            priority: self.priority?,
            response_minutes: self.response_minutes?,
            next_response_minutes: self.next_response_minutes?,
            resolution_minutes: self.resolution_minutes?,
        })
    }
}

/// What the business promises, and its categories.
pub async fn find_policy(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Policy> {
    let mut ex = ex.into();
    let promises: Vec<PromiseRow> = db_all!(ex.again(), LIST_PROMISES, business)?;
    let (in_opening_hours, warning_percent, lead): (bool, Option<i64>, Option<MemberId>) = db_one!(ex, FIND_SETTING, business)?;
    let warning_percent = warning_percent.unwrap_or(WARNING_PERCENT);
    let (mut targets, mut categories) = (Vec::new(), Vec::<CategoryPolicy>::new());
    for promise in promises {
        let Some(category) = promise.category_id else {
            targets.extend(promise.target());
            continue;
        };
        match categories.last_mut().filter(|last| last.category == category) {
            Some(last) => last.targets.extend(promise.own()),
            None => categories.push(CategoryPolicy { category, lead: promise.lead_id, targets: promise.own().into_iter().collect() }),
        }
    }
    Ok(Policy { in_opening_hours, targets, warning_percent, lead, categories })
}

/// Sets the promise for one priority.
pub async fn set_target(tx: &mut Tx, business: BusinessId, t: Target) -> Result<()> {
    db_exec!(tx, SET_TARGET, business, t.priority, t.response_minutes, t.next_response_minutes, t.resolution_minutes)?;
    Ok(())
}

/// Sets whether only opening hours count.
pub async fn set_in_opening_hours(tx: &mut Tx, business: BusinessId, yes: bool) -> Result<()> {
    db_exec!(tx, SET_IN_HOURS, business, yes)?;
    Ok(())
}

/// Sets when staff is warned and who gets what is overdue.
pub async fn set_setting(tx: &mut Tx, business: BusinessId, warning_percent: i64, lead: Option<MemberId>) -> Result<()> {
    db_exec!(tx, SET_SETTING, business, warning_percent, lead)?;
    Ok(())
}

/// Sets what a category decides for itself.
pub async fn set_category(tx: &mut Tx, business: BusinessId, own: &CategoryPolicy) -> Result<()> {
    db_exec!(tx, SET_CATEGORY, own.category, business, own.lead)?;
    db_exec!(tx, DELETE_OWN, business, own.category)?;
    for t in &own.targets {
        db_exec!(tx, INSERT_OWN, business, own.category, t.priority, t.response_minutes, t.next_response_minutes, t.resolution_minutes)?;
    }
    Ok(())
}
