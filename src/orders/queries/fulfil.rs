//! SQL of orders as their partners see them. No column here holds money, an e-mail address or a phone number but those that decide how far an order is.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, OrderId};
use crate::kernel::time::Timestamp;
use crate::orders::fulfil::{FulfilLine, Supplied, Tray};
use crate::orders::model::Standing;
use crate::platform::{Db, Ex, Tx};
use crate::{db_all, db_exec, db_vals};

macro_rules! tray {
    () => {
        "CASE o.status WHEN 'shipped' THEN 'shipped' WHEN 'delivered' THEN 'delivered' WHEN 'cancelled' THEN 'called_off' WHEN 'refunded' THEN 'called_off' ELSE 'open' END"
    };
}

// Their own lines; where an order has none, as for a courier, those that are no other partner's.
const LIST: &str = concat!(
    "SELECT o.id, o.number, o.name, o.placed_at, o.status, o.method, o.total, o.paid, o.refunded, CAST(COALESCE(
        (SELECT SUM(l.quantity - l.returned) FROM order_line l WHERE l.business_id = o.business_id AND l.order_id = o.id AND l.partner_id = $2),
        (SELECT SUM(l.quantity - l.returned) FROM order_line l WHERE l.business_id = o.business_id AND l.order_id = o.id AND l.partner_id IS NULL), 0) AS BIGINT) AS pieces
    FROM shop_order o WHERE o.business_id = $1 AND o.partner_id = $2 AND o.number < $3 AND ",
    tray!(),
    " = $4 ORDER BY o.number DESC LIMIT $5"
);
const COUNT: &str = concat!("SELECT ", tray!(), " AS tray, COUNT(*) FROM shop_order o WHERE o.business_id = $1 AND o.partner_id = $2 GROUP BY 1");
const LIST_LINES: &str = "SELECT l.product, l.variant, l.sku, l.quantity - l.returned AS quantity, l.quantity AS ordered, l.partner_id,
        (SELECT f.token FROM product_picture i JOIN file f ON f.id = i.file_id WHERE i.product_id = v.product_id ORDER BY i.position, i.file_id LIMIT 1) AS picture
    FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE l.business_id = $1 AND l.order_id = $2 ORDER BY l.id";
const LIST_PARTNERS_OF: &str = "SELECT DISTINCT l.partner_id FROM order_line l JOIN member m ON m.id = l.partner_id
    WHERE l.business_id = $1 AND l.order_id = $2 AND m.role = 'partner' AND m.deactivated_at IS NULL";
const LIST_SUPPLIED: &str = "SELECT l.id AS line, l.partner_id, m.name AS partner FROM order_line l LEFT JOIN member m ON m.id = l.partner_id
    WHERE l.business_id = $1 AND l.order_id = $2 ORDER BY l.id";
const SET_PARTNER: &str = "UPDATE shop_order SET partner_id = $3 WHERE business_id = $1 AND id = $2";
const SET_TRACKING: &str = "UPDATE shop_order SET tracking = $3 WHERE business_id = $1 AND id = $2";

/// An order in a partner's list, with what tells how far it is.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Row {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: i64,
    /// To whom it goes.
    pub name: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// How it stands.
    #[sqlx(flatten)]
    pub standing: Standing,
    /// Pieces to send.
    pub pieces: i64,
}

/// One page of a partner's orders before a number, newest first.
pub async fn list(db: &Db, business: BusinessId, partner: MemberId, tray: Tray, before: i64, limit: i64) -> Result<Vec<Row>> {
    Ok(db_all!(db, LIST, business, partner, before, tray, limit)?)
}

/// How many orders a partner has in each list.
pub async fn list_counts(db: &Db, business: BusinessId, partner: MemberId) -> Result<Vec<(Tray, i64)>> {
    Ok(db_all!(db, COUNT, business, partner)?)
}

/// The lines of an order, whoever's they are.
pub async fn list_lines(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<FulfilLine>> {
    Ok(db_all!(ex.into(), LIST_LINES, business, order)?)
}

/// The partners whose lines are in an order and who may sign in, each once.
pub async fn list_partners_of(tx: &mut Tx, business: BusinessId, order: OrderId) -> Result<Vec<MemberId>> {
    Ok(db_vals!(tx, LIST_PARTNERS_OF, business, order)?)
}

/// Whose each line of an order is.
pub async fn list_supplied(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<Supplied>> {
    Ok(db_all!(ex.into(), LIST_SUPPLIED, business, order)?)
}

/// Sets who fulfils an order.
pub async fn set_partner(tx: &mut Tx, business: BusinessId, order: OrderId, partner: Option<MemberId>) -> Result<()> {
    db_exec!(tx, SET_PARTNER, business, order, partner)?;
    Ok(())
}

/// Sets where its parcel can be followed.
pub async fn set_tracking(tx: &mut Tx, business: BusinessId, order: OrderId, tracking: &str) -> Result<()> {
    db_exec!(tx, SET_TRACKING, business, order, tracking)?;
    Ok(())
}
