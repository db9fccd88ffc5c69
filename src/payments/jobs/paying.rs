//! Asking somebody to pay, and asking the provider how that stands until it is known what came of it.

use super::{provider, words};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, PaymentId};
use crate::kernel::money::Money;
use crate::orders::actions as orders;
use crate::orders::model::{Deed, Method, number_text};
use crate::orders::rules::{Actor, decide};
use crate::payments::actions::settle;
use crate::payments::model::{Payment, PaymentState};
use crate::payments::providers::{About, Refusal, Standing};
use crate::payments::queries;
use crate::payments::rules::{Patience, patience};
use crate::platform::{Services, Tx};

const UNREADABLE: &str = "This way to pay does not work at the moment. Write to us how you would like to pay.";

/// Asks somebody to pay.
///
/// # Errors
/// Why it did not work out this time.
pub async fn start(services: &Services, business: BusinessId, id: PaymentId) -> Result<(), String> {
    let Some(payment) = queries::find(services.db(), business, id).await.map_err(words)? else { return Ok(()) };
    if payment.state != PaymentState::Initiated || payment.request.is_some() {
        return Ok(());
    }
    let provider = match provider(services, business, payment.provider).await {
        Ok(provider) => provider,
        Err(Error::Conflict(_)) => return refuse(services, &payment, UNREADABLE).await.map_err(words),
        Err(error) => return Err(words(error)),
    };
    let about = about(services, &payment).await.map_err(words)?;
    let Some(is_first) = set_asked(services, &payment).await.map_err(words)? else { return Ok(()) };
    if !is_first && !provider.may_repeat() {
        // Somebody may have been asked already; their answer, or none, decides.
        return Ok(());
    }
    match provider.start(&payment, &about).await {
        Ok(started) => {
            let mut tx = services.begin().await.map_err(words)?;
            queries::set_request(&mut tx, business, id, &started.request, &started.link).await.map_err(words)?;
            hint(&mut tx, &payment);
            tx.commit().await.map_err(words)
        }
        Err(Refusal::Never(why)) => refuse(services, &payment, &why).await.map_err(words),
        Err(Refusal::Later(why)) => {
            let mut tx = services.begin().await.map_err(words)?;
            queries::unset_asked(&mut tx, business, id).await.map_err(words)?;
            tx.commit().await.map_err(words)?;
            Err(why)
        }
        Err(Refusal::Unknown(why)) if provider.may_repeat() => Err(why),
        Err(Refusal::Unknown(_)) => Ok(()),
    }
}

/// Notes that the provider may know of it from now on, and whether for the first time. None when there is nothing to pay any more: the order was cancelled,
/// or paid in another way.
async fn set_asked(services: &Services, payment: &Payment) -> Result<Option<bool>> {
    let mut tx = services.begin().await?;
    let order = orders::lock(&mut tx, payment.business_id, payment.order_id).await?;
    let known = queries::find(&mut tx, payment.business_id, payment.id).await?.filter(|p| p.state == PaymentState::Initiated);
    if known.is_none() {
        return Ok(None);
    }
    let is_first = match decide(&order.standing(), Actor::Stoa, Deed::Pay, Money::ZERO) {
        Ok(_) => Some(queries::set_asked(&mut tx, payment.business_id, payment.id).await?),
        Err(why) => {
            settle::fail(&mut tx, payment, &why).await?;
            None
        }
    };
    tx.commit().await?;
    Ok(is_first)
}

/// Shows those who look at the order that there is something new about its payment.
fn hint(tx: &mut Tx, payment: &Payment) {
    tx.hint(Topic::Desk(payment.business_id), Hint { what: Subject::Order, id: payment.order_id.0 });
}

async fn about(services: &Services, payment: &Payment) -> Result<About> {
    let order = orders::find_quietly(services.db(), payment.business_id, payment.order_id).await?.ok_or(Error::NotFound)?.order;
    Ok(About { number: number_text(order.number), business: businesses::find(services.db(), payment.business_id).await?.name })
}

/// The provider did not ask anybody, and will not.
async fn refuse(services: &Services, payment: &Payment, why: &str) -> Result<()> {
    let mut tx = services.begin().await?;
    orders::lock(&mut tx, payment.business_id, payment.order_id).await?;
    settle::fail(&mut tx, payment, why).await?;
    queries::set_decided(&mut tx, payment.business_id, payment.id).await?;
    tx.commit().await
}

/// Asks how a payment stands, and writes down what came of it. Also when it counts as failed here, until the provider has said its last word: somebody may
/// have agreed meanwhile. What cannot be paid any more is not collected.
///
/// # Errors
/// When the database fails.
pub async fn ask(services: &Services, business: BusinessId, id: PaymentId) -> Result<()> {
    let Some(payment) = queries::find(services.db(), business, id).await? else { return Ok(()) };
    let is_over = payment.decided_at.is_some() && !payment.is_claimed() && payment.provider == Method::Mpesa;
    if payment.state == PaymentState::Completed || is_over {
        return Ok(());
    }
    let order = orders::find_quietly(services.db(), business, payment.order_id).await?.ok_or(Error::NotFound)?.order;
    let collects = decide(&order.standing(), Actor::Stoa, Deed::Pay, Money::ZERO).is_ok();
    let mut tx = services.begin().await?;
    queries::count_ask(&mut tx, business, id).await?;
    tx.commit().await?;
    let standing = match provider(services, business, payment.provider).await {
        Ok(provider) if payment.request.is_some() => provider.ask(&payment, collects).await,
        Ok(_) => Ok(Standing::Open),
        Err(error) => Err(Refusal::Unknown(words(error))),
    };
    let mut tx = services.begin().await?;
    orders::lock(&mut tx, business, payment.order_id).await?;
    queries::set_heard(&mut tx, business, id, standing.is_ok()).await?;
    match standing {
        Ok(Standing::Paid { reference, amount }) => settle::complete(&mut tx, &payment, reference.as_deref(), amount.as_ref()).await?,
        Ok(Standing::Lost(why)) => {
            settle::fail(&mut tx, &payment, &why).await?;
            queries::set_decided(&mut tx, business, id).await?;
        }
        Ok(Standing::Pending(reference)) => {
            settle::pend(&mut tx, &payment, &reference).await?;
            wait(&mut tx, business, id).await?;
        }
        Ok(Standing::Open) => wait(&mut tx, business, id).await?,
        Err(refusal) => {
            tracing::warn!(payment.id = id.0, why = refusal.words(), "a provider did not say how a payment stands");
            wait(&mut tx, business, id).await?;
        }
    }
    tx.commit().await
}

/// Nothing is decided: asks again later, or gives up. The order is locked.
async fn wait(tx: &mut Tx, business: BusinessId, id: PaymentId) -> Result<()> {
    let Some(payment) = queries::find(&mut *tx, business, id).await? else { return Ok(()) };
    let now = tx.now();
    match patience(&payment, now) {
        Patience::Ask(ms) => return tx.enqueue_at(Job::AskPayment { business, payment: id }, now.plus_ms(ms)).await,
        Patience::GiveUp => {}
        Patience::Doubt(why) => settle::doubt(tx, &payment, &why).await?,
    }
    let why = match payment.provider {
        Method::Mpesa if payment.request.is_none() => "M-Pesa did not answer. If you have paid we will see it; else try again.",
        _ if payment.pending_since.is_some() => "The money did not come. Write to us before you pay again.",
        Method::Mpesa if payment.unheard_since.is_some() => "M-Pesa did not answer. If you have paid we will see it; else try again.",
        Method::Mpesa => "Nobody agreed on the phone in time.",
        Method::Paypal | Method::OnDelivery => "Nobody agreed at PayPal in time.",
    };
    settle::fail(tx, &payment, why).await?;
    queries::set_decided(tx, business, id).await
}
