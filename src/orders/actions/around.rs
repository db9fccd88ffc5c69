//! The orders around a person, for the desk and for cards in conversations; and placing one of them again.

use super::carts::read;
use super::place::{Whose, book_order, check};
use crate::accounts::{Agent, Guest};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::inventory::rules::short_words;
use crate::kernel::ids::{BusinessId, MemberId, OrderId};
use crate::kernel::money::Money;
use crate::orders::draft::Checkout;
use crate::orders::model::{Method, Opened, Order, Owned};
use crate::orders::queries::{self, around, carts};
use crate::platform::{Ex, Services, secret};
use uuid::Uuid;

/// So many orders stand beside a conversation.
const BESIDE: i64 = 6;

/// The newest orders of a customer or guest with their lines, without what happened to them.
///
/// # Errors
/// When the database fails.
pub async fn list_of_member(services: &Services, who: &Agent, member: MemberId) -> Result<Vec<Opened>> {
    let found = around::list_of(services.db(), who.business(), member, BESIDE).await?;
    Ok(with_lines(services.db(), who.business(), found).await?.into_iter().map(|(opened, _)| opened).collect())
}

/// How many orders a customer or guest placed, and what was paid for them and kept.
///
/// # Errors
/// When the database fails.
pub async fn worth_of_member(services: &Services, who: &Agent, member: MemberId) -> Result<(i64, Money)> {
    around::find_worth(services.db(), who.business(), member).await
}

/// These orders with their lines, and whose each is, for features that show them to their owners.
///
/// # Errors
/// When the database fails.
pub async fn list_owned(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[OrderId]) -> Result<Vec<(Opened, Owned)>> {
    let mut ex = ex.into();
    let found = around::list(ex.again(), business, ids).await?;
    with_lines(ex, business, found).await
}

async fn with_lines(ex: impl Into<Ex<'_>>, business: BusinessId, found: Vec<Owned>) -> Result<Vec<(Opened, Owned)>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<OrderId> = found.iter().map(|o| o.order.id).collect();
    let lines = around::list_lines(ex, business, &ids).await?;
    let opened = |owned: Owned| {
        let lines = lines.iter().filter(|(order, _)| *order == owned.order.id).map(|(_, line)| line.clone()).collect();
        (Opened { order: owned.order.clone(), lines, steps: Vec::new() }, owned)
    };
    Ok(found.into_iter().map(opened).collect())
}

/// Notes that this guest placed an order, so that it is found in their chat. Only for the order that their own browser has just placed.
///
/// # Errors
/// When the database fails.
pub async fn remember_guest(services: &Services, guest: &Guest, order: &Order) -> Result<()> {
    if order.member_id.is_some() || order.business_id != guest.business() {
        return Ok(());
    }
    let mut tx = services.begin().await?;
    around::set_guest(&mut tx, guest.business(), order.id, guest.member()).await?;
    tx.commit().await
}

/// Staff places an order again: the same lines at today's prices for the same customer, to be paid in this way. `client_id` is the form's own id: sending
/// it twice orders once, and says that it was there. `may_pay` says why it cannot be paid so, given what is ordered and the currency.
///
/// # Errors
/// `Conflict` says what is missing; `Invalid` names `client_id`; `NotFound`; what `may_pay` says.
pub async fn order_again(
    services: &Services,
    who: &Agent,
    order: OrderId,
    client_id: &str,
    method: Method,
    may_pay: &(dyn Fn(&Checkout, &str) -> Result<()> + Sync),
) -> Result<(Order, bool)> {
    let wrong = || Error::field("client_id", "The form is incomplete. Reload the page and send it again.");
    let client_id = client_id.parse::<Uuid>().map_err(|_| wrong())?;
    let business = who.business();
    let currency = businesses::find(services.db(), business).await?.currency;
    let mut tx = services.begin().await?;
    let before = around::list(&mut tx, business, &[order]).await?.pop().ok_or(Error::NotFound)?;
    if let Some(known) = queries::find_by_client_id(&mut tx, business, &client_id.to_string()).await? {
        return if known.member_id == before.order.member_id { Ok((known, true)) } else { Err(wrong()) };
    }
    let cart_id = carts::insert(&mut tx, business, &secret::hash(&secret::long_token())).await?;
    for line in queries::list_lines(&mut tx, business, order).await? {
        carts::add(&mut tx, business, cart_id, line.variant_id, line.quantity).await?;
    }
    let cart = read(&mut tx, business, cart_id).await?;
    for line in &cart.lines {
        if !line.item.is_offered {
            return Err(Error::Conflict(format!("“{}” is no longer sold, so this order cannot be placed again.", line.item.name())));
        }
        if line.available < line.quantity {
            return Err(Error::Conflict(short_words(&line.item.name(), line.available)));
        }
    }
    let total = check(&cart, None, &currency)?;
    let Order { name, email, phone, address, .. } = before.order.clone();
    let checkout = Checkout { client_id, name, email, phone, address, note: String::new(), method, total };
    may_pay(&checkout, &currency)?;
    let whose = Whose { member: before.order.member_id, by: Some(who.member()) };
    let placed = book_order(&mut tx, business, whose, (cart_id, &cart), (&checkout, &currency, total)).await?;
    if let Some(guest) = before.guest_id {
        around::set_guest(&mut tx, business, placed.id, guest).await?;
    }
    tx.commit().await?;
    Ok((placed, false))
}
