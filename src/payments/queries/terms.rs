//! SQL of what businesses decide about paying, of invoices, and of orders that nobody paid.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, OrderId};
use crate::kernel::time::Timestamp;
use crate::payments::model::{Issued, Terms};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

const FIND: &str = "SELECT unpaid_hours, address, tax_number FROM payment_terms WHERE business_id = $1";
const SET: &str = "INSERT INTO payment_terms (business_id, unpaid_hours, address, tax_number, invoice_head) VALUES ($1, $2, $3, $4, 0)
    ON CONFLICT (business_id) DO UPDATE SET unpaid_hours = excluded.unpaid_hours, address = excluded.address, tax_number = excluded.tax_number";
const NEXT_NUMBER: &str = "INSERT INTO payment_terms (business_id, unpaid_hours, address, tax_number, invoice_head) VALUES ($1, $2, '', '', 1)
    ON CONFLICT (business_id) DO UPDATE SET invoice_head = payment_terms.invoice_head + 1 RETURNING invoice_head";
const FIND_INVOICE: &str = "SELECT number, issuer, address, tax_number, issued_at FROM invoice WHERE business_id = $1 AND order_id = $2";
const INSERT_INVOICE: &str = "INSERT INTO invoice (order_id, business_id, number, issuer, address, tax_number, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const LIST_UNPAID: &str = "SELECT id, placed_at FROM shop_order WHERE business_id = $1 AND status IN ('pending', 'confirmed') AND paid = 0
    AND method <> 'on_delivery' ORDER BY id";

/// What a business has decided; what holds for everybody when it never did.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Terms> {
    let found: Option<Terms> = db_opt!(ex.into(), FIND, business)?;
    Ok(found.unwrap_or_default())
}

/// Decides it.
pub async fn set(tx: &mut Tx, business: BusinessId, terms: &Terms) -> Result<()> {
    db_exec!(tx, SET, business, terms.unpaid_hours, &terms.address, &terms.tax_number)?;
    Ok(())
}

/// The number of the next invoice; a rollback gives it back, so there are no gaps.
pub async fn next_number(tx: &mut Tx, business: BusinessId) -> Result<i64> {
    Ok(db_val!(tx, NEXT_NUMBER, business, Terms::default().unpaid_hours)?)
}

/// The invoice of an order, once it is issued.
pub async fn find_invoice(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Option<Issued>> {
    Ok(db_opt!(ex.into(), FIND_INVOICE, business, order)?)
}

/// Issues an invoice; the order is locked and has none.
pub async fn insert_invoice(tx: &mut Tx, business: BusinessId, order: OrderId, new: &Issued) -> Result<()> {
    db_exec!(tx, INSERT_INVOICE, order, business, new.number, &new.issuer, &new.address, &new.tax_number, new.issued_at)?;
    Ok(())
}

/// Orders that are to be paid through a provider and are not: which, and when they were placed.
pub async fn list_unpaid(tx: &mut Tx, business: BusinessId) -> Result<Vec<(OrderId, Timestamp)>> {
    Ok(db_all!(tx, LIST_UNPAID, business)?)
}
