//! PayPal: made, approved, captured; webhooks are believed when PayPal says that they are its own.

use super::{Till, calls, open_till};
use crate::harness::{World, drain, drain_with_failures};
use crate::on_both;
use stoa::orders::model::{Deed, OrderStatus};
use stoa::payments::actions as payments;
use stoa::payments::model::{PaymentState, Reckoning};

on_both!(
    an_approved_payment_is_captured_once_and_pays_the_order,
    webhooks_are_believed_only_when_paypal_says_that_they_are_its_own,
    another_amount_or_currency_pays_nothing,
    a_card_that_is_refused_can_be_followed_by_another,
    paypal_that_is_down_is_asked_again,
);

/// The headers of a webhook.
pub fn signed<'a>(id: &'a str, signature: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("paypal-auth-algo", "SHA256withRSA"),
        ("paypal-cert-url", "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270"),
        ("paypal-transmission-id", id),
        ("paypal-transmission-sig", signature),
        ("paypal-transmission-time", "2026-03-11T09:00:00Z"),
    ]
}

/// Where PayPal sends its webhooks.
pub async fn webhook_path(till: &Till) -> String {
    let [_, paypal] = payments::connections(&till.s, &till.kiln.boss.admin()).await.unwrap();
    paypal.address.trim_start_matches("http://stoa.test").to_owned()
}

async fn an_approved_payment_is_captured_once_and_pays_the_order(world: &World) {
    let (till, site) = (open_till(world, "EUR").await, world.site().await);
    let order = till.ordered("paypal").await;
    let payment = till.payments(&order).await.remove(0);
    assert_eq!(payment.link, "https://www.paypal.com/checkoutnow?token=5O190127TN0000000");
    assert_eq!(till.paypal.orders()[0].amount, ("EUR".to_owned(), "19.00".to_owned()));
    till.later(1).await;
    assert_eq!(till.payments(&order).await[0].state, PaymentState::Initiated, "nobody has agreed");
    till.paypal.approve(0);
    let mark = till.s.vault().sign(stoa::payments::providers::PLACE, &format!("payment_back/{}/{}", till.kiln.business.id, payment.id));
    let back = format!("/api/pay/back/{}/{}/{mark}", till.kiln.business.id, payment.id);
    let visitor = site.browser("");
    for _ in 0..3 {
        let answer = visitor.get(&format!("{back}?token=5O190127TN0000000&PayerID=X")).await;
        assert_eq!((answer.status, answer.location()), (303, app::routes::order(&order.token).as_str()));
    }
    assert_eq!(visitor.get(&back.replace(&mark, &"0".repeat(64))).await.status, 404);
    drain(&till.s).await;
    let opened = till.now(&order).await;
    assert_eq!((opened.order.status, opened.steps.iter().filter(|s| s.deed == Deed::Pay).count()), (OrderStatus::Paid, 1));
    let paid = till.payments(&order).await.remove(0);
    assert_eq!((paid.state, paid.reference.as_deref()), (PaymentState::Completed, Some("CAP-5O190127TN0000000")));
    till.later(200).await;
    assert_eq!((till.mails("Paid").await, till.reckoning().await), (1, Reckoning::default()));
    drop(site);
}

async fn webhooks_are_believed_only_when_paypal_says_that_they_are_its_own(world: &World) {
    let (till, site) = (open_till(world, "EUR").await, world.site().await);
    let (order, path) = (till.ordered("paypal").await, webhook_path(&till).await);
    till.paypal.approve(0);
    let told = till.paypal.notice(0, "CHECKOUT.ORDER.APPROVED");
    assert_eq!(calls(&site, &path, &signed("1", "forged"), &told).await, 200, "it is taken");
    drain(&till.s).await;
    assert_eq!(till.payments(&order).await[0].state, PaymentState::Initiated, "and not believed");
    assert_eq!(calls(&site, &format!("{}0", &path[..path.len() - 1]), &signed("2", "x"), &told).await, 404);
    assert_eq!(calls(&site, &path, &[], &told).await, 422);
    assert_eq!(calls(&site, &path, &signed("3", "x"), "not JSON").await, 422);
    for id in ["4", "4", "5"] {
        assert_eq!(calls(&site, &path, &signed(id, crate::harness::paypal::SIGNATURE), &told).await, 200);
    }
    drain(&till.s).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Paid);
    // The word about the capture comes too, twice and late.
    let captured = till.paypal.notice(0, "PAYMENT.CAPTURE.COMPLETED");
    for id in ["6", "7"] {
        assert_eq!(calls(&site, &path, &signed(id, crate::harness::paypal::SIGNATURE), &captured).await, 200);
    }
    drain(&till.s).await;
    assert_eq!((till.mails("Paid").await, till.reckoning().await), (1, Reckoning::default()));
    // Somebody gives money back at PayPal, of which nobody here knows.
    let refunded = serde_json::json!({
        "id": "WH-1", "event_type": "PAYMENT.CAPTURE.REFUNDED",
        "resource": { "id": "REF-ELSEWHERE", "links": [{ "rel": "up", "href": "https://api.paypal.com/v2/payments/captures/CAP-5O190127TN0000000" }] },
    });
    assert_eq!(calls(&site, &path, &signed("8", crate::harness::paypal::SIGNATURE), &refunded.to_string()).await, 200);
    drain(&till.s).await;
    assert!(till.reckoning().await.doubts[0].doubt.contains("REF-ELSEWHERE"));
    drop(site);
}

async fn another_amount_or_currency_pays_nothing(world: &World) {
    let till = open_till(world, "EUR").await;
    for (n, takes) in [("EUR", "1.00"), ("USD", "19.00"), ("EUR", "nonsense")].into_iter().enumerate() {
        let order = till.ordered("paypal").await;
        till.paypal.change(n, |o| (o.status, o.takes) = ("APPROVED".into(), (takes.0.into(), takes.1.into())));
        till.later(1).await;
        let payment = till.payments(&order).await.remove(0);
        assert!(payment.state == PaymentState::Failed && payment.doubt.starts_with("PayPal says that"), "{takes:?} {payment:?}");
        assert_eq!(till.now(&order).await.order.status, OrderStatus::Pending, "{takes:?}");
    }
    assert_eq!(till.reckoning().await.doubts.len(), 3);
}

async fn a_card_that_is_refused_can_be_followed_by_another(world: &World) {
    let till = open_till(world, "EUR").await;
    let order = till.ordered("paypal").await;
    till.paypal.change(0, |o| (o.status, o.declines) = ("APPROVED".into(), true));
    till.later(1).await;
    let failed = till.payments(&order).await.remove(0);
    assert!(failed.state == PaymentState::Failed && failed.failure.contains("another card"), "{failed:?}");
    payments::pay(&till.s, &order.token, "", "", "10.0.0.1").await.unwrap();
    drain(&till.s).await;
    till.paypal.approve(1);
    till.later(1).await;
    assert_eq!((till.now(&order).await.order.status, till.reckoning().await), (OrderStatus::Paid, Reckoning::default()));
}

async fn paypal_that_is_down_is_asked_again(world: &World) {
    let till = open_till(world, "EUR").await;
    till.paypal.set_down(true);
    let guest = till.kiln.guest_on(&till.s, till.mug, 2).await;
    let form = stoa::orders::draft::CheckoutDraft { method: "paypal".into(), ..crate::shop::checkout(1_900) };
    let order = payments::place(&till.s, &guest, &form).await.unwrap();
    assert!(!drain_with_failures(&till.s).await.is_empty());
    till.paypal.set_down(false);
    till.later(1).await;
    assert_eq!(till.paypal.orders().len(), 1);
    till.paypal.approve(0);
    till.paypal.set_down(true);
    till.s.clock().advance(60_000);
    drain_with_failures(&till.s).await;
    assert_eq!(till.payments(&order).await[0].state, PaymentState::Initiated);
    till.paypal.set_down(false);
    till.later(2).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Paid);
    // A page that was left open too long.
    let left = till.ordered("paypal").await;
    till.later(60).await;
    till.later(181).await;
    assert_eq!(till.payments(&left).await[0].failure, "Nobody agreed at PayPal in time.");
}
