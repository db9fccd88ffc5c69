//! Mails to partners: an order to fulfil, one that may be sent, one that is called off, and what staff wrote.
//!
//! They hold no price, no way to pay and no contact data of the customer.

use super::actions::mail;
use super::words::Mail;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::text::preview;
use crate::orders::actions as orders;
use crate::orders::fulfil::{Stage, ToFulfil, fewer};
use crate::orders::model::{Deed, OrderStatus, number_text};
use crate::platform::Tx;
use crate::platform::outbox::Recorded;

/// Writes what the partner of an order wants to know of an event, unless it was they who did it.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let business = recorded.business_id;
    let Some(partner) = event.audience().partner.filter(|p| Some(*p) != recorded.actor_id) else { return Ok(()) };
    let letter = match *event {
        Event::OrderPlaced { order, .. } | Event::OrderChanged { order, .. } => {
            let order = orders::find_entrusted(&mut *tx, business, order).await?.filter(|(who, _)| *who == partner);
            let Some(letter) = order.and_then(|(_, order)| happened(&order, event)) else { return Ok(()) };
            letter
        }
        _ => return Ok(()),
    };
    mail(tx, business, partner, &letter, &format!("partner:{}", recorded.id)).await
}

fn about(order: &ToFulfil, what: &str, paragraphs: Vec<String>) -> Mail {
    let subject = format!("[{}] {what}", number_text(order.number));
    Mail { subject, paragraphs, button: "Open the order", path: format!("/partner/orders/{}", order.number) }
}

/// Staff wrote.
pub(super) fn told(order: &ToFulfil, text: &str) -> Mail {
    let text = if text.is_empty() { "We have sent you a picture.".to_owned() } else { preview(text, 2000) };
    about(order, "New message", vec![format!("There is a message about {}:", number_text(order.number)), text])
}

/// What an event of an order means for its partner.
fn happened(order: &ToFulfil, event: &Event) -> Option<Mail> {
    let listed = || order.lines.iter().map(|l| format!("{} × {}", l.quantity, l.name())).collect::<Vec<_>>().join("\n");
    let to = || format!("It goes to:\n{}\n{}", order.name, order.address);
    Some(match event {
        Event::OrderPlaced { .. } | Event::OrderChanged { deed: Deed::Entrust, .. } => {
            let next = match order.stage {
                Stage::Ready => "It is released: you can send it.",
                _ => "We tell you as soon as you can send it.",
            };
            about(order, "New order to fulfil", vec![listed(), to(), next.to_owned()])
        }
        Event::OrderChanged { deed: Deed::Confirm | Deed::Pay, .. } if order.stage == Stage::Ready => {
            about(order, "Ready to send", vec!["This order is released: you can send it.".to_owned(), listed(), to()])
        }
        Event::OrderChanged { status: OrderStatus::Cancelled | OrderStatus::Refunded, .. } => {
            about(order, "Called off", vec!["This order is called off. Do not send it.".to_owned()])
        }
        Event::OrderChanged { deed: Deed::Refund, .. } if matches!(order.stage, Stage::Waiting | Stage::Ready) => {
            let fewer = fewer(&order.lines);
            if fewer.is_empty() {
                return None;
            }
            about(order, "Send less", vec![fewer.join("\n"), to()])
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{MemberId, OrderId};
    use crate::kernel::money::Money;
    use crate::kernel::time::Timestamp;
    use crate::orders::fulfil::FulfilLine;

    fn order(stage: Stage) -> ToFulfil {
        let line = FulfilLine {
            product: "Mug".into(),
            variant: "Blue".into(),
            sku: "MUG".into(),
            quantity: 2,
            ordered: 2,
            partner_id: Some(MemberId(1)),
            picture: None,
        };
        let (name, address, tracking) = ("Wanjiru".into(), "Ngong Road 1".into(), String::new());
        ToFulfil { id: OrderId(1), number: 7, name, address, stage, tracking, placed_at: Timestamp(0), lines: vec![line] }
    }

    fn changed(deed: Deed, status: OrderStatus) -> Event {
        Event::OrderChanged { order: OrderId(1), customer: None, deed, status, amount: Money(190_000), partner: Some(MemberId(1)), outside: false }
    }

    #[test]
    fn a_partner_hears_what_to_send_when_to_send_it_and_when_not() {
        let new = happened(&order(Stage::Waiting), &changed(Deed::Entrust, OrderStatus::Pending)).unwrap();
        assert_eq!((new.subject.as_str(), new.path.as_str()), ("[ORD-000007] New order to fulfil", "/partner/orders/7"));
        assert_eq!(new.paragraphs[0], "2 × Mug, Blue");
        assert!(happened(&order(Stage::Ready), &changed(Deed::Pay, OrderStatus::Paid)).unwrap().subject.ends_with("Ready to send"));
        assert!(happened(&order(Stage::CalledOff), &changed(Deed::Refund, OrderStatus::Refunded)).unwrap().subject.ends_with("Called off"));
        let mut less = order(Stage::Ready);
        less.lines[0].quantity = 1;
        let less = happened(&less, &changed(Deed::Refund, OrderStatus::Paid)).unwrap();
        assert_eq!(less.paragraphs[0], "Send 1 × Mug, Blue instead of 2.", "a refund of one piece changes what is sent");
        assert_eq!(happened(&order(Stage::Waiting), &changed(Deed::Confirm, OrderStatus::Confirmed)), None);
        assert_eq!(happened(&order(Stage::Delivered), &changed(Deed::Refund, OrderStatus::Delivered)), None);
    }

    #[test]
    fn no_amount_stands_in_a_mail_to_a_partner() {
        for deed in Deed::ALL {
            for status in OrderStatus::ALL {
                for stage in Stage::ALL {
                    let text = happened(&order(*stage), &changed(*deed, *status)).map(|m| format!("{m:?}")).unwrap_or_default();
                    assert!(!text.contains("1,900") && !text.contains("190"), "{text}");
                }
            }
        }
    }
}
