//! SQL of categories.

use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, CategoryId, TicketId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::tickets::model::Category;
use crate::{db_all, db_exec, db_opt, db_val, db_vals, dialect};

const LIST: &str = "SELECT id, name, is_archived FROM category WHERE business_id = $1 ORDER BY position, id";
const FIND: &str = "SELECT id, name, is_archived FROM category WHERE business_id = $1 AND id = $2";
const INSERT: &str = "INSERT INTO category (business_id, name, position)
    VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM category WHERE business_id = $1)) RETURNING id";
const UPDATE: &str = "UPDATE category SET name = $3, is_archived = $4 WHERE business_id = $1 AND id = $2";
const LOCK_ALL_SQLITE: &str = "SELECT id FROM category WHERE business_id = $1 ORDER BY position, id";
const LOCK_ALL_POSTGRES: &str = "SELECT id FROM category WHERE business_id = $1 ORDER BY position, id FOR UPDATE";
const WANT: &str = "INSERT INTO ticket_skill (business_id, ticket_id, category_id) VALUES ($1, $2, $3) ON CONFLICT (ticket_id, category_id) DO NOTHING";
const SET_POSITION: &str = "UPDATE category SET position = $3 WHERE business_id = $1 AND id = $2";

/// The categories of a business in order, locked for this transaction.
pub async fn lock_all(tx: &mut Tx, business: BusinessId) -> Result<Vec<CategoryId>> {
    let sql = dialect!(tx, sqlite: LOCK_ALL_SQLITE, postgres: LOCK_ALL_POSTGRES);
    Ok(db_vals!(tx, sql, business)?)
}

/// Where a category stands.
pub async fn set_position(tx: &mut Tx, business: BusinessId, id: CategoryId, position: i64) -> Result<()> {
    db_exec!(tx, SET_POSITION, business, id, position)?;
    Ok(())
}

/// All categories of a business, in order.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Category>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// One category of a business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: CategoryId) -> Result<Option<Category>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A new category.
pub async fn insert(tx: &mut Tx, business: BusinessId, name: &str) -> Result<CategoryId> {
    let id: Result<CategoryId, sqlx::Error> = db_val!(tx, INSERT, business, name);
    id.on_constraint(|| Error::field("name", "There is already a category with this name."))
}

/// Renames, archives or brings back a category.
pub async fn update(tx: &mut Tx, business: BusinessId, id: CategoryId, name: &str, is_archived: bool) -> Result<()> {
    let touched =
        db_exec!(tx, UPDATE, business, id, name, is_archived).on_constraint(|| Error::field("name", "There is already a category with this name."))?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Whoever gets a ticket has to handle these, besides its own.
pub async fn want(tx: &mut Tx, business: BusinessId, ticket: TicketId, skills: &[CategoryId]) -> Result<()> {
    for skill in skills {
        db_exec!(tx, WANT, business, ticket, *skill)?;
    }
    Ok(())
}
