//! SQL of the demo shop: products and orders with a past.

use stoa::catalog::draft::{Checked, CheckedVariant};
use stoa::kernel::ids::{BusinessId, FileId, MemberId, OrderId, ProductId, ShelfId, VariantId};
use stoa::kernel::money::Money;
use stoa::kernel::time::Timestamp;
use stoa::orders::model::{Deed, Order, OrderStatus};
use stoa::platform::Tx;
use stoa::{Result, db_exec, db_val};

const INSERT_SHELF: &str = "INSERT INTO product_category (business_id, slug, name, position) VALUES ($1, $2, $3, $4) RETURNING id";
const INSERT_PRODUCT: &str = "INSERT INTO product (business_id, category_id, slug, name, description, state, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, 'active', $6, $6) RETURNING id";
const INSERT_VARIANT: &str = "INSERT INTO variant (business_id, product_id, sku, name, price, threshold, lead_days, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
const INSERT_PICTURE: &str = "INSERT INTO product_picture (business_id, product_id, file_id, alt, position) VALUES ($1, $2, $3, $4, 1)";
const INSERT_WORDS: &str = "INSERT INTO product_entry (scope, name, body, product_id) VALUES ($1, $2, $3, $4)";
const INSERT_CHANGE: &str = "INSERT INTO stock_change (business_id, variant_id, kind, quantity, stock_after, amount, order_id, note, member_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const SET_STOCK: &str = "UPDATE variant SET stock = $3 WHERE business_id = $1 AND id = $2";
const INSERT_ORDER: &str = "INSERT INTO shop_order (business_id, number, client_id, cart_id, token, member_id, name, email, phone, address, note, method, status,
    currency, total, paid, refunded, placed_at, updated_at) VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id";
const INSERT_LINE: &str = "INSERT INTO order_line (business_id, order_id, variant_id, sku, product, variant, price, quantity, returned)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const INSERT_STEP: &str = "INSERT INTO order_step (business_id, order_id, deed, status, amount, note, member_id, at) VALUES ($1, $2, $3, $4, $5, '', $6, $7)";
// As collected and given back by hand.
const INSERT_PAYMENTS: &str =
    "INSERT INTO payment (business_id, order_id, provider, state, amount, currency, payer, reference, link, claim, failure, doubt, asks,
    created_at, updated_at, completed_at, decided_at)
    SELECT business_id, id, 'on_delivery', 'completed', paid, currency, '', 'order ' || id, '', '', '', '', 0, placed_at, updated_at, updated_at, updated_at
    FROM shop_order WHERE business_id = $1 AND paid > 0";
const INSERT_REFUNDS: &str =
    "INSERT INTO payment_refund (business_id, payment_id, order_id, state, amount, reason, failure, round, asks, created_at, updated_at,
    completed_at)
    SELECT o.business_id, p.id, o.id, 'completed', o.refunded, '', '', 0, 0, o.updated_at, o.updated_at, o.updated_at
    FROM shop_order o JOIN payment p ON p.business_id = o.business_id AND p.order_id = o.id WHERE o.business_id = $1 AND o.refunded > 0";
const SET_HEAD: &str = "UPDATE business SET order_head = $2 WHERE id = $1";
const SET_FRONT: &str = "INSERT INTO shop_front (business_id, headline, about) VALUES ($1, $2, $3)";

/// A group of products.
pub async fn insert_shelf(tx: &mut Tx, business: BusinessId, slug: &str, name: &str, position: i64) -> Result<ShelfId> {
    Ok(db_val!(tx, INSERT_SHELF, business, slug, name, position)?)
}

/// A product that is on sale since then.
pub async fn insert_product(tx: &mut Tx, business: BusinessId, p: &Checked, since: Timestamp) -> Result<ProductId> {
    Ok(db_val!(tx, INSERT_PRODUCT, business, p.category, &p.slug, &p.name, &p.description, since)?)
}

/// A variant without any stock.
pub async fn insert_variant(tx: &mut Tx, business: BusinessId, product: ProductId, v: &CheckedVariant, position: i64) -> Result<VariantId> {
    Ok(db_val!(tx, INSERT_VARIANT, business, product, &v.sku, &v.name, v.price, v.threshold, v.lead_days, position)?)
}

/// The picture of a product, and the words it is found by.
pub async fn describe(tx: &mut Tx, business: BusinessId, product: ProductId, file: FileId, name: &str, words: &str) -> Result<()> {
    db_exec!(tx, INSERT_PICTURE, business, product, file, name)?;
    db_exec!(tx, INSERT_WORDS, format!("b{business}"), name, words, product)?;
    Ok(())
}

/// A row of the ledger.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of what.
    pub variant: VariantId,
    /// Why, in the word of the ledger.
    pub kind: &'static str,
    /// How many more.
    pub quantity: i64,
    /// What was there then.
    pub after: i64,
    /// What came in for it.
    pub amount: Money,
    /// The order it belongs to.
    pub order: Option<OrderId>,
    /// What was written about it.
    pub note: &'static str,
    /// Who did it.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
}

/// Adds a row to the ledger; the stock is what was there then.
pub async fn insert_change(tx: &mut Tx, business: BusinessId, c: &Change) -> Result<()> {
    db_exec!(tx, INSERT_CHANGE, business, c.variant, c.kind, c.quantity, c.after, c.amount, c.order, c.note, c.by, c.at)?;
    db_exec!(tx, SET_STOCK, business, c.variant, c.after)?;
    Ok(())
}

/// An order as it stands.
pub async fn insert_order(tx: &mut Tx, business: BusinessId, o: &Order, client_id: &str) -> Result<OrderId> {
    Ok(db_val!(
        tx,
        INSERT_ORDER,
        business,
        o.number,
        client_id,
        &o.token,
        o.member_id,
        &o.name,
        &o.email,
        &o.phone,
        &o.address,
        &o.note,
        o.method,
        o.status,
        &o.currency,
        o.total,
        o.paid,
        o.refunded,
        o.placed_at,
        o.updated_at
    )?)
}

/// A line of an order.
#[derive(Clone, Debug)]
pub struct Line {
    /// What was bought.
    pub variant: VariantId,
    /// The article number.
    pub sku: String,
    /// The product.
    pub product: &'static str,
    /// What sets the variant apart.
    pub name: &'static str,
    /// What one piece cost.
    pub price: Money,
    /// Pieces.
    pub quantity: i64,
    /// Of these, given back.
    pub returned: i64,
}

/// Adds a line to an order.
pub async fn insert_line(tx: &mut Tx, business: BusinessId, order: OrderId, l: &Line) -> Result<()> {
    db_exec!(tx, INSERT_LINE, business, order, l.variant, &l.sku, l.product, l.name, l.price, l.quantity, l.returned)?;
    Ok(())
}

/// Something that happened to an order.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What was done.
    pub deed: Deed,
    /// How far the order had come then.
    pub status: OrderStatus,
    /// Money that was paid or given back.
    pub amount: Money,
    /// Who did it.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
}

/// Notes what happened to an order.
pub async fn insert_step(tx: &mut Tx, business: BusinessId, order: OrderId, s: &Step) -> Result<()> {
    db_exec!(tx, INSERT_STEP, business, order, s.deed, s.status, s.amount, s.by, s.at)?;
    Ok(())
}

/// The money of the orders, the number of the last one, and how the shop greets.
pub async fn finish(tx: &mut Tx, business: BusinessId, head: i64, headline: &str, about: &str) -> Result<()> {
    db_exec!(tx, INSERT_PAYMENTS, business)?;
    db_exec!(tx, INSERT_REFUNDS, business)?;
    db_exec!(tx, SET_HEAD, business, head)?;
    db_exec!(tx, SET_FRONT, business, headline, about)?;
    Ok(())
}
