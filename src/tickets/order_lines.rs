//! The lines that tell of an order in the lanes of its ticket: each side hears what concerns it. Pure.
//!
//! A partner never reads of money or of what the customer said; a customer never reads who fulfils an order.

use crate::orders::fulfil::{FulfilLine, Stage, fewer, stage};
use crate::orders::model::{Deed, Order, OrderStatus, Step, number_text};

/// What the ticket of an order is called.
pub fn subject(order: &Order) -> String {
    format!("Order {}", number_text(order.number))
}

fn followed(order: &Order) -> String {
    if order.tracking.is_empty() { String::new() } else { format!(" Follow it: {}", order.tracking) }
}

/// What the customer reads of a step.
pub fn for_customer(order: &Order, step: &Step) -> Option<String> {
    Some(match step.deed {
        Deed::Place => format!("We have your order {}.", number_text(order.number)),
        Deed::Confirm => "Your order is confirmed.".to_owned(),
        Deed::Pay => format!("Your payment has arrived: {}.", order.shown(step.amount)),
        Deed::Ship => format!("Your order is on its way.{}", followed(order)),
        Deed::Deliver => "Your order is delivered.".to_owned(),
        Deed::Cancel => "Your order is cancelled.".to_owned(),
        Deed::Refund => format!("We are giving you {} back.", order.shown(step.amount)),
        Deed::Entrust => return None,
    })
}

/// What the partner reads of a step. What staff notes goes along with a delivery only. `lines` are those the partner sees, as they stand.
pub fn for_partner(order: &Order, lines: &[FulfilLine], step: &Step) -> Option<String> {
    let noted = || if step.note.is_empty() { String::new() } else { format!(" {}", step.note) };
    let released = || format!("{} is released: you can send it.", number_text(order.number));
    Some(match step.deed {
        Deed::Place | Deed::Entrust => match stage(&order.standing()) {
            Stage::Ready if step.deed == Deed::Entrust => format!("New order to fulfil: {}. It is released: you can send it.", number_text(order.number)),
            _ => format!("New order to fulfil: {}.", number_text(order.number)),
        },
        Deed::Confirm if order.method.is_paid_at_the_door() => released(),
        Deed::Pay if step.status == OrderStatus::Paid => released(),
        Deed::Ship => format!("Sent.{}{}", followed(order), noted()),
        Deed::Deliver => format!("Delivered.{}", noted()),
        Deed::Cancel => "This order is called off. Do not send it.".to_owned(),
        Deed::Refund if step.status == OrderStatus::Refunded => "This order is called off.".to_owned(),
        Deed::Refund if matches!(stage(&order.standing()), Stage::Waiting | Stage::Ready) => Some(fewer(lines).join(" ")).filter(|told| !told.is_empty())?,
        Deed::Confirm | Deed::Pay | Deed::Refund => return None,
    })
}

/// The steps that a partner hears of: those since they have the order.
pub fn since_entrusted(steps: &[Step]) -> &[Step] {
    let from = steps.iter().rposition(|step| step.deed == Deed::Entrust).unwrap_or(0);
    &steps[from..]
}

/// Staff reads who fulfils the order now.
pub fn entrusted(step: &Step) -> Option<String> {
    let by = step.member.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    (step.deed == Deed::Entrust).then(|| format!("Partner of the order: {}; set{by}.", step.note))
}

/// The partner reads that nobody can write any more.
pub fn closed() -> String {
    "The shop has closed this conversation.".into()
}

/// The partner reads that it goes on.
pub fn reopened() -> String {
    "The shop has opened this conversation again.".into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{BusinessId, CartId, OrderId};
    use crate::kernel::money::Money;
    use crate::kernel::time::Timestamp;
    use crate::orders::model::Method;

    fn order(method: Method, status: OrderStatus) -> Order {
        Order {
            id: OrderId(1),
            business_id: BusinessId(1),
            number: 12,
            token: "abc".into(),
            cart_id: CartId(1),
            member_id: None,
            name: "Wanjiru".into(),
            email: "w@example.com".into(),
            phone: "+254700000000".into(),
            address: "Ngong Road 1".into(),
            note: String::new(),
            method,
            status,
            currency: "KES".into(),
            total: Money(190_000),
            paid: Money::ZERO,
            refunded: Money::ZERO,
            partner_id: None,
            tracking: "https://post.example/7".into(),
            placed_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    fn step(deed: Deed, status: OrderStatus) -> Step {
        Step { id: 1, deed, status, amount: Money(190_000), note: "Left at the gate.".into(), member: Some("Amina".into()), at: Timestamp(0) }
    }

    #[test]
    fn partners_never_read_of_money() {
        for deed in Deed::ALL {
            for status in OrderStatus::ALL {
                for method in Method::ALL {
                    let line = for_partner(&order(*method, *status), &[], &step(*deed, *status)).unwrap_or_default();
                    assert!(!line.contains("1,900") && !line.contains("KES") && !line.to_lowercase().contains("paid"), "{deed}: {line}");
                }
            }
        }
    }

    #[test]
    fn partners_hear_when_an_order_may_be_sent() {
        let confirmed = OrderStatus::Confirmed;
        assert!(for_partner(&order(Method::OnDelivery, confirmed), &[], &step(Deed::Confirm, confirmed)).unwrap().contains("released"));
        assert_eq!(for_partner(&order(Method::Paypal, confirmed), &[], &step(Deed::Confirm, confirmed)), None);
        assert!(for_partner(&order(Method::Paypal, OrderStatus::Paid), &[], &step(Deed::Pay, OrderStatus::Paid)).unwrap().contains("released"));
        assert!(for_partner(&order(Method::OnDelivery, confirmed), &[], &step(Deed::Entrust, confirmed)).unwrap().ends_with("you can send it."));
    }

    #[test]
    fn a_partner_hears_of_fewer_pieces_before_they_are_sent() {
        let mug = FulfilLine { product: "Mug".into(), variant: String::new(), sku: String::new(), quantity: 1, ordered: 2, partner_id: None, picture: None };
        let told = |status| for_partner(&order(Method::Paypal, status), std::slice::from_ref(&mug), &step(Deed::Refund, status));
        assert_eq!(told(OrderStatus::Paid).as_deref(), Some("Send 1 × Mug instead of 2."));
        assert_eq!(told(OrderStatus::Shipped), None, "what is sent is sent");
        assert_eq!(for_partner(&order(Method::Paypal, OrderStatus::Paid), &[], &step(Deed::Refund, OrderStatus::Paid)), None);
    }

    #[test]
    fn customers_hear_of_every_step_but_not_of_the_partner_or_of_notes() {
        for deed in Deed::ALL {
            let line = for_customer(&order(Method::Paypal, OrderStatus::Paid), &step(*deed, OrderStatus::Paid));
            assert_eq!(line.is_none(), *deed == Deed::Entrust);
            assert!(!line.unwrap_or_default().contains("gate"));
        }
        assert!(
            for_customer(&order(Method::Paypal, OrderStatus::Shipped), &step(Deed::Ship, OrderStatus::Shipped)).unwrap().ends_with("https://post.example/7")
        );
    }

    #[test]
    fn a_partner_hears_of_what_happened_since_they_have_the_order() {
        let steps = [step(Deed::Place, OrderStatus::Pending), step(Deed::Entrust, OrderStatus::Pending), step(Deed::Confirm, OrderStatus::Confirmed)];
        assert_eq!(since_entrusted(&steps).len(), 2);
        assert_eq!(since_entrusted(&steps[..1]).len(), 1);
        assert!(since_entrusted(&[]).is_empty());
    }
}
