//! Whether everything adds up, and what people do about what does not: doubts, refunds that no provider made, money that went back elsewhere.

use super::settle;
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{PaymentId, RefundId};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::orders::actions as orders;
use crate::payments::model::{Reckoning, RefundState};
use crate::payments::queries::{self, reckoning, refunds};
use crate::platform::Services;

/// Orders are reckoned that changed in so many days; older ones when somebody asks for all.
pub const LATELY_DAYS: i64 = 90;

const DECIDED: &str = "This refund is decided already. Look at the list again.";
const CLEARED: &str = "Somebody has looked into this already. Look at the list again.";

/// What does not add up, or is not through. `all` looks at every order there ever was.
///
/// # Errors
/// When the database fails.
pub async fn reckon(services: &Services, who: &Admin, all: bool) -> Result<Reckoning> {
    let (db, business) = (services.db(), who.business());
    let since = if all { Timestamp(0) } else { services.now().plus_ms(-LATELY_DAYS * 86_400_000) };
    Ok(Reckoning {
        mismatches: reckoning::list_mismatches(db, business, since).await?,
        doubts: reckoning::list_doubts(db, business).await?,
        undecided: reckoning::list_undecided(db, business).await?,
        refunds: reckoning::list_refunds(db, business).await?,
    })
}

/// How many doubts and failed refunds wait for an admin.
///
/// # Errors
/// When the database fails.
pub async fn count_matters(services: &Services, who: &Admin) -> Result<i64> {
    reckoning::count(services.db(), who.business()).await
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
    orders::lock(&mut tx, business, known.order_id).await?;
    let known = refunds::find(&mut tx, business, refund).await?.ok_or(Error::NotFound)?;
    if known.state != RefundState::Failed || !settle::returned(&mut tx, &known, None, Some(who.member())).await? {
        return Err(Error::Conflict(DECIDED.into()));
    }
    tx.commit().await
}

/// An admin has looked into what does not fit about a payment, and says what they found. It stays at the payment, with who it was and when.
///
/// # Errors
/// `Invalid` names `finding`; `Conflict` when there is nothing to look into; `NotFound`.
pub async fn look_into(services: &Services, who: &Admin, payment: PaymentId, finding: &str) -> Result<()> {
    let mut check = Check::new();
    let finding = check.line("finding", "What you found", finding, 2, 300);
    check.finish()?;
    let business = who.business();
    let mut tx = services.begin().await?;
    let known = queries::find(&mut tx, business, payment).await?.ok_or(Error::NotFound)?;
    if !queries::clear_doubt(&mut tx, business, payment, who.member(), &finding).await? {
        return Err(Error::Conflict(CLEARED.into()));
    }
    tx.emit(business, Some(who.member()), Event::DoubtCleared { order: known.order_id, payment, finding }).await?;
    tx.commit().await
}

/// An admin notes at the order what went back of its payment at the provider. Nobody gives it back a second time.
///
/// # Errors
/// `Conflict` when it is noted already, or the order cannot be refunded so much; `NotFound`.
pub async fn note_return(services: &Services, who: &Admin, payment: PaymentId) -> Result<()> {
    let (business, by) = (who.business(), who.member());
    let mut tx = services.begin().await?;
    let known = queries::find(&mut tx, business, payment).await?.ok_or(Error::NotFound)?;
    orders::lock(&mut tx, business, known.order_id).await?;
    let returns = refunds::list_returns(&mut tx, business, payment).await?;
    if returns.is_empty() {
        return Err(Error::Conflict(CLEARED.into()));
    }
    for (reference, amount) in returns {
        let (note, order) = (format!("{} {reference}", known.provider.label()), orders::lock(&mut tx, business, known.order_id).await?);
        orders::returned(&mut tx, &order, by, amount, &note).await?;
        refunds::insert_noted(&mut tx, business, &known, amount, "Given back there", &reference, by).await?;
        refunds::note_return(&mut tx, business, payment, &reference, by).await?;
    }
    let finding = "Noted at the order.".to_owned();
    if queries::clear_doubt(&mut tx, business, payment, by, &finding).await? {
        tx.emit(business, Some(by), Event::DoubtCleared { order: known.order_id, payment, finding }).await?;
    }
    tx.commit().await
}
