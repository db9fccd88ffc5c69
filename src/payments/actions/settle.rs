//! The steps of payments and refunds, each inside a transaction that holds the lock of the order: so no order is paid twice, and none is paid without
//! everybody hearing of it.

use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, OrderId, PaymentId};
use crate::kernel::money::Money;
use crate::orders::actions as orders;
use crate::orders::model::{Deed, Method, Order, OrderStatus};
use crate::payments::model::{Payment, PaymentState};
use crate::payments::queries::{self, refunds};
use crate::payments::rules::{is_amount, mpesa_number, share_out};
use crate::platform::Tx;
use crate::platform::outbox::Recorded;

/// How long after its beginning the provider is asked how it stands, when nobody calls before.
const FIRST_LOOK_MS: i64 = 10_000;
/// What buyers read when what came does not fit what was asked for.
const UNFIT: &str = "What came in does not fit this order. We are looking into it.";

/// Begins to collect what a locked order costs.
pub async fn begin(tx: &mut Tx, order: &Order, phone: &str) -> Result<PaymentId> {
    let (business, amount) = (order.business_id, Money(order.total.0 - order.paid.0));
    let payer = if order.method == Method::Mpesa { phone } else { "" };
    let payment = queries::insert(tx, business, order.id, order.method, amount, &order.currency, payer).await?;
    tx.emit(business, None, Event::PaymentInitiated { order: order.id, customer: order.member_id, payment, amount }).await?;
    tx.enqueue(Job::StartPayment { business, payment }).await?;
    let at = tx.now().plus_ms(FIRST_LOOK_MS);
    tx.enqueue_at(Job::AskPayment { business, payment }, at).await?;
    Ok(payment)
}

/// The provider has confirmed a payment. It pays the order; when that is not possible any more, the money goes back.
pub async fn complete(tx: &mut Tx, known: &Payment, reference: Option<&str>, amount: Option<&(Money, String)>) -> Result<()> {
    let business = known.business_id;
    let order = orders::lock(tx, business, known.order_id).await?;
    // Anything may have happened before the lock.
    let payment = queries::find(&mut *tx, business, known.id).await?.ok_or(Error::NotFound)?;
    if payment.state == PaymentState::Completed {
        return name(tx, &payment, reference).await;
    }
    if let Some(doubt) = doubt(tx, &payment, reference, amount).await? {
        queries::set_doubt(tx, business, payment.id, &doubt).await?;
        return fail(tx, &payment, UNFIT).await;
    }
    queries::complete(tx, business, payment.id, reference).await?;
    let note = reference.map_or_else(|| payment.provider.label().to_owned(), |r| format!("{} {r}", payment.provider.label()));
    if let Err(why) = orders::collected(tx, &order, &note).await? {
        give_back(tx, &payment, payment.amount, &why).await?;
    }
    let event = Event::PaymentCompleted { order: order.id, customer: order.member_id, payment: payment.id, amount: payment.amount };
    tx.emit(business, None, event).await
}

/// Why a payment that the provider calls paid is not what was asked for.
async fn doubt(tx: &mut Tx, payment: &Payment, reference: Option<&str>, amount: Option<&(Money, String)>) -> Result<Option<String>> {
    if let Some((paid, currency)) = amount
        && (*paid != payment.amount || *currency != payment.currency)
    {
        return Ok(Some(format!("{} says that {} was paid instead of {}.", payment.provider.label(), paid.shown(currency), payment.shown())));
    }
    let claim = payment.claimed().filter(|c| c.code == 0 && !c.amount.is_empty());
    if let Some(claim) = claim.filter(|c| !is_amount(&c.amount, payment.amount, &payment.currency)) {
        return Ok(Some(format!("A callback says that {} was paid instead of {}.", claim.amount, payment.shown())));
    }
    match reference {
        Some(reference) if queries::is_taken(tx, payment, reference).await? => Ok(Some(format!("The receipt {reference} belongs to another payment."))),
        _ => Ok(None),
    }
}

/// What the provider calls a payment that is there, when that is known only now.
pub async fn name(tx: &mut Tx, payment: &Payment, reference: Option<&str>) -> Result<()> {
    let Some(reference) = reference.filter(|r| payment.reference.as_deref() != Some(*r)) else { return Ok(()) };
    let business = payment.business_id;
    if payment.reference.is_some() || queries::is_taken(tx, payment, reference).await? {
        let doubt = format!("A callback names the receipt {reference}, which does not belong to this payment.");
        return queries::set_doubt(tx, business, payment.id, &doubt).await;
    }
    queries::set_reference(tx, business, payment.id, reference).await
}

/// A payment did not work. One that is decided stays as it is.
pub async fn fail(tx: &mut Tx, payment: &Payment, why: &str) -> Result<()> {
    let business = payment.business_id;
    if !queries::fail(tx, business, payment.id, why).await? {
        return Ok(());
    }
    let opened = orders::find_quietly(&mut *tx, business, payment.order_id).await?;
    let customer = opened.and_then(|o| o.order.member_id);
    let event = Event::PaymentFailed { order: payment.order_id, customer, payment: payment.id, amount: payment.amount };
    tx.emit(business, None, event).await
}

/// Some of a payment goes back, by whoever took it.
pub async fn give_back(tx: &mut Tx, payment: &Payment, amount: Money, reason: &str) -> Result<()> {
    let (business, by_hand) = (payment.business_id, payment.provider == Method::OnDelivery);
    let refund = refunds::insert(tx, business, payment.order_id, payment.id, amount, reason, by_hand).await?;
    if !by_hand {
        tx.enqueue(Job::RefundPayment { business, refund }).await?;
    }
    Ok(())
}

/// What follows from what happened to an order: a new one is to be paid, what staff took or gave back is noted.
///
/// # Errors
/// When the database fails.
pub async fn on_event(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let business = recorded.business_id;
    match *event {
        Event::OrderPlaced { order, .. } => begin_when_placed(tx, business, order).await,
        Event::OrderChanged { order, deed: Deed::Pay | Deed::Deliver, amount, .. } if amount > Money::ZERO && recorded.actor_id.is_some() => {
            let order = orders::lock(tx, business, order).await?;
            queries::insert_by_hand(tx, business, order.id, amount, &order.currency, &format!("event {}", recorded.id)).await
        }
        Event::OrderChanged { order, deed: Deed::Refund, amount, .. } if amount > Money::ZERO => {
            let order = orders::lock(tx, business, order).await?;
            let payments = queries::list_of(&mut *tx, business, order.id).await?;
            let gone = refunds::list_of(&mut *tx, business, order.id).await?;
            for (id, part) in share_out(&queries::received(&payments), &gone, amount) {
                let Some(payment) = payments.iter().find(|p| p.id == id) else { continue };
                give_back(tx, payment, part, "Refunded by staff").await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn begin_when_placed(tx: &mut Tx, business: BusinessId, order: OrderId) -> Result<()> {
    let order = orders::lock(tx, business, order).await?;
    let is_wanted = order.method != Method::OnDelivery && matches!(order.status, OrderStatus::Pending | OrderStatus::Confirmed);
    if !is_wanted || !queries::list_of(&mut *tx, business, order.id).await?.is_empty() {
        return Ok(());
    }
    let id = begin(tx, &order, &order.phone).await?;
    if order.method == Method::Mpesa
        && let Err(why) = mpesa_number(&order.phone)
        && let Some(payment) = queries::find(&mut *tx, business, id).await?
    {
        fail(tx, &payment, why).await?;
    }
    Ok(())
}
