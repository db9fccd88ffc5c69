//! Carts and orders.

pub use super::cart::{Cart, CartLine};
use crate::catalog::model::full_name;
use crate::choice;
use crate::kernel::ids::{BusinessId, CartId, MemberId, OrderId, OrderLineId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Pieces of one thing in a cart.
pub const PIECES_MAX: i64 = 999;
/// Different things in a cart.
pub const LINES_MAX: usize = 50;
/// Orders on one page.
pub const PAGE: usize = 25;

choice! {
    /// How far an order has come.
    pub enum OrderStatus {
        /// Placed; nobody has looked at it.
        Pending = "pending" "Received",
        /// Accepted.
        Confirmed = "confirmed" "Confirmed",
        /// Paid for.
        Paid = "paid" "Paid",
        /// On its way.
        Shipped = "shipped" "On its way",
        /// There.
        Delivered = "delivered" "Delivered",
        /// Not wanted any more, before money was paid.
        Cancelled = "cancelled" "Cancelled",
        /// Everything that was paid was given back.
        Refunded = "refunded" "Refunded",
    }
}

choice! {
    /// How an order is paid.
    pub enum Method {
        /// In cash or as agreed when it comes.
        OnDelivery = "on_delivery" "Pay on delivery",
        /// By phone, with M-Pesa.
        Mpesa = "mpesa" "M-Pesa",
        /// With PayPal.
        Paypal = "paypal" "PayPal",
    }
}

impl Method {
    /// Whether the money comes when the order arrives.
    pub const fn is_paid_at_the_door(self) -> bool {
        matches!(self, Self::OnDelivery)
    }
}

/// The ways to pay that need no account with anybody.
pub const METHODS: [Method; 1] = [Method::OnDelivery];

choice! {
    /// What is done to an order.
    pub enum Deed {
        /// It is placed.
        Place = "place" "Placed",
        /// It is accepted.
        Confirm = "confirm" "Confirmed",
        /// It is paid for.
        Pay = "pay" "Paid",
        /// It is sent.
        Ship = "ship" "Sent",
        /// It has arrived.
        Deliver = "deliver" "Delivered",
        /// It is called off.
        Cancel = "cancel" "Cancelled",
        /// Money is given back.
        Refund = "refund" "Refunded",
        /// A partner is to fulfil it, or none any more.
        Entrust = "entrust" "Partner",
    }
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Its number in the business: 1, 2, 3 …
    pub number: i64,
    /// The last part of the link that shows it to whoever has it.
    pub token: String,
    /// The cart it was made of.
    pub cart_id: CartId,
    /// The customer; nobody for a guest.
    pub member_id: Option<MemberId>,
    /// To whom it goes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// In E.164.
    pub phone: String,
    /// Where it goes.
    pub address: String,
    /// What the buyer wrote about it.
    pub note: String,
    /// How it is paid.
    pub method: Method,
    /// How far it has come.
    pub status: OrderStatus,
    /// ISO 4217 code of its amounts.
    pub currency: String,
    /// What it costs.
    pub total: Money,
    /// What was paid.
    pub paid: Money,
    /// What was given back.
    pub refunded: Money,
    /// The partner who fulfils it.
    pub partner_id: Option<MemberId>,
    /// Where the parcel can be followed: a link or a number; may be empty.
    pub tracking: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
}

impl Order {
    /// What the rules need to know of it.
    pub const fn standing(&self) -> Standing {
        Standing { status: self.status, method: self.method, total: self.total, paid: self.paid, refunded: self.refunded }
    }

    /// An amount in its currency.
    pub fn shown(&self, amount: Money) -> String {
        amount.shown(&self.currency)
    }
}

/// An order and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Owned {
    /// The order.
    #[cfg_attr(feature = "server", sqlx(flatten))]
    pub order: Order,
    /// The guest who placed it, where their chat session says so.
    pub guest_id: Option<MemberId>,
}

impl Owned {
    /// Whether it is theirs: they were signed in, or their session was known.
    pub fn is_of(&self, member: MemberId) -> bool {
        self.order.member_id == Some(member) || self.guest_id == Some(member)
    }
}

/// How an order stands: what decides what may be done to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Standing {
    /// How far it has come.
    pub status: OrderStatus,
    /// How it is paid.
    pub method: Method,
    /// What it costs.
    pub total: Money,
    /// What was paid.
    pub paid: Money,
    /// What was given back.
    pub refunded: Money,
}

/// A line of an order, as it was called and priced then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct OrderLine {
    /// Its id.
    pub id: OrderLineId,
    /// What was bought.
    pub variant_id: VariantId,
    /// The article number.
    pub sku: String,
    /// The product.
    pub product: String,
    /// What set the variant apart.
    pub variant: String,
    /// What one piece cost.
    pub price: Money,
    /// Pieces.
    pub quantity: i64,
    /// Of these, given back for money.
    pub returned: i64,
    /// The product's first picture today.
    pub picture: Option<String>,
    /// The product's word in addresses, while it is on sale.
    pub slug: Option<String>,
}

impl OrderLine {
    /// Product and variant in one line.
    pub fn name(&self) -> String {
        full_name(&self.product, &self.variant)
    }

    /// What all its pieces cost.
    pub const fn amount(&self) -> Money {
        Money(self.price.0.saturating_mul(self.quantity))
    }

    /// Pieces that can still be given back.
    pub const fn kept(&self) -> i64 {
        self.quantity - self.returned
    }
}

/// Something that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Step {
    /// Its id: steps of one order come in this order.
    pub id: i64,
    /// What was done.
    pub deed: Deed,
    /// How far the order had come then.
    pub status: OrderStatus,
    /// Money that was paid or given back.
    pub amount: Money,
    /// What was written about it.
    pub note: String,
    /// Who of the business or its customers did it.
    pub member: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// An order with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The order.
    pub order: Order,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// What happened, oldest first.
    pub steps: Vec<Step>,
}

/// An order as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct OrderRow {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: i64,
    /// The last part of the link that shows it.
    pub token: String,
    /// Who ordered.
    pub name: String,
    /// How far it has come.
    pub status: OrderStatus,
    /// How it is paid.
    pub method: Method,
    /// ISO 4217 code.
    pub currency: String,
    /// What it costs.
    pub total: Money,
    /// What was given back.
    pub refunded: Money,
    /// Pieces in it.
    pub pieces: i64,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// The number as people write it: `ORD-000001`.
pub fn number_text(number: i64) -> String {
    format!("ORD-{number:06}")
}

/// The number somebody wrote: `ORD-000001`, `ord-1`, `1`.
pub fn parse_number(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches('#').to_uppercase();
    text.strip_prefix("ORD").map_or(text.as_str(), |rest| rest.trim_start_matches(['-', ' '])).parse().ok().filter(|n| *n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number_text(1), "ORD-000001");
        assert_eq!(["ORD-000042", "ord-42", " #42 ", "ORD 42", "42"].map(parse_number), [Some(42); 5]);
        assert_eq!([parse_number("ORD-"), parse_number("-3"), parse_number("x")], [None; 3]);
    }
}
