//! SQL of automations; their runs and calls beside.

pub mod hooks;
pub mod runs;

use super::draft::Checked;
use super::model::{Automation, Occasion};
use crate::error::{Error, Result};
use crate::kernel::ids::{AutomationId, BusinessId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

macro_rules! columns {
    () => {
        "id, name, place, is_on, occasion, idle_minutes, condition, acts"
    };
}

const LIST: &str = concat!("SELECT ", columns!(), " FROM automation WHERE business_id = $1 AND is_archived = FALSE ORDER BY place, id");
const LIST_ON: &str =
    concat!("SELECT ", columns!(), " FROM automation WHERE business_id = $1 AND occasion = $2 AND is_on = TRUE AND is_archived = FALSE ORDER BY place, id");
const FIND: &str = concat!("SELECT ", columns!(), " FROM automation WHERE business_id = $1 AND id = $2 AND is_archived = FALSE");
const LIST_OCCASIONS: &str = "SELECT DISTINCT occasion FROM automation WHERE business_id = $1 AND is_on = TRUE AND is_archived = FALSE";
const INSERT: &str = "INSERT INTO automation (business_id, name, place, is_on, occasion, idle_minutes, condition, acts, created_at)
    VALUES ($1, $2, (SELECT COALESCE(MAX(place), 0) + 1 FROM automation WHERE business_id = $1), FALSE, $3, $4, $5, $6, $7) RETURNING id";
const UPDATE: &str = "UPDATE automation SET name = $3, occasion = $4, idle_minutes = $5, condition = $6, acts = $7, swept_at = 0, swept_ticket_id = 0
    WHERE business_id = $1 AND id = $2 AND is_archived = FALSE";
const SET_ON: &str = "UPDATE automation SET is_on = $3, swept_at = 0, swept_ticket_id = 0 WHERE business_id = $1 AND id = $2 AND is_archived = FALSE";
const SET_PLACE: &str = "UPDATE automation SET place = $3 WHERE business_id = $1 AND id = $2";
const ARCHIVE: &str = "UPDATE automation SET is_archived = TRUE, is_on = FALSE WHERE business_id = $1 AND id = $2 AND is_archived = FALSE";

/// All automations of a business in their order.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Automation>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// Those that look on an occasion, in their order.
pub async fn list_on(ex: impl Into<Ex<'_>>, business: BusinessId, occasion: Occasion) -> Result<Vec<Automation>> {
    Ok(db_all!(ex.into(), LIST_ON, business, occasion)?)
}

/// The occasions on which any looks.
pub async fn list_occasions(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Occasion>> {
    let found: Vec<(Occasion,)> = db_all!(ex.into(), LIST_OCCASIONS, business)?;
    Ok(found.into_iter().map(|(occasion,)| occasion).collect())
}

/// One of them.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: AutomationId) -> Result<Option<Automation>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A new one at the end, switched off.
pub async fn insert(tx: &mut Tx, business: BusinessId, new: &Checked) -> Result<AutomationId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT, business, &new.name, new.occasion, new.idle_minutes, json(&new.condition), json(&new.acts), now)?)
}

/// Writes what one is. It looks at every silence anew; each is still acted on once.
pub async fn update(tx: &mut Tx, business: BusinessId, id: AutomationId, new: &Checked) -> Result<()> {
    let touched = db_exec!(tx, UPDATE, business, id, &new.name, new.occasion, new.idle_minutes, json(&new.condition), json(&new.acts))?;
    found(touched)
}

/// Switches one on or off. It looks at every silence anew.
pub async fn set_on(tx: &mut Tx, business: BusinessId, id: AutomationId, is_on: bool) -> Result<()> {
    found(db_exec!(tx, SET_ON, business, id, is_on)?)
}

/// Puts one at a place.
pub async fn set_place(tx: &mut Tx, business: BusinessId, id: AutomationId, place: i64) -> Result<()> {
    found(db_exec!(tx, SET_PLACE, business, id, place)?)
}

/// Takes one out of use; its log stays.
pub async fn archive(tx: &mut Tx, business: BusinessId, id: AutomationId) -> Result<()> {
    found(db_exec!(tx, ARCHIVE, business, id)?)
}

fn found(touched: u64) -> Result<()> {
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("automations are plain data")
}
