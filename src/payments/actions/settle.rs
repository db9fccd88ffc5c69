//! The steps of payments and refunds, each inside a transaction that holds the lock of the order: so no order is paid twice, and none is paid without
//! everybody hearing of it.

use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, MemberId, OrderId, PaymentId};
use crate::kernel::money::Money;
use crate::orders::actions as orders;
use crate::orders::model::{Deed, Method, Order, OrderStatus, Step};
use crate::payments::model::{Payment, PaymentState, Refund, RefundState};
use crate::payments::queries::{self, refunds, terms};
use crate::payments::rules::{is_amount, mpesa_number, share_out};
use crate::platform::Tx;
use crate::platform::outbox::Recorded;

/// How long after its beginning the provider is asked how it stands, when nobody calls before.
const FIRST_LOOK_MS: i64 = 10_000;
const HOUR_MS: i64 = 3_600_000;
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
    if let Some(why) = misfit(tx, &payment, reference, amount).await? {
        doubt(tx, &payment, &why).await?;
        fail(tx, &payment, UNFIT).await?;
        return queries::set_decided(tx, business, payment.id).await;
    }
    queries::complete(tx, business, payment.id, reference).await?;
    let note = reference.map_or_else(|| payment.provider.label().to_owned(), |r| format!("{} {r}", payment.provider.label()));
    let (order_id, customer, amount) = (order.id, order.member_id, payment.amount);
    let collected = orders::collected(tx, &order, &note).await?;
    tx.emit(business, None, Event::PaymentCompleted { order: order_id, customer, payment: payment.id, amount }).await?;
    let Err(why) = collected else { return Ok(()) };
    give_back(tx, &payment, amount, &why).await?;
    tx.emit(business, None, Event::PaymentReturned { order: order_id, customer, payment: payment.id, amount }).await
}

/// Something about a payment does not fit: admins hear of it once, and again only when it is something else.
pub async fn doubt(tx: &mut Tx, payment: &Payment, why: &str) -> Result<()> {
    if queries::set_doubt(tx, payment.business_id, payment.id, why).await? {
        let event = Event::PaymentDoubted { order: payment.order_id, payment: payment.id, why: why.to_owned() };
        tx.emit(payment.business_id, None, event).await?;
    }
    Ok(())
}

/// The provider has the money on its way: the buyer hears of it once.
pub async fn pend(tx: &mut Tx, payment: &Payment, reference: &str) -> Result<()> {
    let business = payment.business_id;
    let name = if reference.is_empty() || queries::is_taken(tx, payment, reference).await? { None } else { Some(reference) };
    queries::set_pending(tx, business, payment.id, name).await?;
    if payment.pending_since.is_some() {
        return Ok(());
    }
    let order = orders::lock(tx, business, payment.order_id).await?;
    let event = Event::PaymentPending { order: order.id, customer: order.member_id, payment: payment.id, amount: payment.amount };
    tx.emit(business, None, event).await
}

/// Why a payment that the provider calls paid is not what was asked for.
async fn misfit(tx: &mut Tx, payment: &Payment, reference: Option<&str>, amount: Option<&(Money, String)>) -> Result<Option<String>> {
    if let Some((paid, currency)) = amount
        && (*paid != payment.amount || *currency != payment.currency)
    {
        return Ok(Some(format!("{} says that {} was paid instead of {}.", payment.provider.label(), paid.shown(currency), payment.shown())));
    }
    let claim = payment.claimed().filter(|c| c.code == 0 && !c.amount.is_empty());
    if let Some(claim) = claim.filter(|c| !is_amount(&c.amount, payment.amount, &payment.currency)) {
        return Ok(Some(another_amount(payment, &claim.amount)));
    }
    match reference {
        Some(reference) if queries::is_taken(tx, payment, reference).await? => Ok(Some(format!("The receipt {reference} belongs to another payment."))),
        _ => Ok(None),
    }
}

/// What a callback about a payment that is there says of its amount: only a person can tell what that means.
pub async fn compare(tx: &mut Tx, payment: &Payment, said: &str) -> Result<bool> {
    let fits = said.is_empty() || is_amount(said, payment.amount, &payment.currency);
    if !fits {
        doubt(tx, payment, &another_amount(payment, said)).await?;
    }
    Ok(fits)
}

fn another_amount(payment: &Payment, said: &str) -> String {
    format!("A callback says that {said} was paid instead of {}.", payment.shown())
}

/// What the provider calls a payment that is there, when that is known only now.
pub async fn name(tx: &mut Tx, payment: &Payment, reference: Option<&str>) -> Result<()> {
    let Some(reference) = reference.filter(|r| payment.reference.as_deref() != Some(*r)) else { return Ok(()) };
    let business = payment.business_id;
    if payment.reference.is_some() || queries::is_taken(tx, payment, reference).await? {
        return doubt(tx, payment, &format!("A callback names the receipt {reference}, which does not belong to this payment.")).await;
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

/// Money went back; `by` somebody's own hand, or the provider's.
pub async fn returned(tx: &mut Tx, refund: &Refund, reference: Option<&str>, by: Option<MemberId>) -> Result<bool> {
    let is_new = refunds::complete(tx, refund.business_id, refund.id, reference, by).await?;
    if is_new {
        tell(tx, refund, RefundState::Completed, by).await?;
    }
    Ok(is_new)
}

/// Money did not go back: admins hear of it.
pub async fn not_returned(tx: &mut Tx, refund: &Refund, why: &str) -> Result<()> {
    match refunds::fail(tx, refund.business_id, refund.id, why).await? {
        true => tell(tx, refund, RefundState::Failed, None).await,
        false => Ok(()),
    }
}

async fn tell(tx: &mut Tx, refund: &Refund, state: RefundState, by: Option<MemberId>) -> Result<()> {
    let opened = orders::find_quietly(&mut *tx, refund.business_id, refund.order_id).await?;
    let customer = opened.and_then(|o| o.order.member_id);
    let event = Event::RefundChanged { order: refund.order_id, customer, refund: refund.id, amount: refund.amount, state };
    tx.emit(refund.business_id, by, event).await
}

/// What follows from what happened to an order: a new one is to be paid, what staff took or gave back is noted, nobody pays for what is cancelled.
///
/// # Errors
/// When the database fails.
pub async fn on_event(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let business = recorded.business_id;
    match *event {
        Event::OrderPlaced { order, .. } => begin_when_placed(tx, business, order).await,
        Event::OrderChanged { order, deed: Deed::Pay | Deed::Deliver, amount, .. } if amount > Money::ZERO => {
            let order = orders::lock(tx, business, order).await?;
            if recorded.actor_id.is_some() {
                take_by_hand(tx, &order, amount).await?;
            }
            stop(tx, &order, "The order was paid in another way.").await
        }
        Event::OrderChanged { order, deed: Deed::Cancel, .. } => {
            let order = orders::lock(tx, business, order).await?;
            stop(tx, &order, "The order was cancelled.").await
        }
        Event::OrderChanged { order, deed: Deed::Refund, amount, outside: false, .. } if amount > Money::ZERO => {
            let order = orders::lock(tx, business, order).await?;
            // Events are not always followed in the order in which they happened: what goes back may have come a moment ago.
            if let Some(taken) = taken_by_hand(tx, &order).await? {
                take_by_hand(tx, &order, taken).await?;
            }
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

/// Notes what somebody of the business took for a locked order, once: an order is paid once.
async fn take_by_hand(tx: &mut Tx, order: &Order, amount: Money) -> Result<()> {
    let known = queries::list_of(&mut *tx, order.business_id, order.id).await?;
    if known.iter().any(|p| p.provider == Method::OnDelivery) {
        return Ok(());
    }
    queries::insert_by_hand(tx, order.business_id, order.id, amount, &order.currency, &format!("order {}", order.id)).await
}

/// What somebody of the business took for an order, by its course; what a provider collected was noted in the same step.
async fn taken_by_hand(tx: &mut Tx, order: &Order) -> Result<Option<Money>> {
    let opened = orders::find_quietly(&mut *tx, order.business_id, order.id).await?;
    let is_it = |step: &&Step| matches!(step.deed, Deed::Pay | Deed::Deliver) && step.amount > Money::ZERO && step.member.is_some();
    Ok(opened.and_then(|opened| opened.steps.iter().find(is_it).map(|step| step.amount)))
}

/// Nobody is asked any more to pay a locked order. Whoever was asked already may still agree: that is looked for as before, and what comes goes back.
async fn stop(tx: &mut Tx, order: &Order, why: &str) -> Result<()> {
    for payment in queries::list_of(&mut *tx, order.business_id, order.id).await?.iter().filter(|p| p.state == PaymentState::Initiated) {
        fail(tx, payment, why).await?;
        if payment.asked_at.is_none() {
            queries::set_decided(tx, order.business_id, payment.id).await?;
        }
    }
    Ok(())
}

async fn begin_when_placed(tx: &mut Tx, business: BusinessId, order: OrderId) -> Result<()> {
    let order = orders::lock(tx, business, order).await?;
    let is_wanted = order.method != Method::OnDelivery && matches!(order.status, OrderStatus::Pending | OrderStatus::Confirmed);
    if !is_wanted || !queries::list_of(&mut *tx, business, order.id).await?.is_empty() {
        return Ok(());
    }
    let hours = terms::find(&mut *tx, business).await?.unpaid_hours;
    if hours > 0 {
        tx.enqueue_at(Job::ExpireOrder { business, order: order.id }, order.placed_at.plus_ms(hours * HOUR_MS)).await?;
    }
    let id = begin(tx, &order, &order.phone).await?;
    if order.method == Method::Mpesa
        && let Err(why) = mpesa_number(&order.phone)
        && let Some(payment) = queries::find(&mut *tx, business, id).await?
    {
        fail(tx, &payment, why).await?;
        queries::set_decided(tx, business, id).await?;
    }
    Ok(())
}
