//! SQL of orders; carts, lists and the orders around a person beside.

pub mod around;
pub mod carts;
pub mod fulfil;
pub mod lists;

use super::draft::Checkout;
use super::model::{Deed, Order, OrderLine, OrderStatus, Step};
use super::rules::Outcome;
use crate::catalog::model::Item;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CartId, MemberId, OrderId, OrderLineId};
use crate::kernel::money::Money;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_exec, db_opt, db_val, dialect};

macro_rules! order {
    () => {
        "id, business_id, number, token, cart_id, member_id, name, email, phone, address, note, method, status, currency, total, paid, refunded, \
         partner_id, tracking, placed_at, updated_at"
    };
}

const NEXT_NUMBER: &str = "UPDATE business SET order_head = order_head + 1 WHERE id = $1 RETURNING order_head";
const INSERT: &str = "INSERT INTO shop_order (business_id, number, client_id, cart_id, token, member_id, name, email, phone, address, note, method, status,
    currency, total, placed_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'pending', $13, $14, $15, $15) RETURNING id";
const INSERT_LINE: &str =
    "INSERT INTO order_line (business_id, order_id, variant_id, sku, product, variant, price, quantity, partner_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
    (SELECT p.partner_id FROM variant v JOIN product p ON p.id = v.product_id WHERE v.business_id = $1 AND v.id = $3))";
const INSERT_STEP: &str = "INSERT INTO order_step (business_id, order_id, deed, status, amount, note, member_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const FIND: &str = concat!("SELECT ", order!(), " FROM shop_order WHERE business_id = $1 AND id = $2");
const FIND_BY_NUMBER: &str = concat!("SELECT ", order!(), " FROM shop_order WHERE business_id = $1 AND number = $2");
const FIND_BY_CLIENT_ID: &str = concat!("SELECT ", order!(), " FROM shop_order WHERE business_id = $1 AND client_id = $2");
const FIND_BY_TOKEN: &str = concat!("SELECT ", order!(), " FROM shop_order WHERE token = $1");
const LOCK_SQLITE: &str = concat!("SELECT ", order!(), " FROM shop_order WHERE business_id = $1 AND id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", order!(), " FROM shop_order WHERE business_id = $1 AND id = $2 FOR UPDATE");
const SET: &str = "UPDATE shop_order SET status = $3, paid = $4, refunded = $5, updated_at = $6 WHERE business_id = $1 AND id = $2";
const RETURN_PIECES: &str = "UPDATE order_line SET returned = returned + $3 WHERE business_id = $1 AND id = $2";
const LIST_LINES: &str = "SELECT l.id, l.variant_id, l.sku, l.product, l.variant, l.price, l.quantity, l.returned,
        (SELECT f.token FROM product_picture i JOIN file f ON f.id = i.file_id WHERE i.product_id = p.id ORDER BY i.position, i.file_id LIMIT 1) AS picture,
        CASE WHEN p.state = 'active' THEN p.slug END AS slug
    FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id WHERE l.business_id = $1 AND l.order_id = $2 ORDER BY l.id";
const LIST_STEPS: &str = "SELECT s.id, s.deed, s.status, s.amount, s.note, m.name AS member, s.at FROM order_step s LEFT JOIN member m ON m.id = s.member_id
    WHERE s.business_id = $1 AND s.order_id = $2 ORDER BY s.id";

/// An order about to be inserted.
#[derive(Clone, Debug)]
pub struct NewOrder<'a> {
    /// Its number.
    pub number: i64,
    /// The cart it is made of.
    pub cart: CartId,
    /// The last part of its link.
    pub token: &'a str,
    /// The customer.
    pub member: Option<MemberId>,
    /// What was typed.
    pub checkout: &'a Checkout,
    /// ISO 4217 code.
    pub currency: &'a str,
    /// What it costs.
    pub total: Money,
}

/// The next number of the business; a rollback gives it back, so there are no gaps.
pub async fn next_number(tx: &mut Tx, business: BusinessId) -> Result<i64> {
    Ok(db_val!(tx, NEXT_NUMBER, business)?)
}

/// A new order.
pub async fn insert(tx: &mut Tx, business: BusinessId, new: &NewOrder<'_>) -> Result<OrderId> {
    let (now, c) = (tx.now(), new.checkout);
    let id: Result<OrderId, sqlx::Error> = db_val!(
        tx,
        INSERT,
        business,
        new.number,
        c.client_id.to_string(),
        new.cart,
        new.token,
        new.member,
        &c.name,
        &c.email,
        &c.phone,
        &c.address,
        &c.note,
        c.method,
        new.currency,
        new.total,
        now
    );
    id.on_constraint(|| Error::Conflict("This order was already placed.".into()))
}

/// A line of a new order.
pub async fn insert_line(tx: &mut Tx, business: BusinessId, order: OrderId, item: &Item, quantity: i64) -> Result<()> {
    let v = &item.variant;
    db_exec!(tx, INSERT_LINE, business, order, v.id, &v.sku, &item.product, &v.name, v.price, quantity)?;
    Ok(())
}

/// Something that happened to an order.
#[derive(Clone, Copy, Debug)]
pub struct NewStep<'a> {
    /// What was done.
    pub deed: Deed,
    /// How far the order has come then.
    pub status: OrderStatus,
    /// Money that was paid or given back.
    pub amount: Money,
    /// What was written about it.
    pub note: &'a str,
    /// Who did it.
    pub by: Option<MemberId>,
}

/// Notes what happened to an order.
pub async fn insert_step(tx: &mut Tx, business: BusinessId, order: OrderId, s: &NewStep<'_>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_STEP, business, order, s.deed, s.status, s.amount, s.note, s.by, now)?;
    Ok(())
}

/// An order of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: OrderId) -> Result<Option<Order>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// An order of this business by its number.
pub async fn find_by_number(ex: impl Into<Ex<'_>>, business: BusinessId, number: i64) -> Result<Option<Order>> {
    Ok(db_opt!(ex.into(), FIND_BY_NUMBER, business, number)?)
}

/// The order that was placed with this form.
pub async fn find_by_client_id(ex: impl Into<Ex<'_>>, business: BusinessId, client_id: &str) -> Result<Option<Order>> {
    Ok(db_opt!(ex.into(), FIND_BY_CLIENT_ID, business, client_id)?)
}

/// The order of any business that this link shows.
pub async fn find_by_token(ex: impl Into<Ex<'_>>, token: &str) -> Result<Option<Order>> {
    Ok(db_opt!(ex.into(), FIND_BY_TOKEN, token)?)
}

/// An order, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: OrderId) -> Result<Order> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let found: Option<Order> = db_opt!(tx, sql, business, id)?;
    found.ok_or(Error::NotFound)
}

/// Writes how an order stands.
pub async fn set(tx: &mut Tx, business: BusinessId, id: OrderId, o: &Outcome) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET, business, id, o.status, o.paid, o.refunded, now)?;
    Ok(())
}

/// Notes that pieces of a line were given back.
pub async fn return_pieces(tx: &mut Tx, business: BusinessId, line: OrderLineId, many: i64) -> Result<()> {
    db_exec!(tx, RETURN_PIECES, business, line, many).on_constraint(|| Error::Conflict("These pieces were refunded already.".into()))?;
    Ok(())
}

/// The lines of an order.
pub async fn list_lines(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<OrderLine>> {
    Ok(db_all!(ex.into(), LIST_LINES, business, order)?)
}

/// What happened to an order, oldest first.
pub async fn list_steps(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<Step>> {
    Ok(db_all!(ex.into(), LIST_STEPS, business, order)?)
}
