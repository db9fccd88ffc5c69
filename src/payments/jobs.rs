//! What happens later: everything that calls a provider. Each body may run again after a crash; where asking twice is not harmless it is written down
//! before that somebody was asked.

use super::actions::settle;
use super::model::{Checked, Payment, PaymentState, Refund, RefundState};
use super::providers::{self, About, Provider, Refusal, Returned, Standing};
use super::queries::{self, accounts, refunds};
use super::rules::{Patience, REFUND_MS, patience};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, PaymentId, RefundId};
use crate::orders::actions as orders;
use crate::orders::model::{Method, number_text};
use crate::platform::{Services, Tx};

/// What a webhook said is kept so long: PayPal repeats itself for three days.
const KEPT_MS: i64 = 30 * 86_400_000;
const MINUTE: i64 = 60_000;
const UNREADABLE: &str = "This way to pay does not work at the moment. Write to us how you would like to pay.";

fn words(error: Error) -> String {
    error.to_string()
}

async fn provider(services: &Services, business: BusinessId, which: Method) -> Result<Box<dyn Provider>> {
    let all = accounts::list(services.db(), business).await?;
    providers::of(services, business, which, all.iter().find(|a| a.provider == which))
}

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
        Err(Error::Conflict(_)) => return fail(services, &payment, UNREADABLE).await.map_err(words),
        Err(error) => return Err(words(error)),
    };
    let about = about(services, &payment).await.map_err(words)?;
    let mut tx = services.begin().await.map_err(words)?;
    let is_first = queries::set_asked(&mut tx, business, id).await.map_err(words)?;
    tx.commit().await.map_err(words)?;
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
        Err(Refusal::Never(why)) => fail(services, &payment, &why).await.map_err(words),
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

/// Shows those who look at the order that there is something new about its payment.
fn hint(tx: &mut Tx, payment: &Payment) {
    tx.hint(Topic::Desk(payment.business_id), Hint { what: Subject::Order, id: payment.order_id.0 });
}

async fn about(services: &Services, payment: &Payment) -> Result<About> {
    let order = orders::find_quietly(services.db(), payment.business_id, payment.order_id).await?.ok_or(Error::NotFound)?.order;
    Ok(About { number: number_text(order.number), business: businesses::find(services.db(), payment.business_id).await?.name })
}

async fn fail(services: &Services, payment: &Payment, why: &str) -> Result<()> {
    let mut tx = services.begin().await?;
    orders::lock(&mut tx, payment.business_id, payment.order_id).await?;
    settle::fail(&mut tx, payment, why).await?;
    tx.commit().await
}

/// Asks how a payment stands, and writes down what came of it.
///
/// # Errors
/// When the database fails.
pub async fn ask(services: &Services, business: BusinessId, id: PaymentId) -> Result<()> {
    let Some(payment) = queries::find(services.db(), business, id).await? else { return Ok(()) };
    let is_claimed = payment.claimed().is_some_and(|c| c.code == 0);
    if payment.state == PaymentState::Completed || (payment.state == PaymentState::Failed && !is_claimed && payment.provider == Method::Mpesa) {
        return Ok(());
    }
    let mut tx = services.begin().await?;
    queries::count_ask(&mut tx, business, id).await?;
    tx.commit().await?;
    let standing = match provider(services, business, payment.provider).await {
        Ok(provider) if payment.request.is_some() => provider.ask(&payment).await,
        Ok(_) => Ok(Standing::Open),
        Err(error) => Err(Refusal::Unknown(words(error))),
    };
    let mut tx = services.begin().await?;
    match standing {
        Ok(Standing::Paid { reference, amount }) => settle::complete(&mut tx, &payment, reference.as_deref(), amount.as_ref()).await?,
        Ok(Standing::Lost(why)) => {
            orders::lock(&mut tx, business, payment.order_id).await?;
            settle::fail(&mut tx, &payment, &why).await?;
        }
        Ok(Standing::Open) => wait(&mut tx, &payment).await?,
        Err(refusal) => {
            tracing::warn!(payment.id = id.0, why = refusal.words(), "a provider did not say how a payment stands");
            wait(&mut tx, &payment).await?;
        }
    }
    tx.commit().await
}

/// Nothing is decided: asks again later, or gives up.
async fn wait(tx: &mut Tx, payment: &Payment) -> Result<()> {
    let (business, now) = (payment.business_id, tx.now());
    match patience(payment, now) {
        Patience::Ask(ms) => return tx.enqueue_at(Job::AskPayment { business, payment: payment.id }, now.plus_ms(ms)).await,
        Patience::GiveUp => {}
        Patience::Doubt => {
            let doubt = format!("A callback says that this is paid, and {} does not confirm it.", payment.provider.label());
            queries::set_doubt(tx, business, payment.id, &doubt).await?;
        }
    }
    let why = match payment.provider {
        Method::Mpesa if payment.request.is_none() => "M-Pesa did not answer. If you have paid we will see it; else try again.",
        Method::Mpesa => "Nobody agreed on the phone in time.",
        Method::Paypal | Method::OnDelivery => "Nobody agreed at PayPal in time.",
    };
    orders::lock(tx, business, payment.order_id).await?;
    settle::fail(tx, payment, why).await
}

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
        Ok(Returned::Done(reference)) => drop(refunds::complete(&mut tx, business, id, Some(&reference), None).await?),
        Ok(Returned::Asked(request)) => refunds::set_request(&mut tx, business, id, &request).await?,
        Err(Refusal::Never(why)) => drop(refunds::fail(&mut tx, business, id, &why).await?),
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

/// Tries whether a provider knows the business.
///
/// # Errors
/// When the database fails.
pub async fn test(services: &Services, business: BusinessId, which: Method) -> Result<()> {
    let outcome = match provider(services, business, which).await {
        Ok(provider) => provider.test().await.map_err(Refusal::words),
        Err(error) => Err(words(error)),
    };
    let (checked, said) = match outcome {
        Ok(said) => (Checked::Fine, said),
        Err(why) => (Checked::Failed, why),
    };
    let mut tx = services.begin().await?;
    accounts::set_checked(&mut tx, business, which, checked, &said).await?;
    tx.hint(Topic::Admin(business), Hint { what: Subject::Settings, id: 0 });
    tx.commit().await
}

/// Forgets what webhooks said long ago.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    let before = tx.now().plus_ms(-KEPT_MS);
    refunds::forget_notices(&mut tx, before).await?;
    tx.commit().await
}
