//! Who may do what to an order when. Pure.

use super::model::{Deed, Method, OrderLine, OrderStatus, Standing};
use crate::kernel::ids::OrderLineId;
use crate::kernel::money::Money;

/// Who does something to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever ordered.
    Buyer,
    /// An agent or admin.
    Staff,
    /// Who fulfils the order.
    Partner,
    /// Stoa itself, for a provider of payments.
    Stoa,
}

/// What follows from a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How far the order has come then.
    pub status: OrderStatus,
    /// What is paid then.
    pub paid: Money,
    /// What is given back then.
    pub refunded: Money,
}

/// What a deed leads to, or a sentence that says why it may not be done now. `amount` counts for refunds only.
///
/// Money and way are two things: an order that is paid on delivery is sent before it is paid, every other one only after. Delivering the
/// former takes the money.
///
/// # Errors
/// Who may do it, or what holds.
pub fn decide(s: &Standing, who: Actor, deed: Deed, amount: Money) -> Result<Outcome, String> {
    use OrderStatus as S;
    let staff_only = |deed: &str| if who == Actor::Staff { Ok(()) } else { Err(format!("Only staff can {deed}.")) };
    let sends = matches!(who, Actor::Staff | Actor::Partner);
    let already = || Err(format!("This order is {} already.", s.status.label().to_lowercase()));
    let same = Outcome { status: s.status, paid: s.paid, refunded: s.refunded };
    match deed {
        Deed::Place => already(),
        Deed::Confirm => match (who, s.status) {
            (Actor::Buyer | Actor::Partner, _) => staff_only("confirm an order").map(|()| same),
            (_, S::Pending) => Ok(Outcome { status: S::Confirmed, ..same }),
            _ => already(),
        },
        Deed::Pay => match (who, s.status) {
            (Actor::Buyer | Actor::Partner, _) => staff_only("note a payment").map(|()| same),
            _ if s.paid == s.total && !matches!(s.status, S::Pending | S::Confirmed) => Err("This order is paid already.".into()),
            (_, S::Pending | S::Confirmed) => Ok(Outcome { status: S::Paid, paid: s.total, ..same }),
            (_, S::Shipped | S::Delivered) => Ok(Outcome { paid: s.total, ..same }),
            _ => already(),
        },
        Deed::Ship => match s.status {
            _ if !sends => staff_only("send an order").map(|()| same),
            S::Paid => Ok(Outcome { status: S::Shipped, ..same }),
            S::Confirmed if s.method == Method::OnDelivery => Ok(Outcome { status: S::Shipped, ..same }),
            // Money is none of a partner's business.
            S::Pending | S::Confirmed if who == Actor::Partner => Err("The shop has not released this order yet.".into()),
            S::Confirmed => Err("This order is not paid yet.".into()),
            S::Pending => Err("Confirm this order first.".into()),
            _ => already(),
        },
        Deed::Deliver => match s.status {
            _ if !sends => staff_only("note a delivery").map(|()| same),
            S::Shipped => Ok(Outcome { status: S::Delivered, paid: s.total, ..same }),
            S::Delivered | S::Cancelled | S::Refunded => already(),
            _ => Err("This order is not sent yet.".into()),
        },
        Deed::Cancel => match s.status {
            _ if who == Actor::Partner => staff_only("cancel an order").map(|()| same),
            S::Pending | S::Confirmed if s.paid == Money::ZERO => Ok(Outcome { status: S::Cancelled, ..same }),
            S::Cancelled | S::Refunded => already(),
            S::Paid if who == Actor::Staff => Err("This order is paid: refund it instead.".into()),
            S::Shipped if who == Actor::Staff && s.paid == Money::ZERO => Ok(Outcome { status: S::Cancelled, ..same }),
            _ => Err("This order can no longer be cancelled. Write to us about a return.".into()),
        },
        Deed::Entrust => {
            staff_only("give an order to a partner")?;
            if matches!(s.status, S::Delivered | S::Cancelled | S::Refunded) { already() } else { Ok(same) }
        }
        Deed::Refund => {
            staff_only("refund an order")?;
            let refunded = s.refunded.plus(amount).ok_or("This is more than was paid.")?;
            match s.status {
                S::Paid | S::Shipped | S::Delivered if amount <= Money::ZERO => Err("Choose at least one piece to refund.".into()),
                S::Paid | S::Shipped | S::Delivered if refunded > s.paid => Err("This is more than was paid.".into()),
                S::Paid | S::Shipped | S::Delivered => {
                    let status = if refunded == s.total { S::Refunded } else { s.status };
                    Ok(Outcome { status, refunded, ..same })
                }
                S::Pending | S::Confirmed => Err("Nothing was paid yet: cancel this order instead.".into()),
                S::Cancelled | S::Refunded => already(),
            }
        }
    }
}

/// What this person may do to an order now, in the order in which it is done. A refund is asked for with its pieces.
pub fn possible(s: &Standing, who: Actor) -> Vec<Deed> {
    let amount = if s.paid > s.refunded { Money(1) } else { Money::ZERO };
    Deed::ALL.iter().copied().filter(|deed| decide(s, who, *deed, amount).is_ok()).collect()
}

/// What is given back for some pieces of some lines.
///
/// # Errors
/// A sentence when a line is none of the order's or has fewer pieces left.
pub fn refund_of(lines: &[OrderLine], pieces: &[(OrderLineId, i64)]) -> Result<Money, String> {
    let mut amount = Money::ZERO;
    for (id, many) in pieces {
        let line = lines.iter().find(|l| l.id == *id).ok_or("This is no line of the order.")?;
        if *many < 0 || *many > line.kept() {
            return Err(format!("Of “{}” {} can be refunded.", line.name(), line.kept()));
        }
        amount = line.price.times(*many).and_then(|part| amount.plus(part)).ok_or("This is more than was paid.")?;
    }
    Ok(amount)
}

/// The steps an order goes through, for the line that shows how far it is: name, and whether it is done.
pub fn course(s: &Standing) -> Vec<(&'static str, bool)> {
    use OrderStatus as S;
    let at = match s.status {
        S::Pending => 0,
        S::Confirmed => 1,
        S::Paid => 2,
        S::Shipped => 3,
        S::Delivered => 4,
        S::Cancelled => return vec![("Received", true), ("Cancelled", true)],
        S::Refunded => return vec![("Received", true), ("Paid", true), ("Refunded", true)],
    };
    // Paid at the door, or before it is sent.
    let names: &[(&str, usize)] = if s.method == Method::OnDelivery && s.status != S::Paid && s.paid < s.total {
        &[("Received", 0), ("Confirmed", 1), ("On its way", 3), ("Delivered and paid", 4)]
    } else {
        &[("Received", 0), ("Confirmed", 1), ("Paid", 2), ("On its way", 3), ("Delivered", 4)]
    };
    names.iter().map(|(name, place)| (*name, at >= *place)).collect()
}

#[cfg(test)]
mod tests;
