//! Money that goes back through whoever took it, and what is shown while it has not arrived.

use super::{Till, calls, open_till};
use crate::harness::{Safaricom, World, drain};
use crate::on_both;
use stoa::Error;
use stoa::kernel::ids::EventId;
use stoa::kernel::money::Money;
use stoa::orders::actions as orders;
use stoa::orders::model::{Deed, Method, Order};
use stoa::payments::actions as payments;
use stoa::payments::model::{PaymentState, Reckoning, RefundState};

on_both!(
    paypal_gives_parts_back_once_each,
    m_pesa_gives_back_when_it_says_so_and_people_do_the_rest,
    what_goes_back_is_noted_also_when_it_is_followed_before_what_came,
    an_amount_that_m_pesa_does_not_move_is_given_back_by_hand_and_not_cut,
);

/// Staff refunds one more mug.
async fn refund_one(till: &Till, order: &Order) {
    let now = till.now(order).await;
    orders::refund(&till.s, &till.kiln.boss.agent(), order.id, now.order.refunded, &[(now.lines[0].id, 1)], true, "Cracked").await.unwrap();
    drain(&till.s).await;
}

async fn paypal_gives_parts_back_once_each(world: &World) {
    let till = open_till(world, "EUR").await;
    let order = till.ordered("paypal").await;
    till.paypal.approve(0);
    till.later(1).await;
    refund_one(&till, &order).await;
    let first = till.refunds(&order).await.remove(0);
    assert_eq!((first.state, first.amount, till.reckoning().await), (RefundState::Completed, Money(950), Reckoning::default()));
    till.paypal.set_refunds_wait(true);
    refund_one(&till, &order).await;
    assert_eq!(till.refunds(&order).await[1].state, RefundState::Asked);
    assert_eq!((till.reckoning().await.refunds.len(), till.reckoning().await.mismatches), (1, vec![]));
    till.later(5).await;
    till.paypal.set_refunds_wait(false);
    till.later(10).await;
    assert_eq!((till.refunds(&order).await[1].state, till.reckoning().await), (RefundState::Completed, Reckoning::default()));
    assert_eq!(till.paypal.orders()[0].refunds, ["9.50", "9.50"]);
}

async fn m_pesa_gives_back_when_it_says_so_and_people_do_the_rest(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let boss = till.kiln.boss.admin();
    let order = till.ordered("mpesa").await;
    let push = till.safaricom.pushes().remove(0);
    till.safaricom.decide(0, 0);
    calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV")).await;
    drain(&till.s).await;
    refund_one(&till, &order).await;
    let reversal = till.safaricom.reversals().remove(0);
    assert_eq!((reversal.receipt.as_str(), reversal.amount.as_str()), ("NLJ7RT61SV", "950"));
    assert_eq!(till.refunds(&order).await[0].state, RefundState::Asked);
    let id = till.refunds(&order).await[0].id;
    assert!(matches!(payments::refund_by_hand(&till.s, &boss, id).await, Err(Error::Conflict(_))), "it is on its way");
    let done = Safaricom::result(&reversal, 0, "done");
    let stranger = done.replace(&reversal.conversation, "AG_OF_SOMEBODY_ELSE");
    assert_eq!(calls(&site, &reversal.callback, &[], &stranger).await, 200);
    assert_eq!(till.refunds(&order).await[0].state, RefundState::Asked, "of another request");
    assert_eq!(calls(&site, &reversal.callback, &[], &done.replace("950", "95")).await, 200);
    let doubted = till.refunds(&order).await.remove(0);
    assert!(doubted.state == RefundState::Failed && doubted.failure.contains("does not say plainly"), "another amount is not believed: {doubted:?}");
    payments::refund_again(&till.s, &boss, id).await.unwrap();
    drain(&till.s).await;
    let reversal = till.safaricom.reversals().remove(1);
    let refused = Safaricom::result(&reversal, 1, "The initiator is not allowed to do this.");
    assert_eq!(calls(&site, &reversal.callback, &[], &refused).await, 200);
    let open = till.reckoning().await;
    assert!(open.refunds[0].failure.contains("not allowed"), "{open:?}");
    assert_eq!(open.mismatches.len(), 1, "the order says that it was given back");
    payments::refund_again(&till.s, &boss, id).await.unwrap();
    drain(&till.s).await;
    let again = till.safaricom.reversals().remove(2);
    let done = Safaricom::result(&again, 0, "done");
    for _ in 0..3 {
        assert_eq!(calls(&site, &again.callback, &[], &done).await, 200);
    }
    assert_eq!(calls(&site, &again.callback, &[], &Safaricom::result(&again, 1, "late")).await, 200);
    assert_eq!((till.refunds(&order).await[0].state, till.reckoning().await), (RefundState::Completed, Reckoning::default()));

    // Nobody ever says what came of the second one.
    refund_one(&till, &order).await;
    for _ in 0..30 {
        till.later(60).await;
    }
    let silent = till.reckoning().await.refunds.remove(0);
    assert!(silent.state == RefundState::Failed && silent.failure.contains("never said"), "{silent:?}");
    payments::refund_by_hand(&till.s, &boss, silent.id).await.unwrap();
    assert!(matches!(payments::refund_by_hand(&till.s, &boss, silent.id).await, Err(Error::Conflict(_))));
    assert_eq!(till.reckoning().await, Reckoning::default());
    drop(site);
}

async fn an_amount_that_m_pesa_does_not_move_is_given_back_by_hand_and_not_cut(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let (_, odd) = till.kiln.product(world, "Odd mug", "950.50", 20).await;
    let order = till.ordered_of(odd, "mpesa").await;
    assert_eq!(order.total, Money(190_100), "two of them are whole shillings");
    let push = till.safaricom.pushes().remove(0);
    till.safaricom.decide(0, 0);
    calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1901", "NLJ7RT61SV")).await;
    drain(&till.s).await;
    let desk = site.browser(&till.kiln.boss.token).get(&app::routes::desk_order(order.number)).await.text();
    assert!(desk.contains("M-Pesa moves whole shillings only"), "whoever enters the refund is told before: {desk}");
    refund_one(&till, &order).await;
    assert!(till.safaricom.reversals().is_empty(), "no other amount goes back");
    let refund = till.refunds(&order).await.remove(0);
    assert_eq!((refund.state, refund.amount), (RefundState::Failed, Money(95_050)));
    assert!(refund.failure.contains("give KES\u{a0}950.50 back by hand"), "{refund:?}");
    assert_eq!(till.alarms("A refund did not work").await, 1, "its admins hear of it");
    payments::refund_by_hand(&till.s, &till.kiln.boss.admin(), refund.id).await.unwrap();
    assert_eq!((till.now(&order).await.order.refunded, till.reckoning().await), (Money(95_050), Reckoning::default()));
    drop(site);
}

async fn what_goes_back_is_noted_also_when_it_is_followed_before_what_came(world: &World) {
    let till = open_till(world, "KES").await;
    for (method, round) in [("on_delivery", 1), ("mpesa", 2)] {
        let order = till.ordered(method).await;
        orders::act(&till.s, &till.kiln.boss.agent(), order.id, Deed::Pay, "In cash").await.unwrap();
        let line = till.now(&order).await.lines[0].id;
        orders::refund(&till.s, &till.kiln.boss.agent(), order.id, Money::ZERO, &[(line, 1)], true, "Cracked").await.unwrap();
        let mut events: Vec<EventId> = stoa::db_vals!(till.s.db(), "SELECT id FROM event WHERE dispatched_at IS NULL ORDER BY id DESC").unwrap();
        assert!(events.len() > 1, "the payment and the refund wait: {events:?}");
        for event in events.drain(..) {
            stoa::reactions::react_alone(&till.s, till.kiln.business.id, event).await.unwrap();
        }
        drain(&till.s).await;
        let refunds = till.refunds(&order).await;
        assert_eq!(refunds.iter().map(|r| (r.state, r.amount)).collect::<Vec<_>>(), [(RefundState::Completed, Money(95_000))], "{method}");
        let received = till.payments(&order).await.into_iter().filter(|p| p.state == PaymentState::Completed);
        assert_eq!(received.map(|p| (p.provider, p.amount)).collect::<Vec<_>>(), [(Method::OnDelivery, Money(190_000))], "once: {method}");
        assert_eq!(till.reckoning().await.mismatches, [], "round {round}");
    }
}
