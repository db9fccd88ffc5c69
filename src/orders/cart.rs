//! A cart as whoever fills it sees it.

use crate::catalog::model::Item;
use crate::kernel::ids::CartId;
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;

/// A line of a cart, with what is sold today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartLine {
    /// What is meant to be bought.
    pub item: Item,
    /// How many.
    pub quantity: i64,
    /// Pieces this cart can buy, with those that are kept for it.
    pub available: i64,
}

impl CartLine {
    /// What it costs.
    pub const fn amount(&self) -> Money {
        Money(self.item.variant.price.0.saturating_mul(self.quantity))
    }

    /// Why it cannot be bought as it is.
    pub fn fault(&self) -> Option<String> {
        match (self.item.is_offered, self.available) {
            (false, _) => Some("This is no longer sold. Remove it to go on.".into()),
            (true, ..=0) => Some("This is sold out. Remove it to go on.".into()),
            (true, n) if n < self.quantity => Some(format!("Only {n} left. Take fewer to go on.")),
            _ => None,
        }
    }
}

/// What somebody means to buy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    /// Its id; none while nothing was ever put into it.
    pub id: Option<CartId>,
    /// What is in it, in the order in which it was put there.
    pub lines: Vec<CartLine>,
    /// Until when its pieces are kept, while the checkout is open.
    pub held_until: Option<Timestamp>,
}

impl Cart {
    /// What it costs.
    pub fn total(&self) -> Money {
        Money::sum(self.lines.iter().map(CartLine::amount)).unwrap_or(Money(i64::MAX))
    }

    /// Pieces in it.
    pub fn pieces(&self) -> i64 {
        self.lines.iter().map(|l| l.quantity).sum()
    }

    /// Whether all of it can be bought as it is.
    pub fn is_fine(&self) -> bool {
        !self.lines.is_empty() && self.lines.iter().all(|l| l.fault().is_none())
    }
}
