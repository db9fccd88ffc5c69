//! The business table, and the categories and promises that a new business starts with.

use super::model::Business;
use crate::error::{Error, Result};
use crate::kernel::ids::BusinessId;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

pub(super) struct NewBusiness<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub invite_code: &'a str,
    pub time_zone: &'a str,
    pub currency: &'a str,
    pub hours: &'a str,
}

const FIND: &str = "SELECT id, slug, name, invite_code, time_zone, currency, hours FROM business WHERE id = $1";
const FIND_BY_SLUG: &str = "SELECT id, slug, name, invite_code, time_zone, currency, hours FROM business WHERE slug = $1";
const FIND_BY_INVITE_CODE: &str = "SELECT id, slug, name, invite_code, time_zone, currency, hours FROM business WHERE invite_code = $1";
const FIND_OLDEST: &str = "SELECT id, slug, name, invite_code, time_zone, currency, hours FROM business ORDER BY id LIMIT 1";
const LIST: &str = "SELECT id, slug, name, invite_code, time_zone, currency, hours FROM business ORDER BY name, id";
const INSERT: &str = "INSERT INTO business (slug, name, invite_code, time_zone, currency, hours, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
const INSERT_CATEGORY: &str = "INSERT INTO category (business_id, name) VALUES ($1, $2)";
const INSERT_TARGET: &str =
    "INSERT INTO sla_target (business_id, priority, response_minutes, next_response_minutes, resolution_minutes) VALUES ($1, $2, $3, $4, $5)";
const UPDATE: &str = "UPDATE business SET name = $2, time_zone = $3, currency = $4, hours = $5 WHERE id = $1 AND (currency = $4 OR NOT
    (EXISTS (SELECT 1 FROM product p WHERE p.business_id = $1) OR EXISTS (SELECT 1 FROM shop_order o WHERE o.business_id = $1)
    OR EXISTS (SELECT 1 FROM offering f WHERE f.business_id = $1)))";

pub(super) async fn find(ex: impl Into<Ex<'_>>, id: BusinessId) -> Result<Option<Business>> {
    Ok(db_opt!(ex.into(), FIND, id)?)
}

pub(super) async fn find_by_slug(ex: impl Into<Ex<'_>>, slug: &str) -> Result<Option<Business>> {
    Ok(db_opt!(ex.into(), FIND_BY_SLUG, slug)?)
}

pub(super) async fn find_by_invite_code(ex: impl Into<Ex<'_>>, code: &str) -> Result<Option<Business>> {
    Ok(db_opt!(ex.into(), FIND_BY_INVITE_CODE, code)?)
}

pub(super) async fn find_oldest(ex: impl Into<Ex<'_>>) -> Result<Option<Business>> {
    Ok(db_opt!(ex.into(), FIND_OLDEST)?)
}

pub(super) async fn list(ex: impl Into<Ex<'_>>) -> Result<Vec<Business>> {
    Ok(db_all!(ex.into(), LIST)?)
}

pub(super) async fn insert(tx: &mut Tx, b: &NewBusiness<'_>) -> Result<BusinessId> {
    let now = tx.now();
    let taken = || Error::field("slug", "Another business has this short name. Choose another one.");
    db_val!(tx, INSERT, b.slug, b.name, b.invite_code, b.time_zone, b.currency, b.hours, now).on_constraint(taken)
}

pub(super) async fn insert_category(tx: &mut Tx, business: BusinessId, name: &str) -> Result<()> {
    db_exec!(tx, INSERT_CATEGORY, business, name)?;
    Ok(())
}

pub(super) async fn insert_target(tx: &mut Tx, business: BusinessId, priority: &str, [response, next, resolution]: [i64; 3]) -> Result<()> {
    db_exec!(tx, INSERT_TARGET, business, priority, response, next, resolution)?;
    Ok(())
}

/// False when the currency is to change and there are prices or orders in the old one: their amounts are minor units and would mean something else.
pub(super) async fn update(tx: &mut Tx, id: BusinessId, name: &str, time_zone: &str, currency: &str, hours: &str) -> Result<bool> {
    Ok(db_exec!(tx, UPDATE, id, name, time_zone, currency, hours)? == 1)
}
