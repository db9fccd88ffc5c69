//! SQL of carts.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, CartId, MemberId, VariantId};
use crate::kernel::time::Timestamp;
use crate::orders::model::PIECES_MAX;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_exec, db_val, db_val_opt, dialect};

const FIND_OF: &str = "SELECT id FROM cart WHERE business_id = $1 AND member_id = $2";
const FIND_BY_TOKEN: &str = "SELECT id FROM cart WHERE business_id = $1 AND token_hash = $2";
const LOCK_SQLITE: &str = "SELECT id FROM cart WHERE business_id = $1 AND id = $2";
const LOCK_POSTGRES: &str = "SELECT id FROM cart WHERE business_id = $1 AND id = $2 FOR UPDATE";
const INSERT_OF: &str = "INSERT INTO cart (business_id, member_id, created_at, updated_at) VALUES ($1, $2, $3, $3)
    ON CONFLICT (business_id, member_id) DO UPDATE SET updated_at = excluded.updated_at RETURNING id";
const INSERT: &str = "INSERT INTO cart (business_id, token_hash, created_at, updated_at) VALUES ($1, $2, $3, $3) RETURNING id";
const GIVE: &str = "UPDATE cart SET member_id = $3, token_hash = NULL, updated_at = $4 WHERE business_id = $1 AND id = $2";
const TOUCH: &str = "UPDATE cart SET updated_at = $3 WHERE business_id = $1 AND id = $2";
const DELETE: &str = "DELETE FROM cart WHERE business_id = $1 AND id = $2";
const LIST_LINES: &str = "SELECT variant_id, quantity FROM cart_line WHERE business_id = $1 AND cart_id = $2 ORDER BY added_at, variant_id";
const COUNT_PIECES: &str = "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM cart_line WHERE business_id = $1 AND cart_id = $2";
const ADD: &str = "INSERT INTO cart_line (business_id, cart_id, variant_id, quantity, added_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = CASE WHEN cart_line.quantity + excluded.quantity > $6 THEN $6 ELSE cart_line.quantity + excluded.quantity END";
const SET: &str = "UPDATE cart_line SET quantity = $4 WHERE business_id = $1 AND cart_id = $2 AND variant_id = $3";
const REMOVE: &str = "DELETE FROM cart_line WHERE business_id = $1 AND cart_id = $2 AND variant_id = $3";
const EMPTY: &str = "DELETE FROM cart_line WHERE business_id = $1 AND cart_id = $2";
const MOVE_LINES: &str = "INSERT INTO cart_line (business_id, cart_id, variant_id, quantity, added_at)
    SELECT business_id, $3, variant_id, quantity, added_at FROM cart_line WHERE business_id = $1 AND cart_id = $2
    ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = CASE WHEN cart_line.quantity + excluded.quantity > $4 THEN $4 ELSE cart_line.quantity + excluded.quantity END";
const LIST_OLD: &str = "SELECT business_id, id FROM cart WHERE updated_at < $1 AND NOT EXISTS (SELECT 1 FROM stock_hold h WHERE h.cart_id = cart.id) LIMIT 500";
const IS_OLD: &str = "SELECT EXISTS (SELECT 1 FROM cart WHERE business_id = $1 AND id = $2 AND updated_at < $3
    AND NOT EXISTS (SELECT 1 FROM stock_hold h WHERE h.cart_id = cart.id))";

/// The cart of a customer.
pub async fn find_of(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Option<CartId>> {
    Ok(db_val_opt!(ex.into(), FIND_OF, business, member)?)
}

/// The cart of a guest, by the hash of the token in their cookie.
pub async fn find_by_token(ex: impl Into<Ex<'_>>, business: BusinessId, hash: &str) -> Result<Option<CartId>> {
    Ok(db_val_opt!(ex.into(), FIND_BY_TOKEN, business, hash)?)
}

/// Locks a cart; `false` when it is gone.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: CartId) -> Result<bool> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let found: Option<CartId> = db_val_opt!(tx, sql, business, id)?;
    Ok(found.is_some())
}

/// The cart of a customer, made when there is none.
pub async fn insert_of(tx: &mut Tx, business: BusinessId, member: MemberId) -> Result<CartId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT_OF, business, member, now)?)
}

/// A new cart of a guest.
pub async fn insert(tx: &mut Tx, business: BusinessId, hash: &str) -> Result<CartId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT, business, hash, now)?)
}

/// Gives a guest's cart to the customer they turned out to be.
pub async fn give(tx: &mut Tx, business: BusinessId, id: CartId, member: MemberId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, GIVE, business, id, member, now)?;
    Ok(())
}

/// Notes that somebody used a cart.
pub async fn touch(tx: &mut Tx, business: BusinessId, id: CartId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, TOUCH, business, id, now)?;
    Ok(())
}

/// Deletes a cart and what is in it; what is kept for it is set free before.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: CartId) -> Result<()> {
    db_exec!(tx, EMPTY, business, id)?;
    db_exec!(tx, DELETE, business, id)?;
    Ok(())
}

/// What is in a cart, in the order in which it was put there.
pub async fn list_lines(ex: impl Into<Ex<'_>>, business: BusinessId, id: CartId) -> Result<Vec<(VariantId, i64)>> {
    Ok(db_all!(ex.into(), LIST_LINES, business, id)?)
}

/// Pieces in a cart.
pub async fn count_pieces(ex: impl Into<Ex<'_>>, business: BusinessId, id: CartId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_PIECES, business, id)?)
}

/// Puts pieces into a cart, on top of those that are there.
pub async fn add(tx: &mut Tx, business: BusinessId, id: CartId, variant: VariantId, quantity: i64) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, ADD, business, id, variant, quantity, now, PIECES_MAX).on_constraint(|| Error::NotFound)?;
    Ok(())
}

/// Sets how many pieces of something are in a cart.
pub async fn set(tx: &mut Tx, business: BusinessId, id: CartId, variant: VariantId, quantity: i64) -> Result<()> {
    db_exec!(tx, SET, business, id, variant, quantity)?;
    Ok(())
}

/// Takes something out of a cart.
pub async fn remove(tx: &mut Tx, business: BusinessId, id: CartId, variant: VariantId) -> Result<()> {
    db_exec!(tx, REMOVE, business, id, variant)?;
    Ok(())
}

/// Takes everything out of a cart.
pub async fn empty(tx: &mut Tx, business: BusinessId, id: CartId) -> Result<()> {
    db_exec!(tx, EMPTY, business, id)?;
    Ok(())
}

/// Puts everything of one cart into another as well.
pub async fn move_lines(tx: &mut Tx, business: BusinessId, from: CartId, to: CartId) -> Result<()> {
    db_exec!(tx, MOVE_LINES, business, from, to, PIECES_MAX)?;
    Ok(())
}

/// Carts of every business that nobody has used since then.
pub async fn list_old(ex: impl Into<Ex<'_>>, before: Timestamp) -> Result<Vec<(BusinessId, CartId)>> {
    Ok(db_all!(ex.into(), LIST_OLD, before)?)
}

/// Whether nobody has used a cart since then and nothing is kept for it.
pub async fn is_old(tx: &mut Tx, business: BusinessId, id: CartId, before: Timestamp) -> Result<bool> {
    Ok(db_val!(tx, IS_OLD, business, id, before)?)
}
