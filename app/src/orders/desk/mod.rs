//! Orders as staff sees them.

mod list;
mod order;
mod partner;
mod parts;

pub use list::DeskOrdersPage;
pub use order::DeskOrderPage;
pub use parts::{AskToCancel, CancelDeed, DeedFields, RefundFields};

use crate::error::Result;
use std::collections::HashMap;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::kernel::ids::{OrderId, OrderLineId};
use stoa::kernel::money::Money;
use stoa::orders::actions;
use stoa::platform::Services;

/// Reads the pieces of a refund form, one field for each line, and refunds them. Says which order it was.
///
/// # Errors
/// As the action behind it; `Invalid` names the field that is no number.
pub async fn refund(services: &Services, who: &Agent, order: OrderId, seen: i64, typed: &HashMap<String, String>, restock: bool, note: &str) -> Result<i64> {
    Ok(actions::refund(services, who, order, Money(seen), &pieces(typed)?, restock, note).await?)
}

/// The field of a refund form with the pieces of a line.
pub fn pieces_field(line: OrderLineId) -> String {
    format!("pieces[{line}]")
}

/// Reads the pieces of a refund form.
///
/// # Errors
/// `Invalid` names the field that is no number.
pub fn pieces(typed: &HashMap<String, String>) -> Result<Vec<(OrderLineId, i64)>> {
    let mut pieces = Vec::with_capacity(typed.len());
    for (line, many) in typed.iter().filter(|(_, many)| !many.trim().is_empty()) {
        let wrong = || Error::field(&format!("pieces[{line}]"), "Pieces: write a whole number.");
        pieces.push((line.parse::<OrderLineId>().map_err(|_| wrong())?, many.trim().parse::<i64>().map_err(|_| wrong())?));
    }
    Ok(pieces)
}
