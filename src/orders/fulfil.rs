//! An order as the partner who fulfils it sees it: what to send and to whom, and never a price, a way to pay or how to reach the customer.

use super::model::{Deed, OrderStatus, Standing, number_text};
use super::rules::{Actor, decide};
use crate::catalog::model::full_name;
use crate::choice;
use crate::kernel::ids::{MemberId, OrderId, OrderLineId};
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Letters of a link or number to follow a parcel.
pub const TRACKING_MAX: usize = 300;

choice! {
    /// How far an order is for its partner.
    pub enum Stage {
        /// The shop has not said yet that it may go.
        Waiting = "waiting" "Waiting for the shop",
        /// It may go.
        Ready = "ready" "Ready to send",
        /// On its way.
        Shipped = "shipped" "On its way",
        /// There.
        Delivered = "delivered" "Delivered",
        /// Nobody wants it any more.
        CalledOff = "called_off" "Called off",
    }
}

choice! {
    /// The lists of a partner's orders.
    pub enum Tray {
        /// Still to be sent.
        Open = "open" "To fulfil",
        /// On their way.
        Shipped = "shipped" "On the way",
        /// There.
        Delivered = "delivered" "Delivered",
        /// Nobody wants them any more.
        CalledOff = "called_off" "Called off",
    }
}

/// How far an order is for its partner.
pub fn stage(s: &Standing) -> Stage {
    match s.status {
        OrderStatus::Cancelled | OrderStatus::Refunded => Stage::CalledOff,
        OrderStatus::Delivered => Stage::Delivered,
        OrderStatus::Shipped => Stage::Shipped,
        _ if decide(s, Actor::Partner, Deed::Ship, Money::ZERO).is_ok() => Stage::Ready,
        _ => Stage::Waiting,
    }
}

/// The one partner among those of an order's lines; nobody when there are several.
pub fn sole_partner(partners: &[MemberId]) -> Option<MemberId> {
    match partners {
        [one] => Some(*one),
        _ => None,
    }
}

/// Whose a line of an order is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Supplied {
    /// The line.
    pub line: OrderLineId,
    /// Its partner; nobody where the shop has it itself.
    pub partner_id: Option<MemberId>,
    /// The partner's name.
    pub partner: Option<String>,
}

/// What staff has to know of an order whose lines nobody sends, or not all of them the partner who fulfils it. Nothing where all is plain.
pub fn parted(lines: &[Supplied], chosen: Option<(MemberId, &str)>) -> Option<String> {
    let mut names: Vec<&str> = lines.iter().filter_map(|l| l.partner.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    let Some((partner, name)) = chosen else {
        let several = (names.len() > 1).then(|| listed(&names));
        return several.map(|names| format!("This order has lines of several partners: {names}. None of them knows of it until you choose who fulfils it."));
    };
    let has_own = lines.iter().any(|l| l.partner_id == Some(partner));
    let unseen = |l: &&Supplied| l.partner_id != has_own.then_some(partner);
    let mut others: Vec<&str> = lines.iter().filter(unseen).map(|l| l.partner.as_deref().unwrap_or("the shop itself")).collect();
    others.sort_unstable();
    others.dedup();
    (!others.is_empty()).then(|| format!("{name} does not see the lines of {}: see to those yourself.", listed(&others)))
}

/// `Otis, Pius and Zawadi`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A line of an order, without what it cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct FulfilLine {
    /// The product.
    pub product: String,
    /// What set the variant apart.
    pub variant: String,
    /// The article number.
    pub sku: String,
    /// Pieces to send.
    pub quantity: i64,
    /// Pieces that were ordered: money for the others has gone back.
    pub ordered: i64,
    /// Whose line it was when it was ordered.
    pub partner_id: Option<MemberId>,
    /// The product's first picture today.
    pub picture: Option<String>,
}

impl FulfilLine {
    /// Product and variant in one line.
    pub fn name(&self) -> String {
        full_name(&self.product, &self.variant)
    }
}

/// The lines that a partner sees: their own; where none is, as for a courier, those that are no other partner's.
pub fn lines_for(lines: Vec<FulfilLine>, partner: MemberId) -> Vec<FulfilLine> {
    let has_own = lines.iter().any(|l| l.partner_id == Some(partner));
    lines.into_iter().filter(|l| l.partner_id == has_own.then_some(partner)).collect()
}

/// What to send less of than was ordered, in words.
pub fn fewer(lines: &[FulfilLine]) -> Vec<String> {
    let words = |l: &FulfilLine| match l.quantity {
        0 => format!("Do not send {}.", l.name()),
        n => format!("Send {n} × {} instead of {}.", l.name(), l.ordered),
    };
    lines.iter().filter(|l| l.quantity < l.ordered).map(words).collect()
}

/// An order in a partner's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FulfilRow {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: i64,
    /// To whom it goes.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
    /// Pieces to send.
    pub pieces: i64,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// An order as its partner opened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToFulfil {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: i64,
    /// To whom it goes.
    pub name: String,
    /// Where it goes.
    pub address: String,
    /// How far it is.
    pub stage: Stage,
    /// Where the parcel can be followed.
    pub tracking: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// What to send.
    pub lines: Vec<FulfilLine>,
}

impl ToFulfil {
    /// `Order ORD-000012`.
    pub fn title(&self) -> String {
        format!("Order {}", number_text(self.number))
    }
}

/// Reads what was typed to follow a parcel: a link or a number.
pub fn read_tracking(check: &mut Check, typed: &str) -> String {
    check.line("tracking", "Tracking", typed, 0, TRACKING_MAX)
}

/// The link in what was typed to follow a parcel, when it is one.
pub fn tracking_link(tracking: &str) -> Option<&str> {
    let is_link = (tracking.starts_with("https://") || tracking.starts_with("http://")) && !tracking.contains(char::is_whitespace);
    is_link.then_some(tracking)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::model::Method;

    const ME: MemberId = MemberId(1);
    const OTHER: MemberId = MemberId(2);

    fn line(name: &str, partner_id: Option<MemberId>) -> FulfilLine {
        FulfilLine { product: name.into(), variant: String::new(), sku: String::new(), quantity: 1, ordered: 1, partner_id, picture: None }
    }

    fn names(lines: Vec<FulfilLine>) -> Vec<String> {
        lines.into_iter().map(|l| l.product).collect()
    }

    #[test]
    fn a_partner_sees_their_own_lines_and_a_courier_those_of_the_shop() {
        let all = vec![line("mine", Some(ME)), line("theirs", Some(OTHER)), line("the shop's", None)];
        assert_eq!(names(lines_for(all.clone(), ME)), ["mine"]);
        assert_eq!(names(lines_for(all, MemberId(3))), ["the shop's"]);
        assert!(lines_for(vec![line("theirs", Some(OTHER))], ME).is_empty());
    }

    #[test]
    fn a_partner_is_told_what_to_send_less_of() {
        let kept = |name: &str, quantity| FulfilLine { quantity, ordered: 2, ..line(name, Some(ME)) };
        assert_eq!(fewer(&[kept("Mug", 1), kept("Pot", 2), kept("Cup", 0)]), ["Send 1 × Mug instead of 2.", "Do not send Cup."]);
    }

    #[test]
    fn one_partner_among_the_lines_gets_the_order_and_of_two_neither() {
        assert_eq!([sole_partner(&[ME]), sole_partner(&[ME, OTHER]), sole_partner(&[])], [Some(ME), None, None]);
    }

    #[test]
    fn staff_is_told_whose_lines_nobody_sends_or_the_chosen_partner_does_not_see() {
        let of = |name: Option<(i64, &str)>| Supplied {
            line: OrderLineId(1),
            partner_id: name.map(|(id, _)| MemberId(id)),
            partner: name.map(|(_, name)| name.to_owned()),
        };
        let (pius, otis, own) = (of(Some((1, "Pius"))), of(Some((2, "Otis"))), of(None));
        let two = [pius.clone(), otis.clone(), own.clone()];
        assert!(parted(&two, None).unwrap().contains("several partners: Otis and Pius."));
        assert_eq!(parted(&two, Some((ME, "Pius"))).unwrap(), "Pius does not see the lines of Otis and the shop itself: see to those yourself.");
        assert_eq!(
            parted(&[pius.clone(), own.clone()], Some((MemberId(3), "Zawadi"))).unwrap(),
            "Zawadi does not see the lines of Pius: see to those yourself."
        );
        assert_eq!(
            [parted(std::slice::from_ref(&pius), None), parted(&[pius.clone(), pius.clone()], Some((ME, "Pius"))), parted(&[own], None)],
            [None, None, None]
        );
    }

    #[test]
    fn an_order_is_ready_when_it_may_be_sent() {
        let standing = |status, method| Standing { status, method, total: Money(5), paid: Money::ZERO, refunded: Money::ZERO };
        assert_eq!(stage(&standing(OrderStatus::Pending, Method::OnDelivery)), Stage::Waiting);
        assert_eq!(stage(&standing(OrderStatus::Confirmed, Method::OnDelivery)), Stage::Ready);
        assert_eq!(stage(&standing(OrderStatus::Confirmed, Method::Paypal)), Stage::Waiting);
        assert_eq!(stage(&standing(OrderStatus::Paid, Method::Paypal)), Stage::Ready);
        assert_eq!(stage(&standing(OrderStatus::Refunded, Method::Paypal)), Stage::CalledOff);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(tracking_link("https://post.example/1"), Some("https://post.example/1"));
        for text in ["", "KE-123", "javascript:alert(1)", "https://a b"] {
            assert_eq!(tracking_link(text), None, "{text}");
        }
    }
}
