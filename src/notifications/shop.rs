//! What the shop's mails say: to whoever ordered, guest or customer, and to admins. Pure.

use super::words::Mail;
use crate::inventory::rules::short_words;
use crate::kernel::money::Money;
use crate::orders::model::{Deed, Method, Opened, OrderLine, number_text};

fn mail(order: &Opened, what: &str, paragraphs: Vec<String>, button: &'static str, path: String) -> Mail {
    Mail { subject: format!("[{}] {what}", number_text(order.order.number)), paragraphs, button, path }
}

/// The way to an order for whoever has the link.
fn link(order: &Opened) -> String {
    format!("/o/{}", order.order.token)
}

fn listed(order: &Opened) -> String {
    let line = |l: &OrderLine| {
        let returned = if l.returned > 0 { format!(" ({} refunded)", l.returned) } else { String::new() };
        format!("{} × {} — {}{returned}", l.quantity, l.name(), order.order.shown(l.amount()))
    };
    let mut lines: Vec<String> = order.lines.iter().map(line).collect();
    lines.push(format!("Total: {}", order.order.shown(order.order.total)));
    if order.order.refunded > Money::ZERO {
        lines.push(format!("Refunded: {}", order.order.shown(order.order.refunded)));
    }
    lines.join("\n")
}

/// To whoever ordered: we have it.
pub fn placed(order: &Opened) -> Mail {
    let o = &order.order;
    let pay = match o.method {
        Method::OnDelivery => "You pay when it comes.",
        Method::Mpesa | Method::Paypal => "We send it as soon as it is paid.",
    };
    let paragraphs = vec![
        format!("Thank you for your order. Its number is {}.", number_text(o.number)),
        listed(order),
        format!("It goes to:\n{}\n{}", o.name, o.address),
        pay.to_owned(),
    ];
    mail(order, "We have your order", paragraphs, "Follow your order", link(order))
}

/// To admins: somebody ordered; and what they have to see to, where its lines are not all of the partner who fulfils it.
pub fn placed_for_staff(order: &Opened, parted: Option<String>) -> Mail {
    let paragraphs = [Some(format!("{} has ordered:", order.order.name)), Some(listed(order)), parted].into_iter().flatten().collect();
    mail(order, "New order", paragraphs, "Open the order", format!("/desk/orders/{}", order.order.number))
}

/// To whoever ordered: something was done to it that they want to know.
pub fn changed(order: &Opened, deed: Deed, amount: Money) -> Option<Mail> {
    let (what, words) = match deed {
        Deed::Confirm => ("Confirmed", "We have confirmed your order and are getting it ready.".to_owned()),
        Deed::Pay | Deed::Deliver if amount > Money::ZERO => {
            ("Paid", format!("We have received {} for your order. Thank you. Your invoice goes along.", order.order.shown(amount)))
        }
        Deed::Ship if order.order.tracking.is_empty() => ("On its way", "Your order is on its way to you.".to_owned()),
        Deed::Ship => ("On its way", format!("Your order is on its way to you. Follow it: {}", order.order.tracking)),
        Deed::Cancel => ("Cancelled", format!("This order is cancelled. {}Nothing has to be paid.", why_cancelled(order))),
        Deed::Refund => ("Refund", format!("We are giving you {} back{}.", order.order.shown(amount), refunded_for(order, amount))),
        Deed::Place | Deed::Pay | Deed::Deliver | Deed::Entrust => return None,
    };
    Some(mail(order, what, vec![words, listed(order)], "See your order", link(order)))
}

/// For which pieces an amount goes back; nothing where it is not for all that were refunded.
fn refunded_for(order: &Opened, amount: Money) -> String {
    let returned = || order.lines.iter().filter(|l| l.returned > 0);
    let is_all = Money::sum(returned().map(|l| Money(l.price.0.saturating_mul(l.returned)))) == Some(amount);
    let pieces: Vec<String> = returned().map(|l| format!("{} × {}", l.returned, l.name())).collect();
    if is_all && !pieces.is_empty() { format!(" for {}", pieces.join(" and ")) } else { String::new() }
}

/// Why Stoa itself cancelled an order; nothing when people did.
fn why_cancelled(order: &Opened) -> String {
    let step = order.steps.iter().rev().find(|s| s.deed == Deed::Cancel).filter(|s| s.member.is_none() && !s.note.is_empty());
    step.map(|s| format!("{} ", s.note)).unwrap_or_default()
}

/// To admins: of this there is little left, or nothing.
pub fn low(name: &str, left: i64) -> Mail {
    let subject = if left == 0 { format!("Sold out: {name}") } else { format!("Low stock: {name}") };
    let paragraphs = vec![short_words(name, left), "What to order, and why, stands on the page for restocking.".to_owned()];
    Mail { subject, paragraphs, button: "See what to order", path: "/admin/stock".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{BusinessId, CartId, OrderId, OrderLineId, VariantId};
    use crate::kernel::time::Timestamp;
    use crate::orders::model::{Order, OrderStatus};

    fn order() -> Opened {
        let order = Order {
            id: OrderId(1),
            business_id: BusinessId(1),
            number: 7,
            token: "abc".into(),
            cart_id: CartId(1),
            member_id: None,
            name: "Wanjiru".into(),
            email: "w@example.com".into(),
            phone: "+254700000000".into(),
            address: "Ngong Road 1".into(),
            note: String::new(),
            method: Method::OnDelivery,
            status: OrderStatus::Pending,
            currency: "KES".into(),
            total: Money(190_000),
            paid: Money::ZERO,
            refunded: Money::ZERO,
            partner_id: None,
            tracking: String::new(),
            placed_at: Timestamp(0),
            updated_at: Timestamp(0),
        };
        let line = OrderLine {
            id: OrderLineId(1),
            variant_id: VariantId(1),
            sku: "MUG".into(),
            product: "Mug".into(),
            variant: "Blue".into(),
            price: Money(95_000),
            quantity: 2,
            returned: 0,
            picture: None,
            slug: None,
        };
        Opened { order, lines: vec![line], steps: vec![] }
    }

    #[test]
    fn the_confirmation_lists_what_was_bought_and_leads_to_the_order() {
        let mail = placed(&order());
        assert_eq!((mail.subject.as_str(), mail.path.as_str()), ("[ORD-000007] We have your order", "/o/abc"));
        assert!(mail.paragraphs[1].contains("2 × Mug, Blue — KES\u{a0}1,900"), "{:?}", mail.paragraphs);
        assert!(mail.paragraphs.iter().any(|p| p.contains("pay when it comes")));
    }

    #[test]
    fn admins_read_in_the_mail_of_a_new_order_what_they_have_to_see_to() {
        let mail = placed_for_staff(&order(), Some("This order has lines of several partners.".into()));
        assert_eq!(mail.paragraphs.last().map(String::as_str), Some("This order has lines of several partners."));
        assert_eq!(placed_for_staff(&order(), None).paragraphs.len(), 2);
    }

    #[test]
    fn a_delivery_is_no_news_and_a_refund_is() {
        assert_eq!(changed(&order(), Deed::Deliver, Money::ZERO), None);
        assert!(changed(&order(), Deed::Deliver, Money(190_000)).unwrap().subject.ends_with("Paid"), "what is paid at the door is");
        let mut order = order();
        (order.order.refunded, order.lines[0].returned) = (Money(95_000), 1);
        let refund = changed(&order, Deed::Refund, Money(95_000)).unwrap();
        assert_eq!(refund.paragraphs[0], "We are giving you KES\u{a0}950 back for 1 × Mug, Blue.");
        assert!(refund.paragraphs[1].contains("(1 refunded)") && refund.paragraphs[1].ends_with("Refunded: KES\u{a0}950"), "{refund:?}");
        assert!(changed(&order, Deed::Refund, Money(190_000)).unwrap().paragraphs[0].ends_with("1,900 back."), "what cannot be named is not");
    }
}
