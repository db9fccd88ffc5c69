//! Mails about money that does not go its usual way: to admins, who have to look, and to whoever paid, who has to know.

use super::actions::{mail_admins, mail_buyer};
use super::words::Mail;
use crate::error::Result;
use crate::event::Event;
use crate::orders::actions as orders;
use crate::orders::model::{Opened, OrderStatus, number_text};
use crate::payments::actions as payments;
use crate::payments::model::{Payment, Refund, RefundState};
use crate::platform::Tx;
use crate::platform::outbox::Recorded;

/// Writes the mails that an event about money calls for.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let business = recorded.business_id;
    let Some(order) = event.order() else { return Ok(()) };
    let Some(order) = orders::find_quietly(&mut *tx, business, order).await? else { return Ok(()) };
    let cause = format!("money:{}", recorded.id);
    match event {
        Event::PaymentDoubted { payment, why, .. } => {
            let Some(payment) = payment_of(tx, &order, *payment).await? else { return Ok(()) };
            mail_admins(tx, recorded, &doubted(&order, &payment, why), "doubted").await
        }
        Event::RefundChanged { refund, state: RefundState::Failed, .. } => {
            let all = payments::refunds_of_order(&mut *tx, business, order.order.id).await?;
            let Some(refund) = all.into_iter().find(|r| r.id == *refund) else { return Ok(()) };
            mail_admins(tx, recorded, &not_given_back(&order, &refund), "refund").await
        }
        Event::PaymentPending { payment, .. } => {
            let Some(payment) = payment_of(tx, &order, *payment).await? else { return Ok(()) };
            mail_buyer(tx, &order, &pending(&order, &payment), &cause, None).await
        }
        Event::PaymentReturned { payment, .. } => {
            let Some(payment) = payment_of(tx, &order, *payment).await? else { return Ok(()) };
            mail_buyer(tx, &order, &came_late(&order, &payment), &cause, None).await
        }
        Event::PaymentFailed { payment, .. } => {
            // Of others the buyer hears on the page, where they wait for it.
            let known = payment_of(tx, &order, *payment).await?.filter(|p| p.pending_since.is_some() && order.order.status != OrderStatus::Cancelled);
            let Some(payment) = known else { return Ok(()) };
            mail_buyer(tx, &order, &did_not_come(&order, &payment), &cause, None).await
        }
        _ => Ok(()),
    }
}

async fn payment_of(tx: &mut Tx, order: &Opened, id: crate::kernel::ids::PaymentId) -> Result<Option<Payment>> {
    let all = payments::list_of_order(&mut *tx, order.order.business_id, order.order.id).await?;
    Ok(all.into_iter().find(|p| p.id == id))
}

fn to_admins(order: &Opened, what: &str, paragraphs: Vec<String>) -> Mail {
    let subject = format!("[{}] {what}", number_text(order.order.number));
    Mail { subject, paragraphs, button: "See what to do", path: "/admin/payments/check".to_owned() }
}

fn to_buyer(order: &Opened, what: &str, words: String) -> Mail {
    let subject = format!("[{}] {what}", number_text(order.order.number));
    Mail { subject, paragraphs: vec![words], button: "See your order", path: format!("/o/{}", order.order.token) }
}

fn doubted(order: &Opened, payment: &Payment, why: &str) -> Mail {
    let said = format!("Something about a payment of {} through {} does not fit: {why}", payment.shown(), payment.provider.label());
    to_admins(order, "A payment does not fit", vec![said])
}

fn not_given_back(order: &Opened, refund: &Refund) -> Mail {
    let said = format!("{} did not go back to {}: {}", order.order.shown(refund.amount), order.order.name, refund.failure);
    to_admins(order, "A refund did not work", vec![said, "The customer was told that it is on its way.".to_owned()])
}

fn pending(order: &Opened, payment: &Payment) -> Mail {
    let who = payment.provider.label();
    let said =
        format!("{who} tells us that your payment of {} is on its way. That may take some days. You need not pay again; we write to you.", payment.shown());
    to_buyer(order, "Your payment is on its way", said)
}

fn came_late(order: &Opened, payment: &Payment) -> Mail {
    let why = if order.order.status == OrderStatus::Cancelled { "after the order was cancelled" } else { "a second time" };
    to_buyer(order, "We give your payment back", format!("Your payment of {} came {why}. We are giving it back to you.", payment.shown()))
}

fn did_not_come(order: &Opened, payment: &Payment) -> Mail {
    let said = format!(
        "Your payment of {} through {} did not come after all. You can pay again on the page of your order.",
        payment.shown(),
        payment.provider.label()
    );
    to_buyer(order, "Your payment did not come", said)
}
