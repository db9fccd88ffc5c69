//! Invoices: issued once when money has come, and written anew from what is stored whenever somebody wants one.

use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::orders::actions as orders;
use crate::orders::model::{Opened, Order};
use crate::payments::invoice::{Invoice, file_name};
use crate::payments::model::Issued;
use crate::payments::queries::{self, refunds, terms};
use crate::platform::{Ex, Services, Tx};

/// Whether an order has an invoice: it was paid. Money that came for it and went back because it was cancelled pays nothing.
pub fn has_invoice(order: &Order) -> bool {
    order.paid > Money::ZERO
}

/// The invoice of an order as a file: its name and what is in it. None while nothing was paid. The first time it is issued.
///
/// # Errors
/// When the database fails.
pub async fn invoice(tx: &mut Tx, opened: &Opened) -> Result<Option<(String, Vec<u8>)>> {
    if !has_invoice(&opened.order) {
        return Ok(None);
    }
    let (issued, now) = (issue(tx, &opened.order).await?, tx.now());
    write(&mut *tx, opened, &issued, now).await.map(Some)
}

/// Issues the invoice of an order, unless it has one: it gets its number, and the name and address that the business has now.
async fn issue(tx: &mut Tx, order: &Order) -> Result<Issued> {
    let business = order.business_id;
    orders::lock(tx, business, order.id).await?;
    if let Some(issued) = terms::find_invoice(&mut *tx, business, order.id).await? {
        return Ok(issued);
    }
    let (issuer, terms) = (businesses::find(&mut *tx, business).await?.name, terms::find(&mut *tx, business).await?);
    let (number, issued_at) = (terms::next_number(tx, business).await?, tx.now());
    let issued = Issued { number, issuer, address: terms.address, tax_number: terms.tax_number, issued_at };
    terms::insert_invoice(tx, business, order.id, &issued).await?;
    Ok(issued)
}

async fn write(ex: impl Into<Ex<'_>>, opened: &Opened, issued: &Issued, now: Timestamp) -> Result<(String, Vec<u8>)> {
    let (mut ex, order) = (ex.into(), &opened.order);
    let payments = queries::list_of(ex.again(), order.business_id, order.id).await?;
    let refunds = refunds::list_of(ex.again(), order.business_id, order.id).await?;
    let zone = businesses::zone(&businesses::find(ex, order.business_id).await?, now);
    let paper = Invoice { issued, opened, payments: &payments, refunds: &refunds, zone: &zone };
    Ok((file_name(order.number), paper.write()))
}

/// The invoice of the order that a link shows.
///
/// # Errors
/// `NotFound`, also while nothing was paid.
pub async fn invoice_by_link(services: &Services, token: &str) -> Result<(String, Vec<u8>)> {
    let opened = orders::find_by_link(services, token).await?;
    let (db, order) = (services.db(), &opened.order);
    if !has_invoice(order) {
        return Err(Error::NotFound);
    }
    let issued = match terms::find_invoice(db, order.business_id, order.id).await? {
        Some(issued) => issued,
        None => {
            let mut tx = services.begin().await?;
            let issued = issue(&mut tx, order).await?;
            tx.commit().await?;
            issued
        }
    };
    write(db, &opened, &issued, services.now()).await
}
