//! No money comes without a trace: silence of a provider, money on its way, phones and pages that agree late, orders that are cancelled meanwhile.

use super::{calls, open_till};
use crate::harness::{Process, Safaricom, World, drain, drain_with_failures};
use crate::on_both;
use crate::shop::checkout;
use stoa::Error;
use stoa::event::{Heard, Subject, Topic};
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::OrderStatus;
use stoa::payments::actions as payments;
use stoa::payments::model::{PaymentState, Reckoning};

on_both!(
    money_taken_while_m_pesa_was_down_is_found_when_it_is_back,
    a_provider_that_never_says_leaves_a_doubt_and_no_silence,
    a_phone_that_agreed_before_another_was_asked_is_found_without_any_callback,
    money_that_paypal_has_on_its_way_is_waited_for_and_not_asked_for_again,
    another_amount_is_noticed_whether_the_callback_or_the_question_comes_first,
    nobody_is_asked_to_pay_an_order_that_was_cancelled,
    an_approved_payment_of_a_cancelled_order_is_not_collected,
    staff_and_customer_hear_of_payments_at_once,
);

const DAY: i64 = 24 * 60;

async fn money_taken_while_m_pesa_was_down_is_found_when_it_is_back(world: &World) {
    let till = open_till(world, "KES").await;
    let order = till.ordered("mpesa").await;
    till.safaricom.decide(0, 0);
    till.safaricom.set_down(true);
    till.later(5).await;
    let payment = till.payments(&order).await.remove(0);
    assert!(payment.state == PaymentState::Initiated && payment.unheard_since.is_some(), "nobody can say that nobody agreed: {payment:?}");
    assert_eq!(till.reckoning().await.undecided.len(), 1);
    till.later(120).await;
    till.safaricom.set_down(false);
    till.later(31).await;
    assert_eq!((till.now(&order).await.order.status, till.reckoning().await), (OrderStatus::Paid, Reckoning::default()));
}

async fn a_provider_that_never_says_leaves_a_doubt_and_no_silence(world: &World) {
    let till = open_till(world, "KES").await;
    let order = till.ordered("mpesa").await;
    till.safaricom.set_down(true);
    for _ in 0..26 {
        till.later(60).await;
    }
    let payment = till.payments(&order).await.remove(0);
    assert!(payment.state == PaymentState::Failed && payment.doubt.contains("did not say how this payment stands"), "{payment:?}");
    assert_eq!((till.alarms("A payment does not fit").await, till.reckoning().await.doubts.len()), (1, 1));
    // Its pieces stay kept while somebody may have paid.
    till.later(2 * DAY).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Pending);
    payments::look_into(&till.s, &till.kiln.boss.admin(), payment.id, "Nothing came in.").await.unwrap();
    till.later(61).await;
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Cancelled);
}

async fn a_phone_that_agreed_before_another_was_asked_is_found_without_any_callback(world: &World) {
    let till = open_till(world, "KES").await;
    let order = till.ordered("mpesa").await;
    till.later(1).await;
    payments::pay(&till.s, &order.token, "0711 000 482", "KE", "10.0.0.1").await.unwrap();
    drain(&till.s).await;
    till.safaricom.decide(0, 0);
    till.safaricom.decide(1, 1032);
    till.later(2).await;
    let all = till.payments(&order).await;
    assert_eq!([all[0].state, all[1].state], [PaymentState::Completed, PaymentState::Failed]);
    assert_eq!((till.now(&order).await.order.status, till.reckoning().await), (OrderStatus::Paid, Reckoning::default()));
}

async fn money_that_paypal_has_on_its_way_is_waited_for_and_not_asked_for_again(world: &World) {
    let (till, site) = (open_till(world, "EUR").await, world.site().await);
    let order = till.ordered("paypal").await;
    till.paypal.change(0, |o| (o.status, o.pends) = ("APPROVED".into(), true));
    till.later(1).await;
    assert!(till.payments(&order).await[0].is_pending());
    for _ in 0..5 {
        till.later(DAY).await;
    }
    let waits = till.reckoning().await;
    assert!(waits.undecided.len() == 1 && waits.undecided[0].pending_since.is_some() && waits.doubts.is_empty(), "{waits:?}");
    assert_eq!(till.now(&order).await.order.status, OrderStatus::Pending, "it is not cancelled while money is on its way");
    assert_eq!(till.mails("Your payment is on its way").await, 1, "the buyer hears of it once");
    let page = site.browser("").get(&app::routes::order(&order.token)).await.text();
    assert!(page.contains("Your payment is on its way") && !page.contains("Go to PayPal") && !page.contains("This is not paid yet"), "{page}");
    let again = payments::pay(&till.s, &order.token, "", "", "10.0.0.1").await;
    assert!(matches!(&again, Err(Error::Conflict(why)) if why.contains("need not pay again")), "{again:?}");
    till.paypal.change(0, |o| o.pends = false);
    till.later(6 * 60 + 1).await;
    assert_eq!((till.now(&order).await.order.status, till.mails("Paid").await), (OrderStatus::Paid, 1));
    assert_eq!(till.reckoning().await, Reckoning::default());
    drop(site);
}

async fn another_amount_is_noticed_whether_the_callback_or_the_question_comes_first(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    for is_asked_first in [false, true] {
        let order = till.ordered("mpesa").await;
        let n = till.safaricom.pushes().len() - 1;
        let push = till.safaricom.pushes().remove(n);
        till.safaricom.decide(n, 0);
        if is_asked_first {
            till.later(1).await;
        }
        let wrong = Safaricom::callback(&push, 0, "1", &format!("WRONG0000{n}"));
        for _ in 0..2 {
            assert_eq!(calls(&site, &push.callback, &[], &wrong).await, 200);
            drain(&till.s).await;
        }
        let payment = till.payments(&order).await.remove(0);
        assert!(payment.is_doubted() && payment.doubt.contains("1.0 was paid instead of KES"), "{is_asked_first} {payment:?}");
        let expected = if is_asked_first { PaymentState::Completed } else { PaymentState::Failed };
        assert_eq!((payment.state, payment.reference), (expected, None), "{is_asked_first}");
        assert_eq!(till.alarms("A payment does not fit").await, n + 1, "told once each");
    }
    drop(site);
}

async fn nobody_is_asked_to_pay_an_order_that_was_cancelled(world: &World) {
    let till = open_till(world, "EUR").await;
    till.paypal.set_down(true);
    let guest = till.kiln.guest_on(&till.s, till.mug, 2).await;
    let order = payments::place(&till.s, &guest, &CheckoutDraft { method: "paypal".into(), ..checkout(1_900) }).await.unwrap();
    assert!(!drain_with_failures(&till.s).await.is_empty());
    orders::cancel_by_link(&till.s, &order.token, None).await.unwrap();
    till.paypal.set_down(false);
    till.later(10).await;
    let payment = till.payments(&order).await.remove(0);
    assert_eq!((payment.state, payment.failure.as_str()), (PaymentState::Failed, "The order was cancelled."));
    assert!(till.paypal.orders().is_empty(), "nothing is made at PayPal");
}

async fn an_approved_payment_of_a_cancelled_order_is_not_collected(world: &World) {
    let till = open_till(world, "EUR").await;
    let order = till.ordered("paypal").await;
    orders::cancel_by_link(&till.s, &order.token, None).await.unwrap();
    till.paypal.approve(0);
    till.later(1).await;
    till.later(200).await;
    assert_eq!(till.paypal.orders()[0].status, "APPROVED", "nothing is taken");
    assert_eq!((till.payments(&order).await[0].state, till.refunds(&order).await.len()), (PaymentState::Failed, 0));
    assert_eq!(till.reckoning().await, Reckoning::default());
}

async fn staff_and_customer_hear_of_payments_at_once(world: &World) {
    let till = open_till(world, "KES").await;
    let wanjiru = world.customer(&till.kiln.business, "Wanjiru").await;
    let agent = world.agent(&till.kiln.business, "Amina").await;
    let process = Process::start(&till.s).await;
    let mut tabs = vec![];
    for (who, topic) in
        [(&agent, Topic::Desk(till.kiln.business.id)), (&till.kiln.boss, Topic::Admin(till.kiln.business.id)), (&wanjiru, Topic::Person(wanjiru.member()))]
    {
        let mut tab = process.tab(&who.token).await;
        tab.watch(topic, 0).await;
        tabs.push((tab, topic));
    }
    let buyer = till.kiln.buyer(&wanjiru, "");
    orders::add_to_cart(&till.s, &buyer, till.mug, "2").await.unwrap();
    let order = payments::place(&till.s, &buyer, &CheckoutDraft { method: "mpesa".into(), ..checkout(190_000) }).await.unwrap();
    drain(&till.s).await;
    for (tab, _) in &mut tabs {
        tab.settle().await;
    }
    till.safaricom.decide(0, 0);
    till.later(1).await;
    for (tab, topic) in &mut tabs {
        let is_it = |heard: &Heard| match heard {
            Heard::Changed { topic: on, hints } => on == topic && hints.iter().any(|h| h.what == Subject::Order && h.id == order.id.0),
            _ => false,
        };
        tab.hear_until(is_it).await;
    }
    process.stop();
}
