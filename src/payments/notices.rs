//! What webhooks of PayPal lead to, once PayPal has said that they are its own.

use super::actions::settle;
use super::providers::paypal::Paypal;
use super::providers::{self, Refusal};
use super::queries::{self, accounts, refunds};
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, NoticeId};
use crate::kernel::money::Money;
use crate::orders::actions as orders;
use crate::orders::model::Method;
use crate::platform::{Services, Tx};
use serde_json::Value;

fn words(error: Error) -> String {
    error.to_string()
}

/// Asks PayPal whether it said what somebody said in its name; if so, looks at the payment it is about.
///
/// # Errors
/// Why it did not work out this time.
pub async fn look_into(services: &Services, business: BusinessId, id: NoticeId) -> Result<(), String> {
    let Some((headers, body)) = refunds::find_notice(services.db(), business, id).await.map_err(words)? else { return Ok(()) };
    let all = accounts::list(services.db(), business).await.map_err(words)?;
    let Some(account) = all.iter().find(|a| a.provider == Method::Paypal) else { return Ok(()) };
    let keys = providers::open(services, business, account).map_err(words)?;
    let headers: Value = serde_json::from_str(&headers).unwrap_or_default();
    let is_true = Paypal::new(services, business, keys, account.is_live).has_sent(&headers, &body).await.map_err(Refusal::words)?;
    let mut tx = services.begin().await.map_err(words)?;
    refunds::set_notice(&mut tx, business, id, is_true).await.map_err(words)?;
    if is_true {
        follow(&mut tx, business, &serde_json::from_str(&body).unwrap_or_default()).await.map_err(words)?;
    } else {
        tracing::warn!(notice.id = id.0, "a webhook was not PayPal's");
    }
    tx.commit().await.map_err(words)
}

/// What a webhook of PayPal leads to.
async fn follow(tx: &mut Tx, business: BusinessId, notice: &Value) -> Result<()> {
    let (kind, resource) = (notice["event_type"].as_str().unwrap_or_default(), &notice["resource"]);
    let order = &resource["supplementary_data"]["related_ids"]["order_id"];
    let request = providers::text_of(if kind.starts_with("CHECKOUT.ORDER.") { &resource["id"] } else { order });
    if matches!(kind, "PAYMENT.CAPTURE.REFUNDED" | "PAYMENT.CAPTURE.REVERSED") {
        return returned_elsewhere(tx, business, resource).await;
    }
    if let Some(payment) = queries::find_by_request(&mut *tx, business, Method::Paypal, &request).await? {
        tx.enqueue(Job::AskPayment { business, payment: payment.id }).await?;
    }
    Ok(())
}

/// Money went back at PayPal: by us, or by somebody there, of which nobody here knows.
async fn returned_elsewhere(tx: &mut Tx, business: BusinessId, resource: &Value) -> Result<()> {
    let id = providers::text_of(&resource["id"]);
    let links = resource["links"].as_array().map(Vec::as_slice).unwrap_or_default();
    let up = links.iter().find(|l| l["rel"] == "up").and_then(|l| l["href"].as_str()).and_then(|href| href.rsplit('/').next()).unwrap_or_default();
    let capture = if up.is_empty() { id.as_str() } else { up };
    let Some(payment) = queries::find_by_reference(&mut *tx, business, Method::Paypal, capture).await? else { return Ok(()) };
    orders::lock(tx, business, payment.order_id).await?;
    let amount = &resource["amount"];
    let is_same = amount["currency_code"] == payment.currency.as_str();
    let amount = Money::parse(&providers::text_of(&amount["value"]), &payment.currency).ok().filter(|a| is_same && *a > Money::ZERO);
    if refunds::is_ours(&mut *tx, business, &id).await? {
        return Ok(());
    }
    // The word may come before the answer to what we asked for.
    if let Some(amount) = amount
        && refunds::adopt(tx, business, payment.id, amount, &id).await?
    {
        return Ok(());
    }
    let said = amount.map_or_else(|| "Money was".to_owned(), |a| format!("{} was", a.shown(&payment.currency)));
    if let Some(amount) = amount {
        refunds::insert_return(tx, business, payment.id, &id, amount).await?;
    }
    let doubt = format!("{said} given back at PayPal ({id}) that was not refunded here. Note it at the order, or ask PayPal.");
    settle::doubt(tx, &payment, &doubt).await
}
