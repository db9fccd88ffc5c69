//! Orders that nobody paid: they give their pieces back.

use crate::error::Result;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, OrderId};
use crate::kernel::money::Money;
use crate::orders::actions as orders;
use crate::orders::model::{Method, OrderStatus};
use crate::payments::queries::{self, terms};
use crate::platform::Services;

const HOUR_MS: i64 = 3_600_000;

/// Cancels an order that was to be paid through a provider and was not, as long as the business says so. Not while money may still come, or may have come
/// without our knowing: then it looks again later.
///
/// # Errors
/// When the database fails.
pub async fn expire(services: &Services, business: BusinessId, id: OrderId) -> Result<()> {
    let mut tx = services.begin().await?;
    let order = orders::lock(&mut tx, business, id).await?;
    let hours = terms::find(&mut tx, business).await?.unpaid_hours;
    let is_unpaid = matches!(order.status, OrderStatus::Pending | OrderStatus::Confirmed) && order.paid == Money::ZERO;
    if !is_unpaid || order.method == Method::OnDelivery || hours == 0 {
        return Ok(());
    }
    let due = order.placed_at.plus_ms(hours * HOUR_MS);
    let again = if tx.now() < due {
        Some(due)
    } else if queries::list_of(&mut tx, business, id).await?.iter().any(crate::payments::model::Payment::is_open) {
        Some(tx.now().plus_ms(HOUR_MS))
    } else {
        orders::expire(&mut tx, &order, &format!("It was not paid within {hours} hours.")).await?;
        None
    };
    if let Some(at) = again {
        tx.enqueue_at(Job::ExpireOrder { business, order: id }, at).await?;
    }
    tx.commit().await
}
