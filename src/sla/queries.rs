//! SQL of service levels.

use super::model::{CategoryPolicy, Own, Policy, Target, WARNING_PERCENT};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CategoryId, MemberId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_one};

const TARGETS: &str = "SELECT priority, response_minutes, next_response_minutes, resolution_minutes FROM sla_target WHERE business_id = $1";
const FIND_SETTING: &str =
    "SELECT b.sla_in_opening_hours, s.warning_percent, s.lead_id FROM business b LEFT JOIN sla_setting s ON s.business_id = b.id WHERE b.id = $1";
const LIST_CATEGORIES: &str = "SELECT category_id, lead_id FROM sla_category WHERE business_id = $1 ORDER BY category_id";
const LIST_OWN: &str =
    "SELECT category_id, priority, response_minutes, next_response_minutes, resolution_minutes FROM sla_category_target WHERE business_id = $1";
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
struct OwnRow {
    category_id: CategoryId,
    #[sqlx(flatten)]
    own: Own,
}

/// What the business promises, and its categories.
pub async fn find_policy(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Policy> {
    let mut ex = ex.into();
    let targets: Vec<Target> = db_all!(ex.again(), TARGETS, business)?;
    let (in_opening_hours, warning_percent, lead): (bool, Option<i64>, Option<MemberId>) = db_one!(ex.again(), FIND_SETTING, business)?;
    let warning_percent = warning_percent.unwrap_or(WARNING_PERCENT);
    let leads: Vec<(CategoryId, Option<MemberId>)> = db_all!(ex.again(), LIST_CATEGORIES, business)?;
    let mut own: Vec<OwnRow> = if leads.is_empty() { Vec::new() } else { db_all!(ex, LIST_OWN, business)? };
    let categories = leads.into_iter().map(|(category, lead)| {
        let targets = own.extract_if(.., |row| row.category_id == category).map(|row| row.own).collect();
        CategoryPolicy { category, lead, targets }
    });
    Ok(Policy { in_opening_hours, targets, warning_percent, lead, categories: categories.collect() })
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
