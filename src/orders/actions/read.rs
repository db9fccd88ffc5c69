//! Looking at orders: staff at all of the business, customers at their own, everybody at those whose link they have.

use crate::accounts::{Agent, Customer, Visitor};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, OrderId};
use crate::kernel::page::{Cursor, Page};
use crate::orders::model::{Opened, Order, OrderRow, OrderStatus, PAGE, Step, parse_number};
use crate::orders::queries::{self, lists};
use crate::platform::{Ex, Services, limits};

async fn opened(ex: impl Into<Ex<'_>>, order: Order) -> Result<Opened> {
    let mut ex = ex.into();
    let lines = queries::list_lines(ex.again(), order.business_id, order.id).await?;
    let steps = queries::list_steps(ex, order.business_id, order.id).await?;
    Ok(Opened { order, lines, steps })
}

/// An order as staff sees it.
///
/// # Errors
/// `NotFound`.
pub async fn find(services: &Services, who: &Agent, number: i64) -> Result<Opened> {
    let order = queries::find_by_number(services.db(), who.business(), number).await?.ok_or(Error::NotFound)?;
    opened(services.db(), order).await
}

/// An order as staff hears of it.
///
/// # Errors
/// `NotFound`.
pub async fn find_by_id(services: &Services, who: &Agent, id: OrderId) -> Result<Order> {
    queries::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// The order that a link shows, to whoever has it.
///
/// # Errors
/// `NotFound`.
pub async fn find_by_link(services: &Services, token: &str) -> Result<Opened> {
    let plausible = token.len() <= 100 && token.bytes().all(|b| b.is_ascii_alphanumeric());
    let found = if plausible { queries::find_by_token(services.db(), token).await? } else { None };
    opened(services.db(), found.ok_or(Error::NotFound)?).await
}

/// An order for a reaction, which acts for nobody.
///
/// # Errors
/// When the database fails.
pub async fn find_quietly(ex: impl Into<Ex<'_>>, business: BusinessId, id: OrderId) -> Result<Option<Opened>> {
    let mut ex = ex.into();
    match queries::find(ex.again(), business, id).await? {
        Some(order) => opened(ex, order).await.map(Some),
        None => Ok(None),
    }
}

/// What happened to an order after a step, oldest first, for a reaction.
///
/// # Errors
/// When the database fails.
pub async fn steps_after(ex: impl Into<Ex<'_>>, business: BusinessId, id: OrderId, after: i64) -> Result<Vec<Step>> {
    Ok(queries::list_steps(ex, business, id).await?.into_iter().filter(|step| step.id > after).collect())
}

/// The orders of the business, newest first, perhaps in one status only.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Agent, status: Option<OrderStatus>, after: Option<Cursor>) -> Result<Page<OrderRow>> {
    let rows = lists::list(services.db(), who.business(), status, after.map_or(i64::MAX, |c| c.key), PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, cursor))
}

/// A customer's own orders, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_own(services: &Services, who: &Customer, after: Option<Cursor>) -> Result<Page<OrderRow>> {
    let rows = lists::list_of(services.db(), who.business(), who.member(), after.map_or(i64::MAX, |c| c.key), PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, cursor))
}

const fn cursor(row: &OrderRow) -> Cursor {
    Cursor { key: row.number, id: row.id.0 }
}

/// Orders by number, name, e-mail address or phone number, newest first.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn search(services: &Services, who: &Agent, text: &str) -> Result<Vec<OrderRow>> {
    services.limits().check(limits::SEARCH, &who.member().to_string())?;
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(80).collect();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    lists::search(services.db(), who.business(), parse_number(&text).unwrap_or(0), &text).await
}

/// How many orders there are in each status.
///
/// # Errors
/// When the database fails.
pub async fn counts(services: &Services, who: &Agent) -> Result<Vec<(OrderStatus, i64)>> {
    lists::list_counts(services.db(), who.business()).await
}

/// Orders that nobody has looked at: the number in the rail of the desk.
///
/// # Errors
/// When the database fails.
pub async fn waiting(services: &Services, who: &Agent) -> Result<i64> {
    lists::count_waiting(services.db(), who.business()).await
}

/// The token of the link to an order, for whoever knows its number and the e-mail address it was placed with. `from` is the network address.
///
/// # Errors
/// `Invalid` names `number` whichever of the two is wrong; `TooMany` after many tries.
pub async fn track(services: &Services, who: &Visitor, from: &str, number: &str, email: &str) -> Result<String> {
    services.limits().check(limits::TRACK_FROM, from)?;
    let none = || Error::field("number", "No order has this number and this e-mail address. Both are in the mail that confirmed it.");
    let number = parse_number(number).ok_or_else(none)?;
    let order = queries::find_by_number(services.db(), who.business(), number).await?;
    order.filter(|o| o.email == email.trim().to_lowercase()).map(|o| o.token).ok_or_else(none)
}
