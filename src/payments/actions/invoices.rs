//! Invoices: made anew from what is stored whenever somebody wants one.

use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::kernel::time::Timestamp;
use crate::orders::actions as orders;
use crate::orders::model::Opened;
use crate::payments::invoice::{Invoice, file_name};
use crate::payments::model::PaymentState;
use crate::payments::queries::{self, refunds};
use crate::platform::{Ex, Services};

/// The invoice of an order as a file: its name and what is in it. None while nothing was paid.
///
/// # Errors
/// When the database fails.
pub async fn invoice(ex: impl Into<Ex<'_>>, opened: &Opened, now: Timestamp) -> Result<Option<(String, Vec<u8>)>> {
    let (mut ex, order) = (ex.into(), &opened.order);
    let payments = queries::list_of(ex.again(), order.business_id, order.id).await?;
    if !payments.iter().any(|p| p.state == PaymentState::Completed) {
        return Ok(None);
    }
    let refunds = refunds::list_of(ex.again(), order.business_id, order.id).await?;
    let business = businesses::find(ex, order.business_id).await?;
    let zone = businesses::zone(&business, now);
    let paper = Invoice { business: &business.name, opened, payments: &payments, refunds: &refunds, zone: &zone };
    Ok(Some((file_name(order.number), paper.write())))
}

/// The invoice of the order that a link shows.
///
/// # Errors
/// `NotFound`, also while nothing was paid.
pub async fn invoice_by_link(services: &Services, token: &str) -> Result<(String, Vec<u8>)> {
    let opened = orders::find_by_link(services, token).await?;
    invoice(services.db(), &opened, services.now()).await?.ok_or(Error::NotFound)
}
