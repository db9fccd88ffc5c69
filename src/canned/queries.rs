//! SQL of canned responses.

use super::draft::Checked;
use super::model::Canned;
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, CannedId, MemberId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

const LIST: &str = "SELECT id, owner_id, shortcut, title, body, category_id FROM canned WHERE business_id = $1 AND (owner_id IS NULL OR owner_id = $2)
    ORDER BY shortcut, id";
const FIND: &str =
    "SELECT id, owner_id, shortcut, title, body, category_id FROM canned WHERE business_id = $1 AND id = $2 AND (owner_id IS NULL OR owner_id = $3)";
const COUNT: &str = "SELECT COUNT(*) FROM canned WHERE business_id = $1 AND COALESCE(owner_id, 0) = $2";
const INSERT: &str = "INSERT INTO canned (business_id, owner_id, shortcut, title, body, category_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
const INSERT_NEW: &str = "INSERT INTO canned (business_id, shortcut, title, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE canned SET owner_id = $3, shortcut = $4, title = $5, body = $6, category_id = $7 WHERE business_id = $1 AND id = $2";
const DELETE: &str = "DELETE FROM canned WHERE business_id = $1 AND id = $2";

/// Those of the team and of one person, by shortcut.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Vec<Canned>> {
    Ok(db_all!(ex.into(), LIST, business, member)?)
}

/// One of the team or of this person.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId, id: CannedId) -> Result<Option<Canned>> {
    Ok(db_opt!(ex.into(), FIND, business, id, member)?)
}

/// How many the team (`None`) or one person has.
pub async fn count(ex: impl Into<Ex<'_>>, business: BusinessId, owner: Option<MemberId>) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT, business, owner.map_or(0, |m| m.0))?)
}

/// A new one.
pub async fn insert(tx: &mut Tx, business: BusinessId, owner: Option<MemberId>, c: &Checked) -> Result<CannedId> {
    let id: Result<CannedId, sqlx::Error> = db_val!(tx, INSERT, business, owner, &c.shortcut, &c.title, &c.body, c.category);
    id.on_constraint(taken)
}

/// A new one of the team, unless it has one with this shortcut.
pub async fn insert_new(tx: &mut Tx, business: BusinessId, shortcut: &str, title: &str, body: &str) -> Result<u64> {
    Ok(db_exec!(tx, INSERT_NEW, business, shortcut, title, body)?)
}

/// Changes one.
pub async fn update(tx: &mut Tx, business: BusinessId, id: CannedId, owner: Option<MemberId>, c: &Checked) -> Result<()> {
    db_exec!(tx, UPDATE, business, id, owner, &c.shortcut, &c.title, &c.body, c.category).on_constraint(taken)?;
    Ok(())
}

/// Deletes one.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: CannedId) -> Result<()> {
    db_exec!(tx, DELETE, business, id)?;
    Ok(())
}

fn taken() -> Error {
    Error::field("shortcut", "There is already a text with this shortcut.")
}
