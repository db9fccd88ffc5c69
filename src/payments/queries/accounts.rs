//! SQL of the connections of a business to its providers.

use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::orders::model::Method;
use crate::payments::model::{Account, Checked};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec};

const LIST: &str = "SELECT provider, is_offered, is_live, sealed, checked, said, checked_at FROM payment_account WHERE business_id = $1 ORDER BY provider";
const SET: &str = "INSERT INTO payment_account (business_id, provider, is_offered, is_live, sealed, checked, said, updated_at)
    VALUES ($1, $2, $3, $4, $5, 'never', '', $6)
    ON CONFLICT (business_id, provider) DO UPDATE SET is_offered = excluded.is_offered, is_live = excluded.is_live, sealed = excluded.sealed,
        checked = 'never', said = '', checked_at = NULL, updated_at = excluded.updated_at";
const SET_CHECKED: &str = "UPDATE payment_account SET checked = $3, said = $4, checked_at = $5 WHERE business_id = $1 AND provider = $2";

/// The connections of a business.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Account>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// Connects a business, or changes how.
pub async fn set(tx: &mut Tx, business: BusinessId, provider: Method, is_offered: bool, is_live: bool, sealed: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET, business, provider, is_offered, is_live, sealed, now)?;
    Ok(())
}

/// What came of the test button; false when there is nothing to test.
pub async fn set_checked(tx: &mut Tx, business: BusinessId, provider: Method, checked: Checked, said: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_CHECKED, business, provider, checked, said, now)? == 1)
}
