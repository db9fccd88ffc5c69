//! What may be done to an order, in every order of deeds.

use super::*;
use crate::kernel::ids::VariantId;
use proptest::prelude::*;

const TOTAL: Money = Money(1_000);

fn order(method: Method) -> Standing {
    Standing { status: OrderStatus::Pending, method, total: TOTAL, paid: Money::ZERO, refunded: Money::ZERO }
}

fn after(s: Standing, o: Outcome) -> Standing {
    Standing { status: o.status, paid: o.paid, refunded: o.refunded, ..s }
}

fn run(mut s: Standing, deeds: &[Deed]) -> Standing {
    for deed in deeds {
        s = after(s, decide(&s, Actor::Staff, *deed, Money::ZERO).unwrap_or_else(|why| panic!("{deed} of {s:?}: {why}")));
    }
    s
}

#[test]
fn an_order_that_is_paid_first_goes_its_way() {
    let s = run(order(Method::Paypal), &[Deed::Confirm, Deed::Pay, Deed::Ship, Deed::Deliver]);
    assert_eq!((s.status, s.paid), (OrderStatus::Delivered, TOTAL));
    assert!(decide(&run(order(Method::Paypal), &[Deed::Confirm]), Actor::Staff, Deed::Ship, Money::ZERO).unwrap_err().contains("not paid"));
}

#[test]
fn an_order_that_is_paid_on_delivery_is_sent_first_and_paid_at_the_door() {
    let sent = run(order(Method::OnDelivery), &[Deed::Confirm, Deed::Ship]);
    assert_eq!(sent.paid, Money::ZERO);
    assert_eq!(run(sent, &[Deed::Deliver]).paid, TOTAL);
}

#[test]
fn buyers_may_only_cancel_and_only_before_anything_was_paid_or_sent() {
    let o = order(Method::OnDelivery);
    assert_eq!(possible(&o, Actor::Buyer), [Deed::Cancel]);
    for deeds in [&[Deed::Confirm, Deed::Ship][..], &[Deed::Pay], &[Deed::Cancel]] {
        assert_eq!(possible(&run(o, deeds), Actor::Buyer), [], "{deeds:?}");
    }
}

#[test]
fn partners_send_and_deliver_what_was_released_and_hear_nothing_of_money() {
    let (unpaid, paid) = (run(order(Method::Paypal), &[Deed::Confirm]), run(order(Method::Paypal), &[Deed::Pay]));
    assert_eq!(possible(&unpaid, Actor::Partner), []);
    let why = decide(&unpaid, Actor::Partner, Deed::Ship, Money::ZERO).unwrap_err();
    assert!(why.contains("not released") && !why.contains("paid"), "{why}");
    assert_eq!(possible(&paid, Actor::Partner), [Deed::Ship]);
    assert_eq!(possible(&run(paid, &[Deed::Ship]), Actor::Partner), [Deed::Deliver]);
    assert!(
        possible(&paid, Actor::Staff).contains(&Deed::Entrust) && !possible(&run(paid, &[Deed::Ship, Deed::Deliver]), Actor::Staff).contains(&Deed::Entrust)
    );
}

#[test]
fn a_refund_of_everything_ends_an_order_and_of_a_part_does_not() {
    let paid = run(order(Method::Mpesa), &[Deed::Pay]);
    let part = after(paid, decide(&paid, Actor::Staff, Deed::Refund, Money(400)).unwrap());
    assert_eq!((part.status, part.refunded), (OrderStatus::Paid, Money(400)));
    assert!(decide(&part, Actor::Staff, Deed::Refund, Money(601)).is_err());
    assert_eq!(decide(&part, Actor::Staff, Deed::Refund, Money(600)).unwrap().status, OrderStatus::Refunded);
}

#[test]
fn a_refund_is_the_price_of_its_pieces() {
    let line = |id, price, quantity, returned| OrderLine {
        id: OrderLineId(id),
        variant_id: VariantId(id),
        sku: "A".into(),
        product: "Mug".into(),
        variant: String::new(),
        price: Money(price),
        quantity,
        returned,
        picture: None,
        slug: None,
    };
    let lines = [line(1, 300, 3, 1), line(2, 50, 1, 0)];
    assert_eq!(refund_of(&lines, &[(OrderLineId(1), 2), (OrderLineId(2), 1)]), Ok(Money(650)));
    for wrong in [(OrderLineId(1), 3), (OrderLineId(2), -1), (OrderLineId(9), 1)] {
        assert!(refund_of(&lines, &[wrong]).is_err());
    }
}

#[test]
fn the_course_of_an_order_says_how_far_it_is() {
    let names = |s: &Standing| course(s).into_iter().filter(|(_, done)| *done).map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&order(Method::OnDelivery)), ["Received"]);
    assert_eq!(names(&run(order(Method::OnDelivery), &[Deed::Confirm, Deed::Ship])), ["Received", "Confirmed", "On its way"]);
    assert_eq!(names(&run(order(Method::Mpesa), &[Deed::Pay])), ["Received", "Confirmed", "Paid"]);
    assert_eq!(names(&run(order(Method::Mpesa), &[Deed::Cancel])), ["Received", "Cancelled"]);
}

fn deed() -> impl Strategy<Value = Deed> {
    prop::sample::select(Deed::ALL)
}

fn actor() -> impl Strategy<Value = Actor> {
    prop::sample::select(vec![Actor::Buyer, Actor::Staff, Actor::Partner, Actor::Stoa])
}

proptest! {
    #[test]
    fn whatever_is_tried_money_adds_up_and_an_end_is_an_end(
        method in prop::sample::select(Method::ALL), tries in prop::collection::vec((actor(), deed(), 0_i64..1_500), 0..40)
    ) {
        let mut s = order(method);
        for (who, deed, amount) in tries {
            let Ok(outcome) = decide(&s, who, deed, Money(amount)) else { continue };
            let is_over = matches!(s.status, OrderStatus::Cancelled | OrderStatus::Refunded);
            prop_assert!(!is_over, "{deed} after {s:?}");
            prop_assert!(who != Actor::Buyer || deed == Deed::Cancel);
            prop_assert!(who != Actor::Partner || matches!(deed, Deed::Ship | Deed::Deliver));
            let next = after(s, outcome);
            prop_assert!(next.paid >= s.paid && next.refunded >= s.refunded, "money never vanishes");
            prop_assert!(next.refunded <= next.paid && next.paid <= TOTAL);
            prop_assert!(next.status != OrderStatus::Cancelled || next.paid == Money::ZERO, "nothing that was paid is cancelled");
            prop_assert_eq!(next.status == OrderStatus::Refunded, next.refunded == TOTAL);
            if matches!(next.status, OrderStatus::Shipped) && method != Method::OnDelivery {
                prop_assert_eq!(next.paid, TOTAL);
            }
            s = next;
        }
    }

    #[test]
    fn what_is_offered_can_be_done(method in prop::sample::select(Method::ALL), deeds in prop::collection::vec(deed(), 0..8), who in actor()) {
        let mut s = order(method);
        for deed in deeds {
            if let Ok(outcome) = decide(&s, Actor::Staff, deed, Money(100)) {
                s = after(s, outcome);
            }
        }
        for deed in possible(&s, who) {
            prop_assert!(decide(&s, who, deed, Money(1)).is_ok());
        }
    }
}
