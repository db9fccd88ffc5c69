//! M-Pesa: asked on the phone, told by callbacks that are believed only after asking.

use super::{calls, mpesa_draft, open_till};
use crate::harness::{Safaricom, World, drain, drain_with_failures};
use crate::on_both;
use crate::shop::checkout;
use stoa::Error;
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::{Deed, Method, OrderStatus};
use stoa::payments::actions as payments;
use stoa::payments::draft::MpesaDraft;
use stoa::payments::model::{Checked, PaymentState, Reckoning};

on_both!(
    a_payment_on_the_phone_pays_the_order_once_however_often_it_is_told,
    a_payment_is_found_without_any_callback,
    lies_at_the_callback_pay_nothing,
    what_did_not_work_can_be_tried_again_with_another_phone,
    a_late_payment_of_an_order_that_is_paid_or_cancelled_goes_back,
    a_request_whose_answer_is_lost_is_never_made_twice,
    m_pesa_is_offered_only_where_it_fits_and_its_keys_stay_secret,
    money_taken_by_hand_adds_up_too,
);

async fn a_payment_on_the_phone_pays_the_order_once_however_often_it_is_told(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let order = till.ordered("mpesa").await;
    let push = till.safaricom.pushes().remove(0);
    assert_eq!((push.phone.as_str(), push.amount.as_str()), ("254700000482", "1900"));
    assert_eq!(till.payments(&order).await[0].state, PaymentState::Initiated);
    till.safaricom.decide(0, 0);
    let told = Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV");
    for _ in 0..5 {
        assert_eq!(calls(&site, &push.callback, &[], &told).await, 200);
    }
    drain(&till.s).await;
    assert_eq!(calls(&site, &push.callback, &[], &told).await, 200);
    // An older word that comes late changes nothing.
    assert_eq!(calls(&site, &push.callback, &[], &Safaricom::callback(&push, 1032, "", "")).await, 200);
    till.later(30).await;
    let opened = till.now(&order).await;
    assert_eq!((opened.order.status, opened.order.paid), (OrderStatus::Paid, order.total));
    assert_eq!(opened.steps.iter().filter(|s| s.deed == Deed::Pay).count(), 1);
    let paid = till.payments(&order).await;
    assert_eq!((paid.len(), paid[0].state, paid[0].reference.as_deref()), (1, PaymentState::Completed, Some("NLJ7RT61SV")));
    assert_eq!((till.mails("Paid").await, till.reckoning().await), (1, Reckoning::default()));
    assert_eq!(till.safaricom.pushes().len(), 1);
    drop(site);
}

async fn a_payment_is_found_without_any_callback(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let order = till.ordered("mpesa").await;
    till.safaricom.set_down(true);
    till.later(1).await;
    assert_eq!(till.payments(&order).await[0].state, PaymentState::Initiated, "a provider that is down decides nothing");
    till.safaricom.set_down(false);
    till.safaricom.decide(0, 0);
    till.later(1).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Paid);
    assert_eq!(till.payments(&order).await[0].reference, None, "nobody has named the receipt");
    let push = till.safaricom.pushes().remove(0);
    assert_eq!(calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV")).await, 200);
    assert_eq!(till.payments(&order).await[0].reference.as_deref(), Some("NLJ7RT61SV"), "it is named later");
    drain(&till.s).await;
    assert_eq!((till.mails("Paid").await, till.reckoning().await), (1, Reckoning::default()));
    drop(site);
}

async fn lies_at_the_callback_pay_nothing(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let order = till.ordered("mpesa").await;
    let push = till.safaricom.pushes().remove(0);
    let truth = Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV");
    let (place, mark) = push.callback.rsplit_once('/').expect("a mark");
    let guessed = format!("{place}/{}", "0".repeat(mark.len()));
    assert_eq!(calls(&site, &guessed, &[], &truth).await, 404, "a guessed address");
    assert_eq!(calls(&site, &push.callback.replace("/phone/", "/returned/"), &[], &truth).await, 404);
    for nonsense in ["", "{}", "[]", "null", "not JSON", r#"{"Body":{"stkCallback":{"ResultCode":"zero"}}}"#] {
        assert_eq!(calls(&site, &push.callback, &[], nonsense).await, 422, "{nonsense}");
    }
    assert_eq!(calls(&site, &push.callback, &[], &"x".repeat(100_000)).await, 413);
    // The right address, and nobody has paid.
    assert_eq!(calls(&site, &push.callback, &[], &truth).await, 200);
    drain(&till.s).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Pending, "M-Pesa does not confirm it");
    // Somebody paid, and the callback says less.
    till.safaricom.decide(0, 0);
    assert_eq!(calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1", "NLJ7RT61SV")).await, 200);
    drain(&till.s).await;
    let payment = till.payments(&order).await.remove(0);
    assert!(payment.state == PaymentState::Failed && payment.doubt.contains("1.0 was paid instead of KES"), "{payment:?}");
    assert_eq!((till.now(&order).await.order.status, till.reckoning().await.doubts.len()), (OrderStatus::Pending, 1));
    // The truth comes after all.
    assert_eq!(calls(&site, &push.callback, &[], &truth).await, 200);
    drain(&till.s).await;
    assert_eq!((till.now(&order).await.order.status, till.reckoning().await), (OrderStatus::Paid, Reckoning::default()));
    // The same receipt for another order.
    let other = till.ordered("mpesa").await;
    let second = till.safaricom.pushes().remove(1);
    till.safaricom.decide(1, 0);
    assert_eq!(calls(&site, &second.callback, &[], &Safaricom::callback(&second, 0, "1900", "NLJ7RT61SV")).await, 200);
    drain(&till.s).await;
    assert_eq!(till.now(&other).await.order.status, OrderStatus::Pending);
    assert!(till.payments(&other).await[0].doubt.contains("belongs to another payment"));
    drop(site);
}

async fn what_did_not_work_can_be_tried_again_with_another_phone(world: &World) {
    let till = open_till(world, "KES").await;
    let order = till.ordered("mpesa").await;
    let again = async |phone: &str| payments::pay(&till.s, &order.token, phone, "KE", "10.0.0.1").await;
    assert!(matches!(again("0711 000 482").await, Err(Error::Conflict(_))), "the phone was asked a moment ago");
    till.safaricom.decide(0, 1032);
    till.later(1).await;
    let first = till.payments(&order).await.remove(0);
    assert_eq!((first.state, first.failure.as_str()), (PaymentState::Failed, "The request was cancelled on the phone."));
    for wrong in ["", "12", "+49 30 1234567"] {
        assert!(again(wrong).await.unwrap_err().of_field("phone").is_some(), "{wrong}");
    }
    again("0711 000 482").await.unwrap();
    drain(&till.s).await;
    assert_eq!(till.safaricom.pushes()[1].phone, "254711000482");
    till.safaricom.decide(1, 0);
    till.later(1).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Paid);
    assert!(matches!(again("0711 000 482").await, Err(Error::Conflict(why)) if why.contains("paid already")));
    let silent = till.ordered("mpesa").await;
    till.later(4).await;
    assert_eq!(till.payments(&silent).await[0].failure, "Nobody agreed on the phone in time.");
    assert_eq!(till.reckoning().await, Reckoning::default());
}

async fn a_late_payment_of_an_order_that_is_paid_or_cancelled_goes_back(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let order = till.ordered("mpesa").await;
    orders::cancel_by_link(&till.s, &order.token, None).await.unwrap();
    let push = till.safaricom.pushes().remove(0);
    till.safaricom.decide(0, 0);
    calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV")).await;
    drain(&till.s).await;
    let (now, reversal) = (till.now(&order).await.order, till.safaricom.reversals().remove(0));
    assert_eq!((now.status, now.paid.0, reversal.receipt.as_str(), reversal.amount.as_str()), (OrderStatus::Cancelled, 0, "NLJ7RT61SV", "1900"));
    let waits = till.reckoning().await;
    assert_eq!((waits.mismatches.len(), waits.refunds.len()), (0, 1), "it is on its way back");
    calls(&site, &reversal.callback, &[], &Safaricom::result(&reversal, 0, "done")).await;
    assert_eq!(till.reckoning().await, Reckoning::default());

    // Two phones are asked, both agree.
    let order = till.ordered("mpesa").await;
    till.later(1).await;
    payments::pay(&till.s, &order.token, "0711 000 482", "KE", "10.0.0.1").await.unwrap();
    drain(&till.s).await;
    let pushes = till.safaricom.pushes();
    for (n, receipt) in [(2, "SECOND0001"), (1, "FIRST00001")] {
        till.safaricom.decide(n, 0);
        calls(&site, &pushes[n].callback, &[], &Safaricom::callback(&pushes[n], 0, "1900", receipt)).await;
        drain(&till.s).await;
    }
    let now = till.now(&order).await;
    assert_eq!((now.order.paid, now.steps.iter().filter(|s| s.deed == Deed::Pay).count()), (order.total, 1), "paid once");
    assert_eq!(till.safaricom.reversals()[1].receipt, "FIRST00001", "what came too much goes back");
    assert_eq!(till.reckoning().await.mismatches, []);
    drop(site);
}

async fn a_request_whose_answer_is_lost_is_never_made_twice(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    till.safaricom.set_swallows(true);
    let order = till.ordered("mpesa").await;
    till.later(1).await;
    till.later(1).await;
    assert_eq!(till.safaricom.pushes().len(), 1, "the phone is asked once");
    till.safaricom.decide(0, 0);
    let push = till.safaricom.pushes().remove(0);
    calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV")).await;
    drain(&till.s).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Paid, "the callback names the request");
    let other = till.ordered("mpesa").await;
    till.later(4).await;
    assert!(till.payments(&other).await[0].failure.contains("M-Pesa did not answer"), "{:?}", till.payments(&other).await);
    // What is refused before anything happened is tried again.
    till.safaricom.set_swallows(false);
    let wrong = MpesaDraft { consumer_secret: "a wrong-secret".replace(' ', "-"), ..mpesa_draft() };
    payments::set_mpesa(&till.s, &till.kiln.boss.admin(), &wrong).await.unwrap();
    let third = till.ordered("mpesa").await;
    assert!(till.payments(&third).await[0].failure.contains("consumer secret"));
    assert!(drain_with_failures(&till.s).await.is_empty());
    drop(site);
}

async fn m_pesa_is_offered_only_where_it_fits_and_its_keys_stay_secret(world: &World) {
    let till = open_till(world, "KES").await;
    let (s, business, boss) = (&till.s, till.kiln.business.id, till.kiln.boss.admin());
    let offered = async |amount: i64, currency: &str| payments::offered(s.db(), business, stoa::kernel::money::Money(amount), currency).await.unwrap();
    assert_eq!(offered(190_000, "KES").await, [Method::OnDelivery, Method::Mpesa]);
    assert_eq!(offered(190_050, "KES").await, [Method::OnDelivery], "no cents");
    assert_eq!(offered(950, "EUR").await, [Method::OnDelivery, Method::Paypal]);
    let guest = till.kiln.guest_on(s, till.mug, 1).await;
    let foreign = CheckoutDraft { method: "mpesa".into(), phone: "+49 30 1234567".into(), ..checkout(95_000) };
    assert!(payments::place(s, &guest, &foreign).await.unwrap_err().of_field("phone").is_some(), "a phone that M-Pesa cannot ask");
    let not_offered = CheckoutDraft { method: "paypal".into(), ..checkout(95_000) };
    assert!(payments::place(s, &guest, &not_offered).await.unwrap_err().of_field("method").is_some());

    const STORED: &str = "SELECT sealed FROM payment_account WHERE business_id = $1 AND provider = 'mpesa'";
    let sealed: String = stoa::db_val!(s.db(), STORED, business).unwrap();
    assert!(sealed.starts_with("v1:") && !sealed.contains("secret"));
    let [mpesa, paypal] = payments::connections(s, &boss).await.unwrap();
    let shown = serde_json::to_string(&mpesa.shown).unwrap();
    assert!(!shown.contains("secret-of-a-shop") && !shown.contains("pass-key") && shown.contains("174379"), "{shown}");
    assert!(paypal.address.starts_with("http://stoa.test/api/pay/notices/"));
    payments::test(s, &boss, Method::Mpesa).await.unwrap();
    assert_eq!(payments::connections(s, &boss).await.unwrap()[0].account.as_ref().unwrap().checked, Checked::Waiting);
    drain(s).await;
    assert_eq!(payments::connections(s, &boss).await.unwrap()[0].account.as_ref().unwrap().checked, Checked::Fine);
    let kept = MpesaDraft { consumer_secret: String::new(), passkey: String::new(), consumer_key: "another-key-here".into(), ..mpesa_draft() };
    payments::set_mpesa(s, &boss, &kept).await.unwrap();
    payments::test(s, &boss, Method::Mpesa).await.unwrap();
    drain(s).await;
    let account = payments::connections(s, &boss).await.unwrap()[0].account.clone().unwrap();
    assert!(account.checked == Checked::Failed && account.said.contains("consumer key"), "{account:?}");
}

async fn money_taken_by_hand_adds_up_too(world: &World) {
    let till = open_till(world, "KES").await;
    let (s, agent) = (&till.s, till.kiln.boss.agent());
    let order = till.ordered("on_delivery").await;
    assert_eq!((till.payments(&order).await, till.safaricom.pushes().len()), (vec![], 0));
    for deed in [Deed::Confirm, Deed::Ship, Deed::Deliver] {
        orders::act(s, &agent, order.id, deed, "").await.unwrap();
        drain(s).await;
    }
    let paid = till.payments(&order).await.remove(0);
    assert_eq!((paid.provider, paid.state, paid.amount), (Method::OnDelivery, PaymentState::Completed, order.total));
    let line = till.now(&order).await.lines[0].id;
    orders::refund(s, &agent, order.id, stoa::kernel::money::Money::ZERO, &[(line, 1)], true, "").await.unwrap();
    drain(s).await;
    assert_eq!((till.refunds(&order).await.len(), till.reckoning().await), (1, Reckoning::default()));
}
