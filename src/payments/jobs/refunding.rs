//! Giving money back, and asking the provider how that stands.

use super::{MINUTE, provider, words};
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, RefundId};
use crate::orders::actions as orders;
use crate::payments::actions::settle;
use crate::payments::model::{Refund, RefundState};
use crate::payments::providers::{Refusal, Returned};
use crate::payments::queries::{self, refunds};
use crate::payments::rules::{REFUND_MS, by_hand};
use crate::platform::Services;

/// Asks a provider to give money back.
///
/// # Errors
/// Why it did not work out this time.
pub async fn refund(services: &Services, business: BusinessId, id: RefundId) -> Result<(), String> {
    let Some(refund) = refunds::find(services.db(), business, id).await.map_err(words)?.filter(|r| r.state == RefundState::Asked) else { return Ok(()) };
    let Some(payment) = queries::find(services.db(), business, refund.payment_id).await.map_err(words)? else { return Ok(()) };
    if refund.request.is_some() {
        return Ok(());
    }
    if let Some(why) = by_hand(payment.provider, refund.amount, &payment.currency) {
        return decide(services, &refund, Err(Refusal::Never(why))).await.map_err(words);
    }
    let provider = match provider(services, business, payment.provider).await {
        Ok(provider) => provider,
        Err(Error::Conflict(why)) => return decide(services, &refund, Err(Refusal::Never(why))).await.map_err(words),
        Err(error) => return Err(words(error)),
    };
    let mut tx = services.begin().await.map_err(words)?;
    let is_first = refunds::set_asked(&mut tx, business, id).await.map_err(words)?;
    let at = tx.now().plus_ms(MINUTE);
    tx.enqueue_at(Job::AskRefund { business, refund: id }, at).await.map_err(words)?;
    tx.commit().await.map_err(words)?;
    if !is_first && !provider.may_repeat() {
        return Ok(());
    }
    let outcome = provider.refund(&payment, &refund).await;
    match outcome {
        Err(Refusal::Later(why)) => {
            let mut tx = services.begin().await.map_err(words)?;
            refunds::unset_asked(&mut tx, business, id).await.map_err(words)?;
            tx.commit().await.map_err(words)?;
            Err(why)
        }
        Err(Refusal::Unknown(why)) if provider.may_repeat() => Err(why),
        outcome => decide(services, &refund, outcome).await.map_err(words),
    }
}

/// Writes down what came of a refund.
async fn decide(services: &Services, refund: &Refund, outcome: std::result::Result<Returned, Refusal>) -> Result<()> {
    let (business, id) = (refund.business_id, refund.id);
    let mut tx = services.begin().await?;
    orders::lock(&mut tx, business, refund.order_id).await?;
    match outcome {
        Ok(Returned::Done(reference)) => drop(settle::returned(&mut tx, refund, Some(&reference), None).await?),
        Ok(Returned::Asked(request)) => refunds::set_request(&mut tx, business, id, &request).await?,
        Err(Refusal::Never(why)) => settle::not_returned(&mut tx, refund, &why).await?,
        Err(Refusal::Later(_) | Refusal::Unknown(_)) => {}
    }
    tx.commit().await
}

/// Asks how a refund stands that the provider has taken.
///
/// # Errors
/// When the database fails.
pub async fn ask_refund(services: &Services, business: BusinessId, id: RefundId) -> Result<()> {
    let Some(refund) = refunds::find(services.db(), business, id).await?.filter(|r| r.state == RefundState::Asked) else { return Ok(()) };
    let Some(payment) = queries::find(services.db(), business, refund.payment_id).await? else { return Ok(()) };
    let age = services.now().since(refund.asked_at.unwrap_or(refund.created_at));
    if refund.request.is_some() {
        let outcome = match provider(services, business, payment.provider).await {
            Ok(provider) => provider.ask_refund(&refund).await,
            Err(error) => Err(Refusal::Unknown(words(error))),
        };
        if matches!(outcome, Ok(Returned::Done(_)) | Err(Refusal::Never(_))) {
            return decide(services, &refund, outcome).await;
        }
    }
    if age >= REFUND_MS {
        let why = format!("{} never said what came of it. Look there, then note it here or ask again.", payment.provider.label());
        return decide(services, &refund, Err(Refusal::Never(why))).await;
    }
    let mut tx = services.begin().await?;
    let at = tx.now().plus_ms((age / 4).clamp(MINUTE, 60 * MINUTE));
    tx.enqueue_at(Job::AskRefund { business, refund: id }, at).await?;
    tx.commit().await
}
