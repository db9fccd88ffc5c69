//! What providers tell us, at addresses whose last part nobody can guess. Nothing of it is believed: it only makes us ask. Said twice, late or in
//! another order it leads to the same.
//!
//! The one exception are reversals of M-Pesa: Daraja answers no question about them at once. Its `TransactionStatusQuery` says what it found at an address
//! of ours, as the reversal itself does, so that asking would show no more. What is said of a reversal therefore has to name what only Safaricom and we
//! know of it: the request, the receipt of the payment, and the amount.

use super::settle;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, PaymentId, RefundId};
use crate::orders::actions as orders;
use crate::orders::model::Method;
use crate::payments::model::{Claim, PaymentState, RefundState};
use crate::payments::providers::mpesa::{payment_place, refund_place};
use crate::payments::providers::paypal::{SIGNED, back_place, webhook_place};
use crate::payments::providers::{PLACE, said, text_of};
use crate::payments::queries::{self, refunds};
use crate::payments::rules::is_amount;
use crate::platform::Services;
use serde_json::{Value, json};

/// What is kept of a text that somebody else sent.
const LONGEST: usize = 100;

fn check_mark(services: &Services, place: &str, mark: &str) -> Result<()> {
    if services.vault().is_signed(PLACE, place, mark) { Ok(()) } else { Err(Error::NotFound) }
}

fn read(body: &[u8]) -> Result<Value> {
    serde_json::from_slice(body).map_err(|_| Error::field("body", "This is no JSON."))
}

fn short(value: &Value) -> String {
    text_of(value).chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// Safaricom says what came of a request on a phone.
///
/// # Errors
/// `NotFound` at a guessed address; `Invalid` when it is nothing that Safaricom says.
pub async fn mpesa_called(services: &Services, business: BusinessId, payment: PaymentId, mark: &str, body: &[u8]) -> Result<()> {
    check_mark(services, &payment_place(business, payment), mark)?;
    let body = read(body)?;
    let told = &body["Body"]["stkCallback"];
    let request = short(&told["CheckoutRequestID"]);
    let code = text_of(&told["ResultCode"]).parse::<i64>().map_err(|_| Error::field("body", "There is no result code."))?;
    let items = told["CallbackMetadata"]["Item"].as_array().map(Vec::as_slice).unwrap_or_default();
    let item = |name: &str| items.iter().find(|i| i["Name"] == name).map(|i| short(&i["Value"])).unwrap_or_default();
    let claim = Claim { code, amount: item("Amount"), receipt: item("MpesaReceiptNumber") };
    let mut tx = services.begin().await?;
    let known = queries::find(&mut tx, business, payment).await?.filter(|p| p.provider == Method::Mpesa).ok_or(Error::NotFound)?;
    orders::lock(&mut tx, business, known.order_id).await?;
    let known = queries::find(&mut tx, business, payment).await?.ok_or(Error::NotFound)?;
    match known.request.as_deref() {
        Some(ours) if ours == request => {}
        // The process died between the request and writing down its name: only Safaricom knows this address.
        None if !request.is_empty() && known.asked_at.is_some() => {
            queries::set_request(&mut tx, business, payment, &request, "").await?;
        }
        _ => {
            tracing::warn!(payment.id = payment.0, "a callback about another request was left out");
            return Ok(());
        }
    }
    if known.state == PaymentState::Completed {
        if claim.code == 0 && settle::compare(&mut tx, &known, &claim.amount).await? && !claim.receipt.is_empty() {
            settle::name(&mut tx, &known, Some(&claim.receipt)).await?;
        }
        return tx.commit().await;
    }
    queries::set_claim(&mut tx, business, payment, &json!(claim).to_string()).await?;
    tx.enqueue(Job::AskPayment { business, payment }).await?;
    tx.commit().await
}

/// Safaricom says what came of a reversal. That it worked is believed when it names the request, the payment and the amount; otherwise a person has to look.
///
/// # Errors
/// `NotFound` at a guessed address; `Invalid` when it is nothing that Safaricom says.
pub async fn mpesa_returned(services: &Services, business: BusinessId, refund: RefundId, mark: &str, body: &[u8]) -> Result<()> {
    check_mark(services, &refund_place(business, refund), mark)?;
    let body = read(body)?;
    let result = &body["Result"];
    let code = text_of(&result["ResultCode"]).parse::<i64>().map_err(|_| Error::field("body", "There is no result code."))?;
    let (conversation, reference) = (short(&result["ConversationID"]), short(&result["TransactionID"]));
    let mut tx = services.begin().await?;
    let known = refunds::find(&mut tx, business, refund).await?.ok_or(Error::NotFound)?;
    orders::lock(&mut tx, business, known.order_id).await?;
    let known = refunds::find(&mut tx, business, refund).await?.ok_or(Error::NotFound)?;
    let is_ours = known.request.as_deref().map_or(known.asked_at.is_some(), |ours| ours == conversation);
    if !is_ours || known.state == RefundState::Completed {
        return Ok(());
    }
    let payment = queries::find(&mut tx, business, known.payment_id).await?.ok_or(Error::NotFound)?;
    let items = result["ResultParameters"]["ResultParameter"].as_array().map(Vec::as_slice).unwrap_or_default();
    let item = |key: &str| items.iter().find(|i| i["Key"] == key).map(|i| short(&i["Value"])).unwrap_or_default();
    let names_it = is_amount(&item("Amount"), known.amount, &payment.currency) && payment.reference.is_some_and(|r| r == item("OriginalTransactionID"));
    if code == 0 && !names_it {
        settle::not_returned(&mut tx, &known, "M-Pesa does not say plainly that it gave this back. Look there, then note it here.").await?;
    } else if code == 0 {
        settle::returned(&mut tx, &known, Some(&reference).filter(|r| !r.is_empty()).map(String::as_str), None).await?;
    } else {
        let why = format!("M-Pesa did not give it back: {}", said(&text_of(&result["ResultDesc"])));
        settle::not_returned(&mut tx, &known, &why).await?;
    }
    tx.commit().await
}

/// Somebody says to be PayPal. What they say is kept until PayPal is asked whether it said so. `header` gives the headers of the request.
///
/// # Errors
/// `NotFound` at a guessed address; `Invalid` when it is nothing that PayPal says.
pub async fn paypal_called(services: &Services, business: BusinessId, mark: &str, header: impl Fn(&str) -> String, body: &[u8]) -> Result<()> {
    check_mark(services, &webhook_place(business), mark)?;
    read(body)?;
    let text = std::str::from_utf8(body).map_err(|_| Error::field("body", "This is no text."))?;
    let headers: Value = SIGNED
        .iter()
        .map(|(name, ours)| ((*ours).to_owned(), json!(header(name).chars().take(1000).collect::<String>())))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let key = short(&headers["transmission_id"]);
    if key.is_empty() {
        return Err(Error::field("body", "There is no transmission id."));
    }
    let mut tx = services.begin().await?;
    if let Some(notice) = refunds::insert_notice(&mut tx, business, &key, &headers.to_string(), text).await? {
        tx.enqueue(Job::LookIntoNotice { business, notice }).await?;
    }
    tx.commit().await
}

/// PayPal leads a payer back. Says which order it is, by the token of its link.
///
/// # Errors
/// `NotFound` at a guessed address.
pub async fn came_back(services: &Services, business: BusinessId, payment: PaymentId, mark: &str) -> Result<String> {
    check_mark(services, &back_place(business, payment), mark)?;
    let mut tx = services.begin().await?;
    let known = queries::find(&mut tx, business, payment).await?.ok_or(Error::NotFound)?;
    let order = orders::find_quietly(&mut tx, business, known.order_id).await?.ok_or(Error::NotFound)?.order;
    if known.state == PaymentState::Initiated {
        tx.enqueue(Job::AskPayment { business, payment }).await?;
    }
    tx.commit().await?;
    Ok(order.token)
}
