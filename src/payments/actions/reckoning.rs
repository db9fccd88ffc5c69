//! Whether everything adds up, and what people do about refunds that no provider made.

use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::RefundId;
use crate::payments::model::{Reckoning, RefundState};
use crate::payments::queries::{reckoning, refunds};
use crate::platform::Services;

const DECIDED: &str = "This refund is decided already. Look at the list again.";

/// What does not add up, or is not through.
///
/// # Errors
/// When the database fails.
pub async fn reckon(services: &Services, who: &Admin) -> Result<Reckoning> {
    let (db, business) = (services.db(), who.business());
    Ok(Reckoning {
        mismatches: reckoning::list_mismatches(db, business).await?,
        doubts: reckoning::list_doubts(db, business).await?,
        refunds: reckoning::list_refunds(db, business).await?,
    })
}

/// An admin asks the provider once more for a refund that failed.
///
/// # Errors
/// `Conflict` when it did not fail; `NotFound`.
pub async fn refund_again(services: &Services, who: &Admin, refund: RefundId) -> Result<()> {
    let business = who.business();
    let mut tx = services.begin().await?;
    refunds::find(&mut tx, business, refund).await?.ok_or(Error::NotFound)?;
    if !refunds::again(&mut tx, business, refund).await? {
        return Err(Error::Conflict(DECIDED.into()));
    }
    tx.enqueue(Job::RefundPayment { business, refund }).await?;
    tx.commit().await
}

/// An admin has given the money back without the provider, or at the provider's own page.
///
/// # Errors
/// `Conflict` when it did not fail; `NotFound`.
pub async fn refund_by_hand(services: &Services, who: &Admin, refund: RefundId) -> Result<()> {
    let business = who.business();
    let mut tx = services.begin().await?;
    let known = refunds::find(&mut tx, business, refund).await?.ok_or(Error::NotFound)?;
    if known.state != RefundState::Failed || !refunds::complete(&mut tx, business, refund, None, Some(who.member())).await? {
        return Err(Error::Conflict(DECIDED.into()));
    }
    tx.commit().await
}
