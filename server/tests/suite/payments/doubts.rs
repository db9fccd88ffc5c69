//! What does not fit: who hears of it, how people clear it up, and what buyers read of money that goes back.

use super::paypal::{signed, webhook_path};
use super::{Till, calls, open_till};
use crate::harness::paypal::SIGNATURE;
use crate::harness::{Safaricom, World, drain, drain_with_failures};
use crate::on_both;
use serde_json::json;
use stoa::Error;
use stoa::kernel::money::Money;
use stoa::orders::actions as orders;
use stoa::orders::model::OrderStatus;
use stoa::payments::actions as payments;
use stoa::payments::model::{Reckoning, RefundState};

on_both!(
    a_doubt_is_looked_into_once_and_says_who_did,
    a_refund_made_at_paypal_is_noted_once_and_not_made_again,
    a_webhook_that_overtakes_the_answer_to_our_own_refund_is_no_doubt,
    whoever_paid_a_cancelled_order_reads_that_it_goes_back,
);

/// PayPal says that money went back.
fn given_back(id: &str, value: &str) -> String {
    json!({
        "id": "WH-1", "event_type": "PAYMENT.CAPTURE.REFUNDED",
        "resource": {
            "id": id,
            "amount": { "currency_code": "EUR", "value": value },
            "links": [{ "rel": "up", "href": "https://api.paypal.com/v2/payments/captures/CAP-5O190127TN0000000" }],
        },
    })
    .to_string()
}

async fn matters(till: &Till) -> i64 {
    payments::count_matters(&till.s, &till.kiln.boss.admin()).await.unwrap()
}

async fn a_doubt_is_looked_into_once_and_says_who_did(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let order = till.ordered("mpesa").await;
    let push = till.safaricom.pushes().remove(0);
    till.safaricom.decide(0, 0);
    till.later(1).await;
    let wrong = Safaricom::callback(&push, 0, "1", "NLJ7RT61SV");
    calls(&site, &push.callback, &[], &wrong).await;
    drain(&till.s).await;
    let doubt = till.reckoning().await.doubts.remove(0);
    let boss = site.browser(&till.kiln.boss.token);
    let page = boss.get("/admin/payments/check").await.text();
    assert!(page.contains("I have looked into it") && matters(&till).await == 1, "{page}");
    let id = doubt.id.to_string();
    let empty = boss.post("/admin/payments/check", "/api/app/payments/api/look_into_doubt", &[("payment", &id), ("finding", "")]).await;
    let shown = boss.get(empty.location().trim_start_matches(&site.url)).await.text();
    assert!(shown.contains(&format!("finding-{id}-error")) && shown.contains("What you found"), "{shown}");
    let seen = boss.post("/admin/payments/check", "/api/app/payments/api/look_into_doubt", &[("payment", &id), ("finding", "Their test.")]).await;
    assert!(seen.location().contains("done=cleared"), "{seen:?}");
    let again = payments::look_into(&till.s, &till.kiln.boss.admin(), doubt.id, "Once more").await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    assert_eq!((matters(&till).await, till.reckoning().await), (0, Reckoning::default()));
    let desk = boss.get(&app::routes::desk_order(order.number)).await.text();
    assert!(desk.contains("Otieno looked into it") && desk.contains("Their test."), "{desk}");
    // The same said once more is nothing new.
    calls(&site, &push.callback, &[], &wrong).await;
    drain(&till.s).await;
    assert_eq!((matters(&till).await, till.alarms("A payment does not fit").await), (0, 1));
    drop(site);
}

async fn a_refund_made_at_paypal_is_noted_once_and_not_made_again(world: &World) {
    let (till, site) = (open_till(world, "EUR").await, world.site().await);
    let (order, path, boss) = (till.ordered("paypal").await, webhook_path(&till).await, till.kiln.boss.admin());
    till.paypal.approve(0);
    till.later(1).await;
    calls(&site, &path, &signed("1", SIGNATURE), &given_back("REF-ELSEWHERE", "9.50")).await;
    drain(&till.s).await;
    let doubt = till.reckoning().await.doubts.remove(0);
    assert!(doubt.doubt.contains("REF-ELSEWHERE") && doubt.returned == Money(950), "{doubt:?}");
    payments::note_return(&till.s, &boss, doubt.id).await.unwrap();
    drain(&till.s).await;
    let (now, refund) = (till.now(&order).await, till.refunds(&order).await.remove(0));
    assert_eq!((now.order.refunded, refund.state, refund.reference.as_deref()), (Money(950), RefundState::Completed, Some("REF-ELSEWHERE")));
    assert!(till.paypal.orders()[0].refunds.is_empty(), "it is not given back a second time");
    assert_eq!(now.steps.last().and_then(|s| s.member.as_deref()), Some("Otieno"));
    assert!(matches!(payments::note_return(&till.s, &boss, doubt.id).await, Err(Error::Conflict(_))));
    calls(&site, &path, &signed("2", SIGNATURE), &given_back("REF-ELSEWHERE", "9.50")).await;
    drain(&till.s).await;
    assert_eq!((till.refunds(&order).await.len(), till.reckoning().await), (1, Reckoning::default()));
    drop(site);
}

async fn a_webhook_that_overtakes_the_answer_to_our_own_refund_is_no_doubt(world: &World) {
    let (till, site) = (open_till(world, "EUR").await, world.site().await);
    let (order, path) = (till.ordered("paypal").await, webhook_path(&till).await);
    till.paypal.approve(0);
    till.later(1).await;
    till.paypal.set_down(true);
    let line = till.now(&order).await.lines[0].id;
    orders::refund(&till.s, &till.kiln.boss.agent(), order.id, Money::ZERO, &[(line, 1)], true, "").await.unwrap();
    assert!(!drain_with_failures(&till.s).await.is_empty(), "the answer is lost");
    till.paypal.set_down(false);
    calls(&site, &path, &signed("1", SIGNATURE), &given_back("REF-OURS", "9.50")).await;
    drain(&till.s).await;
    till.later(10).await;
    assert_eq!(till.refunds(&order).await[0].state, RefundState::Completed);
    assert_eq!(till.reckoning().await, Reckoning::default());
    // Another amount is none of ours.
    calls(&site, &path, &signed("2", SIGNATURE), &given_back("REF-OTHER", "1.00")).await;
    drain(&till.s).await;
    assert_eq!(till.reckoning().await.doubts.len(), 1);
    drop(site);
}

async fn whoever_paid_a_cancelled_order_reads_that_it_goes_back(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let order = till.ordered("mpesa").await;
    orders::cancel_by_link(&till.s, &order.token, None).await.unwrap();
    till.safaricom.decide(0, 0);
    till.later(1).await;
    assert_eq!((till.now(&order).await.order.status, till.refunds(&order).await.len()), (OrderStatus::Cancelled, 1));
    assert_eq!(till.mails("We give your payment back").await, 1);
    let visitor = site.browser("");
    let page = visitor.get(&app::routes::order(&order.token)).await.text();
    assert!(page.contains("We received KES\u{a0}1,900") && !page.contains("Paid:") && !page.contains("Invoice (PDF)"), "{page}");
    assert_eq!(visitor.get(&app::routes::invoice(&order.token)).await.status, 404, "there is nothing to invoice");
    drop(site);
}
