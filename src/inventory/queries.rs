//! SQL of the ledger, of pieces kept for checkouts, and of figures.

use super::model::{ChangeKind, Demand, Movement, ProductSums, Supplies};
use crate::catalog::model::Supply;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CartId, MemberId, OrderId, ProductId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::page::Cursor;
use crate::kernel::time::Timestamp;
use crate::platform::{Db, Ex, Tx};
use crate::{db_all, db_exec, db_one, db_opt, db_val, dialect};

macro_rules! demand {
    () => {
        "v.id AS variant_id, v.product_id, v.sku, p.name AS product, v.name AS variant, v.stock, v.threshold, v.lead_days,
        CAST(COALESCE((SELECT -SUM(s.quantity) FROM stock_change s WHERE s.business_id = v.business_id AND s.variant_id = v.id
            AND s.kind IN ('sale', 'cancel', 'return') AND s.at >= $2), 0) AS BIGINT) AS sold,
        (SELECT s.at FROM stock_change s WHERE s.business_id = v.business_id AND s.variant_id = v.id ORDER BY s.id LIMIT 1) AS since"
    };
}

// Only as much as is not kept for others; what the mover itself has kept is set free in the same step.
const MOVE: &str = "UPDATE variant SET stock = stock + $3, held = held - $4
    WHERE business_id = $1 AND id = $2 AND stock + $3 >= held - $4 RETURNING stock, threshold, product_id";
const KEEP: &str = "UPDATE variant SET held = held + $3 WHERE business_id = $1 AND id = $2 AND held + $3 <= stock AND held + $3 >= 0";
const INSERT: &str = "INSERT INTO stock_change (business_id, variant_id, kind, quantity, stock_after, amount, order_id, note, member_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const FIND_NAME: &str = "SELECT p.name, v.name, v.stock - v.held FROM variant v JOIN product p ON p.id = v.product_id WHERE v.business_id = $1 AND v.id = $2";
const LIST_HELD: &str = "SELECT variant_id, quantity FROM stock_hold WHERE business_id = $1 AND cart_id = $2 ORDER BY variant_id";
const LOCK_STOCK_SQLITE: &str = "SELECT stock FROM variant WHERE business_id = $1 AND id = $2";
const LOCK_STOCK_POSTGRES: &str = "SELECT stock FROM variant WHERE business_id = $1 AND id = $2 FOR UPDATE";
const LOCK_CART_SQLITE: &str = "SELECT id FROM cart WHERE business_id = $1 AND id = $2";
const LOCK_CART_POSTGRES: &str = "SELECT id FROM cart WHERE business_id = $1 AND id = $2 FOR UPDATE";
const HELD_UNTIL: &str = "SELECT MIN(until) FROM stock_hold WHERE business_id = $1 AND cart_id = $2";
const DELETE_HOLDS: &str = "DELETE FROM stock_hold WHERE business_id = $1 AND cart_id = $2";
const INSERT_HOLD: &str = "INSERT INTO stock_hold (business_id, cart_id, variant_id, quantity, until) VALUES ($1, $2, $3, $4, $5)";
const LIST_EXPIRED: &str = "SELECT DISTINCT business_id, cart_id FROM stock_hold WHERE until <= $1 ORDER BY business_id, cart_id LIMIT 500";
const LIST_MOVEMENTS: &str = "SELECT s.id, s.at, s.kind, s.quantity, s.stock_after, v.sku, v.product_id, p.name AS product, v.name AS variant,
        o.number AS order_number, s.note, m.name AS member
    FROM stock_change s JOIN variant v ON v.id = s.variant_id JOIN product p ON p.id = v.product_id
    LEFT JOIN shop_order o ON o.id = s.order_id LEFT JOIN member m ON m.id = s.member_id
    WHERE s.business_id = $1 AND s.id < $2 AND (CAST($3 AS BIGINT) IS NULL OR v.product_id = $3) ORDER BY s.id DESC LIMIT $4";
const LIST_SUMS: &str = "SELECT p.id AS product_id, p.name, p.state, COALESCE(v.stock, 0) AS stock, COALESCE(v.least, 0) AS least,
        COALESCE(v.spare, 0) AS spare, COALESCE(l.sold, 0) AS sold, COALESCE(l.revenue, 0) AS revenue, COALESCE(l.orders, 0) AS orders
    FROM product p LEFT JOIN (
        SELECT product_id, CAST(SUM(stock) AS BIGINT) AS stock, MIN(stock) AS least, MIN(stock - threshold) AS spare
        FROM variant WHERE business_id = $1 AND NOT is_archived GROUP BY product_id) v ON v.product_id = p.id
    LEFT JOIN (
        SELECT v.product_id, CAST(-SUM(s.quantity) AS BIGINT) AS sold, CAST(SUM(s.amount) AS BIGINT) AS revenue,
            COUNT(DISTINCT CASE WHEN s.kind = 'sale' THEN s.order_id END) - COUNT(DISTINCT CASE WHEN s.kind = 'cancel' THEN s.order_id END) AS orders
        FROM stock_change s JOIN variant v ON v.id = s.variant_id
        WHERE s.business_id = $1 AND s.kind IN ('sale', 'cancel', 'return') GROUP BY v.product_id) l ON l.product_id = p.id
    WHERE p.business_id = $1 ORDER BY p.name, p.id";
// More can be due only of what is low, or sells.
const LIST_DUE: &str = concat!(
    "SELECT d.* FROM (SELECT ",
    demand!(),
    " FROM variant v JOIN product p ON p.id = v.product_id WHERE v.business_id = $1 AND p.state = 'active' AND NOT v.is_archived) d
    WHERE d.stock <= d.threshold OR d.sold > 0"
);
const LIST_SCARCEST: &str = concat!(
    "SELECT ",
    demand!(),
    " FROM (SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id
        WHERE v.business_id = $1 AND p.state = 'active' AND NOT v.is_archived AND (v.stock > $3 OR (v.stock = $3 AND v.id > $4))
            AND (CAST($5 AS BIGINT) = 0 OR (CAST($5 AS BIGINT) = 1 AND v.stock > 0 AND v.stock <= v.threshold) OR (CAST($5 AS BIGINT) = 2 AND v.stock <= 0))
            AND (LOWER(v.sku) LIKE LOWER($6) ESCAPE '!' OR LOWER(p.name) LIKE LOWER($6) ESCAPE '!' OR LOWER(v.name) LIKE LOWER($6) ESCAPE '!')
        ORDER BY v.stock, v.id LIMIT $7) of_page
    JOIN variant v ON v.id = of_page.id JOIN product p ON p.id = v.product_id ORDER BY v.stock, v.id"
);
const COUNT_SUPPLIES: &str =
    "SELECT COUNT(*) AS variants, CAST(COALESCE(SUM(CASE WHEN v.stock > 0 AND v.stock <= v.threshold THEN 1 ELSE 0 END), 0) AS BIGINT) AS low,
        CAST(COALESCE(SUM(CASE WHEN v.stock <= 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS sold_out
    FROM variant v JOIN product p ON p.id = v.product_id WHERE v.business_id = $1 AND p.state = 'active' AND NOT v.is_archived";
const LIST_CHANGES: &str = "SELECT s.at, s.quantity FROM stock_change s JOIN variant v ON v.id = s.variant_id
    WHERE s.business_id = $1 AND v.product_id = $2 AND s.at >= $3 ORDER BY s.id";
const SUM_STOCK: &str = "SELECT CAST(COALESCE(SUM(stock), 0) AS BIGINT) FROM variant WHERE business_id = $1 AND product_id = $2";
const LIST_OFF: &str = "SELECT v.id, v.stock, CAST(COALESCE(SUM(s.quantity), 0) AS BIGINT) FROM variant v LEFT JOIN stock_change s ON s.variant_id = v.id
    WHERE v.business_id = $1 GROUP BY v.id, v.stock HAVING v.stock <> COALESCE(SUM(s.quantity), 0)";

/// A row about to be added to the ledger.
#[derive(Clone, Debug)]
pub struct NewChange<'a> {
    /// Of what.
    pub variant: VariantId,
    /// Why.
    pub kind: ChangeKind,
    /// How many more.
    pub quantity: i64,
    /// What is there then.
    pub stock_after: i64,
    /// What came in for it.
    pub amount: Money,
    /// The order it belongs to.
    pub order: Option<OrderId>,
    /// What was written about it.
    pub note: &'a str,
    /// Who did it.
    pub by: Option<MemberId>,
}

/// Changes a stock and sets kept pieces free; nothing when there are not enough, else stock, threshold and product.
pub async fn move_stock(tx: &mut Tx, business: BusinessId, id: VariantId, quantity: i64, free: i64) -> Result<Option<(i64, i64, ProductId)>> {
    Ok(db_opt!(tx, MOVE, business, id, quantity, free)?)
}

/// The stock of a variant, locked.
pub async fn lock_stock(tx: &mut Tx, business: BusinessId, id: VariantId) -> Result<Option<i64>> {
    let sql = dialect!(tx, sqlite: LOCK_STOCK_SQLITE, postgres: LOCK_STOCK_POSTGRES);
    let found: Option<(i64,)> = db_opt!(tx, sql, business, id)?;
    Ok(found.map(|f| f.0))
}

/// Keeps more pieces, or fewer; `false` when there are not enough.
pub async fn keep(tx: &mut Tx, business: BusinessId, id: VariantId, more: i64) -> Result<bool> {
    Ok(db_exec!(tx, KEEP, business, id, more)? == 1)
}

/// Adds a row to the ledger.
pub async fn insert(tx: &mut Tx, business: BusinessId, c: &NewChange<'_>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT, business, c.variant, c.kind, c.quantity, c.stock_after, c.amount, c.order, c.note, c.by, now)?;
    Ok(())
}

/// How a variant is called and how many pieces can be bought.
pub async fn find_name(ex: impl Into<Ex<'_>>, business: BusinessId, id: VariantId) -> Result<Option<(String, String, i64)>> {
    Ok(db_opt!(ex.into(), FIND_NAME, business, id)?)
}

/// Locks a cart, so that what is kept for it changes in one place at a time; `false` when there is none.
pub async fn lock_cart(tx: &mut Tx, business: BusinessId, cart: CartId) -> Result<bool> {
    let sql = dialect!(tx, sqlite: LOCK_CART_SQLITE, postgres: LOCK_CART_POSTGRES);
    let found: Option<(i64,)> = db_opt!(tx, sql, business, cart)?;
    Ok(found.is_some())
}

/// What is kept for a cart.
pub async fn list_held(ex: impl Into<Ex<'_>>, business: BusinessId, cart: CartId) -> Result<Vec<(VariantId, i64)>> {
    Ok(db_all!(ex.into(), LIST_HELD, business, cart)?)
}

/// Until when something is kept for a cart.
pub async fn held_until(ex: impl Into<Ex<'_>>, business: BusinessId, cart: CartId) -> Result<Option<Timestamp>> {
    Ok(db_val!(ex.into(), HELD_UNTIL, business, cart)?)
}

/// Forgets what is kept for a cart; the pieces are set free by [`keep`] or [`move_stock`].
pub async fn delete_holds(tx: &mut Tx, business: BusinessId, cart: CartId) -> Result<()> {
    db_exec!(tx, DELETE_HOLDS, business, cart)?;
    Ok(())
}

/// Notes that pieces are kept for a cart.
pub async fn insert_hold(tx: &mut Tx, business: BusinessId, cart: CartId, id: VariantId, quantity: i64, until: Timestamp) -> Result<()> {
    db_exec!(tx, INSERT_HOLD, business, cart, id, quantity, until)?;
    Ok(())
}

/// Carts of every business for which something was kept too long.
pub async fn list_expired(ex: impl Into<Ex<'_>>, now: Timestamp) -> Result<Vec<(BusinessId, CartId)>> {
    Ok(db_all!(ex.into(), LIST_EXPIRED, now)?)
}

/// Rows of the ledger before one of them, newest first, perhaps of one product only.
pub async fn list_movements(db: &Db, business: BusinessId, before: i64, product: Option<ProductId>, limit: i64) -> Result<Vec<Movement>> {
    Ok(db_all!(db, LIST_MOVEMENTS, business, before, product, limit)?)
}

/// What is known of each product, by name.
pub async fn list_sums(db: &Db, business: BusinessId) -> Result<Vec<ProductSums>> {
    Ok(db_all!(db, LIST_SUMS, business)?)
}

/// What is known of the variants on sale of which more may be due; sales count from `since`.
pub async fn list_due(db: &Db, business: BusinessId, since: Timestamp) -> Result<Vec<Demand>> {
    Ok(db_all!(db, LIST_DUE, business, since)?)
}

/// One page of variants on sale, the scarcest first: perhaps only the low ones, only those of which none are left, or those whose number or name has
/// these letters. Sales count from `since`.
pub async fn list_scarcest(
    db: &Db,
    business: BusinessId,
    since: Timestamp,
    only: Option<Supply>,
    text: &str,
    after: Cursor,
    limit: i64,
) -> Result<Vec<Demand>> {
    let kind: i64 = match only {
        Some(Supply::Low) => 1,
        Some(Supply::Out) => 2,
        Some(Supply::Plenty) | None => 0,
    };
    let pattern = format!("%{}%", text.replace('!', "!!").replace('%', "!%").replace('_', "!_"));
    Ok(db_all!(db, LIST_SCARCEST, business, since, after.key, after.id, kind, pattern, limit)?)
}

/// How many variants on sale there are of each kind.
pub async fn count_supplies(db: &Db, business: BusinessId) -> Result<Supplies> {
    Ok(db_one!(db, COUNT_SUPPLIES, business)?)
}

/// The changes of a product's stock since then.
pub async fn list_changes(db: &Db, business: BusinessId, product: ProductId, since: Timestamp) -> Result<Vec<(Timestamp, i64)>> {
    Ok(db_all!(db, LIST_CHANGES, business, product, since)?)
}

/// The pieces of a product, of all its variants.
pub async fn sum_stock(db: &Db, business: BusinessId, product: ProductId) -> Result<i64> {
    Ok(db_val!(db, SUM_STOCK, business, product)?)
}

/// Variants whose stock is not the sum of the ledger, with both: there are none.
pub async fn list_off(db: &Db, business: BusinessId) -> Result<Vec<(VariantId, i64, i64)>> {
    Ok(db_all!(db, LIST_OFF, business)?)
}
