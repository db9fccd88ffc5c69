//! What cards and the lines about them say. Pure: the same words for mails, searches and whoever hears a message read.

use super::model::{Face, FaceLine, OrderFace, ProductFace, SlotFace, Standing};
use crate::appointments::model::{Appointment, Offering, Provider, Step};
use crate::catalog::model::{Item, supply_words};
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::orders::model::{Deed, Method, Opened, OrderLine, number_text};
use crate::orders::rules::{Actor, decide, possible};

/// What a message with a product says. `link` is its address.
pub fn product_words(items: &[Item], currency: &str, link: &str) -> Option<String> {
    let first = items.first()?;
    Some(format!("{}, {}\n{link}", first.product, price_words(items, currency)))
}

/// What a message with an order says: nothing that only its owner may know.
pub fn order_words(number: i64) -> String {
    format!("Order {}", number_text(number))
}

/// What a message with a time says.
pub fn slot_words(title: &str, staff: Option<&str>, at: Timestamp, zone: &Zone) -> String {
    let with = staff.map(|name| format!(" with {name}")).unwrap_or_default();
    format!("{title}{with}: {}", zone.full(at))
}

fn price_words(items: &[Item], currency: &str) -> String {
    let prices = || items.iter().map(|i| i.variant.price);
    match (prices().min(), prices().max()) {
        (Some(least), Some(most)) if least != most => format!("from {}", least.shown(currency)),
        (Some(one), _) => one.shown(currency),
        _ => String::new(),
    }
}

/// A product whose variants these are.
pub fn product_face(items: &[Item], currency: &str) -> Face {
    let Some(first) = items.first() else { return Face::Gone("This is not sold any more.".into()) };
    let there: i64 = items.iter().map(|i| i.variant.available().max(0)).sum();
    let choice = |i: &Item| match (items.len(), i.variant.name.as_str()) {
        (1, _) => i.name(),
        (_, "") => format!("{} · {}", i.variant.sku, i.variant.price.shown(currency)),
        (_, name) => format!("{name} · {}", i.variant.price.shown(currency)),
    };
    Face::Product(ProductFace {
        name: first.product.clone(),
        slug: first.slug.clone(),
        picture: first.picture.clone(),
        price: price_words(items, currency),
        supply: supply_words(there, items.iter().map(|i| i.variant.threshold).sum()),
        choices: items.iter().filter(|i| i.variant.available() > 0).map(|i| (i.variant.id, choice(i))).collect(),
    })
}

/// An order, for its owner and for staff.
pub fn order_face(opened: &Opened) -> Face {
    let (order, standing) = (&opened.order, opened.order.standing());
    let line = |l: &OrderLine| FaceLine { name: l.name(), pieces: l.quantity, returned: l.returned };
    Face::Order(OrderFace {
        number: order.number,
        status: order.status,
        total: order.shown(order.total),
        refunded: (order.refunded.0 > 0).then(|| order.shown(order.refunded)),
        lines: opened.lines.iter().map(line).collect(),
        link: order.token.clone(),
        may_cancel: possible(&standing, Actor::Buyer).contains(&Deed::Cancel),
        may_pay: order.method != Method::OnDelivery && decide(&standing, Actor::Stoa, Deed::Pay, crate::kernel::money::Money::ZERO).is_ok(),
    })
}

/// A time that nobody has booked with its card yet.
pub fn slot_face(offering: &Offering, staff: Option<&Provider>, at: Timestamp, currency: &str, is_free: bool, now: Timestamp) -> Face {
    let standing = match (at <= now, is_free) {
        (true, _) => Standing::Over,
        (false, true) => Standing::Free,
        (false, false) => Standing::Taken,
    };
    Face::Slot(SlotFace {
        title: offering.name.clone(),
        staff: staff.map(|p| p.name.clone()),
        starts_at: at,
        minutes: offering.duration_minutes,
        price: (offering.price.0 > 0).then(|| offering.price.shown(currency)),
        standing,
    })
}

/// What was booked with a card. `link` is for its owner and for staff.
pub fn booked_face(a: &Appointment, link: Option<String>) -> Face {
    Face::Slot(SlotFace {
        title: a.title.clone(),
        staff: Some(a.staff.clone()),
        starts_at: a.starts_at,
        minutes: a.ends_at.since(a.starts_at) / 60_000,
        price: (a.price.0 > 0).then(|| a.price.shown(&a.currency)),
        standing: Standing::Booked(a.state, link),
    })
}

/// What staff did to an order, as a line of the conversation; what was sent is followed by `tracking`, unless that is empty.
pub fn deed_line(by: &str, deed: Deed, number: i64, tracking: &str) -> String {
    let did = match deed {
        Deed::Place => "placed",
        Deed::Entrust => "chose the partner of",
        Deed::Confirm => "confirmed",
        Deed::Pay => "noted the payment of",
        Deed::Ship => "sent",
        Deed::Deliver => "noted the delivery of",
        Deed::Cancel => "cancelled",
        Deed::Refund => "refunded",
    };
    let follow = if deed == Deed::Ship && !tracking.is_empty() { format!(" Follow it: {tracking}") } else { String::new() };
    format!("{by} {did} order {}.{follow}", number_text(number))
}

/// What staff gave back, as a line of the conversation.
pub fn refund_line(by: &str, amount: &str, number: i64) -> String {
    format!("{by} refunded {amount} of order {}.", number_text(number))
}

/// That staff placed an order again, as a line of the conversation.
pub fn again_line(by: &str, before: i64, number: i64, total: &str, method: Method) -> String {
    let how = if method.is_paid_at_the_door() { "on delivery".to_owned() } else { format!("with {}", method.label()) };
    format!("{by} placed order {} like {}: {total}, to be paid {how}.", number_text(number), number_text(before))
}

/// That an appointment was booked, moved or called off, as a line of the conversation.
pub fn step_line(by: &str, step: Step, a: &Appointment, zone: &Zone) -> String {
    let (title, when) = (&a.title, zone.full(a.starts_at));
    match step {
        Step::Book => format!("{by} booked {title} with {}: {when}.", a.staff),
        Step::Move => format!("{by} moved {title} to {when}, with {}.", a.staff),
        Step::Cancel => format!("{by} cancelled {title}, {when}."),
        Step::Finish => format!("{by} noted that {title} took place, {when}."),
        Step::Miss => format!("{by} noted that nobody came to {title}, {when}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::model::Variant;
    use crate::kernel::ids::{ProductId, VariantId};
    use crate::kernel::money::Money;

    fn item(id: i64, name: &str, price: i64, stock: i64) -> Item {
        Item {
            variant: Variant {
                id: VariantId(id),
                product_id: ProductId(1),
                sku: format!("MUG-{id}"),
                name: name.into(),
                price: Money(price),
                stock,
                held: 0,
                threshold: 3,
                lead_days: 7,
                is_archived: false,
            },
            slug: "mug".into(),
            product: "Mug".into(),
            is_offered: true,
            picture: None,
        }
    }

    #[test]
    fn a_product_says_its_least_price_and_offers_only_what_is_there() {
        let Face::Product(face) = product_face(&[item(1, "Small", 95_000, 0), item(2, "Large", 120_000, 9)], "KES") else { panic!("a product") };
        assert!(face.price.starts_with("from ") && face.supply == "In stock", "{face:?}");
        assert_eq!(face.choices.iter().map(|c| c.0).collect::<Vec<_>>(), [VariantId(2)]);
        assert!(matches!(product_face(&[], "KES"), Face::Gone(_)));
        let words = product_words(&[item(1, "", 95_000, 1)], "KES", "https://x/shop/mug").unwrap();
        assert!(words.starts_with("Mug, ") && words.ends_with("\nhttps://x/shop/mug"), "{words}");
    }

    #[test]
    fn the_words_of_an_order_tell_nobody_what_is_in_it() {
        assert_eq!(order_words(12), "Order ORD-000012");
        assert_eq!(deed_line("Amina", Deed::Cancel, 12, "KE-7"), "Amina cancelled order ORD-000012.");
        assert_eq!(deed_line("Amina", Deed::Ship, 12, ""), "Amina sent order ORD-000012.");
        assert_eq!(deed_line("Amina", Deed::Ship, 12, "KE-7"), "Amina sent order ORD-000012. Follow it: KE-7");
        assert_eq!(refund_line("Amina", "KES 950.00", 12), "Amina refunded KES 950.00 of order ORD-000012.");
        let again = |method| again_line("Amina", 12, 13, "KES 950.00", method);
        assert_eq!(again(Method::OnDelivery), "Amina placed order ORD-000013 like ORD-000012: KES 950.00, to be paid on delivery.");
        assert_eq!(again(Method::Mpesa), "Amina placed order ORD-000013 like ORD-000012: KES 950.00, to be paid with M-Pesa.");
    }
}
