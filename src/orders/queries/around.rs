//! SQL of the orders around a person: those they placed signed in, and those they placed as a guest whom their chat session proves.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, OrderId};
use crate::kernel::money::Money;
use crate::orders::model::{OrderLine, Owned};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_one, dialect};

// The plus keeps SQLite from walking all orders of the business.
macro_rules! owned {
    () => {
        "id, business_id, number, token, cart_id, member_id, name, email, phone, address, note, method, status, currency, total, paid, refunded, partner_id,
        tracking, placed_at, updated_at, guest_id FROM shop_order WHERE +business_id = $1 AND "
    };
}

macro_rules! lines {
    () => {
        "l.order_id, l.id, l.variant_id, l.sku, l.product, l.variant, l.price, l.quantity, l.returned,
        (SELECT f.token FROM product_picture i JOIN file f ON f.id = i.file_id WHERE i.product_id = p.id ORDER BY i.position, i.file_id LIMIT 1) AS picture,
        CASE WHEN p.state = 'active' THEN p.slug END AS slug
    FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id WHERE l.business_id = $1 AND l.order_id IN "
    };
}

const LIST_OF: &str = concat!(
    "SELECT ",
    owned!(),
    "id IN (SELECT id FROM shop_order WHERE business_id = $1 AND member_id = $2
    UNION SELECT id FROM shop_order WHERE business_id = $1 AND guest_id = $2) ORDER BY number DESC LIMIT $3"
);
const LIST_SQLITE: &str = concat!("SELECT ", owned!(), "id IN (SELECT value FROM json_each($2)) ORDER BY number DESC");
const LIST_POSTGRES: &str = concat!("SELECT ", owned!(), "id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY number DESC");
const LIST_LINES_SQLITE: &str = concat!("SELECT ", lines!(), "(SELECT value FROM json_each($2)) ORDER BY l.id");
const LIST_LINES_POSTGRES: &str = concat!("SELECT ", lines!(), "(SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY l.id");
const FIND_WORTH: &str = "SELECT COUNT(*), CAST(COALESCE(SUM(paid - refunded), 0) AS BIGINT) FROM shop_order
    WHERE id IN (SELECT id FROM shop_order WHERE business_id = $1 AND member_id = $2 UNION SELECT id FROM shop_order WHERE business_id = $1 AND guest_id = $2)";
const SET_GUEST: &str = "UPDATE shop_order SET guest_id = $3 WHERE business_id = $1 AND id = $2 AND member_id IS NULL AND guest_id IS NULL";

#[derive(Clone, Debug, sqlx_macros::FromRow)]
struct LineOf {
    order_id: OrderId,
    #[sqlx(flatten)]
    line: OrderLine,
}

/// The newest orders of a customer or guest.
pub async fn list_of(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId, limit: i64) -> Result<Vec<Owned>> {
    Ok(db_all!(ex.into(), LIST_OF, business, member, limit)?)
}

/// How many orders a customer or guest placed, and what was paid for them and kept.
pub async fn find_worth(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<(i64, Money)> {
    Ok(db_one!(ex.into(), FIND_WORTH, business, member)?)
}

/// These orders.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[OrderId]) -> Result<Vec<Owned>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_SQLITE, postgres: LIST_POSTGRES);
    Ok(db_all!(ex, sql, business, serde_json::to_string(ids).expect("ids are plain data"))?)
}

/// The lines of these orders, each with the order it belongs to.
pub async fn list_lines(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[OrderId]) -> Result<Vec<(OrderId, OrderLine)>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_LINES_SQLITE, postgres: LIST_LINES_POSTGRES);
    let rows: Vec<LineOf> = db_all!(ex, sql, business, serde_json::to_string(ids).expect("ids are plain data"))?;
    Ok(rows.into_iter().map(|row| (row.order_id, row.line)).collect())
}

/// Notes which guest placed an order that is nobody's.
pub async fn set_guest(tx: &mut Tx, business: BusinessId, order: OrderId, guest: MemberId) -> Result<()> {
    db_exec!(tx, SET_GUEST, business, order, guest)?;
    Ok(())
}
