//! SQL of saved views.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, ViewId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

const LIST: &str =
    "SELECT id, owner_id, name, is_shared, filter FROM saved_view WHERE business_id = $1 AND (owner_id = $2 OR is_shared) ORDER BY LOWER(name), id";
const FIND: &str = "SELECT id, owner_id, name, is_shared, filter FROM saved_view WHERE business_id = $1 AND (owner_id = $2 OR is_shared) AND id = $3";
const SAVE: &str = "INSERT INTO saved_view (business_id, owner_id, name, is_shared, filter) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (business_id, owner_id, name) DO UPDATE SET is_shared = EXCLUDED.is_shared, filter = EXCLUDED.filter RETURNING id";
const DELETE: &str = "DELETE FROM saved_view WHERE business_id = $1 AND id = $2";

/// A view as stored.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct ViewRow {
    /// Its id.
    pub id: ViewId,
    /// Who made it.
    pub owner_id: MemberId,
    /// What it is called.
    pub name: String,
    /// Whether all of the staff have it.
    pub is_shared: bool,
    /// The filter as JSON.
    pub filter: String,
}

/// Those of one person and the shared ones, by name.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Vec<ViewRow>> {
    Ok(db_all!(ex.into(), LIST, business, member)?)
}

/// One that this person has.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId, id: ViewId) -> Result<Option<ViewRow>> {
    Ok(db_opt!(ex.into(), FIND, business, member, id)?)
}

/// A new one, or another filter for the one of this name.
pub async fn save(tx: &mut Tx, business: BusinessId, owner: MemberId, name: &str, is_shared: bool, filter: &str) -> Result<ViewId> {
    Ok(db_val!(tx, SAVE, business, owner, name, is_shared, filter)?)
}

/// Gone.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: ViewId) -> Result<()> {
    db_exec!(tx, DELETE, business, id)?;
    Ok(())
}
