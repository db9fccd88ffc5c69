//! Orders that other programs place: the same order as at the checkout, with its lines named by article number.

use super::carts::read;
use super::place::{Whose, book_order, check, offered};
use super::read::find_by_link;
use crate::accounts::Visitor;
use crate::businesses::actions as businesses;
use crate::catalog::actions as catalog;
use crate::error::{Error, Fault, Result};
use crate::kernel::ids::{BusinessId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::text::{Check, IDEMPOTENCY_KEY};
use crate::orders::draft::{Checkout, CheckoutDraft};
use crate::orders::model::{Cart, LINES_MAX, Method, Opened, Order, OrderLine, PIECES_MAX};
use crate::orders::queries::{self, carts};
use crate::platform::{Services, limits, secret};
use serde::Deserialize;
use uuid::Builder;

/// An order as another program sends it. What is unknown is refused: a name that is spelled wrong would be lost.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutsideDraft {
    /// What is ordered.
    pub lines: Vec<OutsideLine>,
    /// To whom it goes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// In E.164, or with `country`.
    pub phone: String,
    /// ISO 3166 code of two letters, for a phone number without one.
    pub country: String,
    /// Where it goes.
    pub address: String,
    /// What the buyer writes about it.
    pub note: String,
    /// How it is paid: `on_delivery`; with `total` also `mpesa` and `paypal`, where the business has connected them.
    pub method: String,
    /// What the buyer was told it costs, in the smallest unit; an order that costs something else is refused.
    pub total: Option<i64>,
}

/// A line of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideLine {
    /// The article number.
    pub sku: String,
    /// Pieces.
    pub quantity: i64,
}

/// Places an order. `key` is the sender's own name for it: sending it again gives the order it made, and says so by `false`. `from` is the network address,
/// `ways` are those to pay.
///
/// # Errors
/// `Invalid` names each field; `Conflict` says of what there is not enough, that the price is another, or that the key was used for another order;
/// `TooMany` after many orders.
pub async fn place_outside(services: &Services, who: &Visitor, from: &str, key: &str, draft: &OutsideDraft, ways: &[Method]) -> Result<(Order, bool), Fault> {
    services.limits().check(limits::ORDER_FROM, from)?;
    let business = who.business();
    let read = parse(key, draft);
    // Before anything of today is looked at: what was sold when the order was placed may be put away since, and how it was paid switched off.
    if let Ok(checkout) = &read
        && let Some(known) = queries::find_by_client_id(services.db(), business, &checkout.client_id.to_string()).await?
    {
        return again(services, known, checkout, draft).await;
    }
    let mut check = Check::new();
    let wanted = check.part(sold(services, who, &draft.lines).await)?;
    let checkout = check.part(read)?;
    check.finish()?;
    let (Some(checkout), Some(wanted)) = (checkout, wanted) else { return Err(Error::Internal.into()) };
    offered(checkout.method, ways)?;
    let client_id = checkout.client_id.to_string();
    let total = draft.total.map(Money);
    let mut placed = place_new(services, business, &checkout, &wanted, total).await;
    // Somebody took the last pieces between our looking and booking: looked at again, it is said at the line of which there is not enough.
    if placed.as_ref().is_err_and(|fault| fault.field.is_none() && matches!(fault.error, Error::Conflict(_))) {
        placed = place_new(services, business, &checkout, &wanted, total).await;
    }
    match placed {
        Ok(order) => Ok((order, true)),
        // Another request with this key may have been a moment faster, and have taken the last pieces.
        Err(error) => match queries::find_by_client_id(services.db(), business, &client_id).await? {
            Some(known) => again(services, known, &checkout, draft).await,
            None => Err(error),
        },
    }
}

async fn place_new(services: &Services, business: BusinessId, checkout: &Checkout, wanted: &[(VariantId, i64)], shown: Option<Money>) -> Result<Order, Fault> {
    let currency = businesses::find(services.db(), business).await?.currency;
    let mut tx = services.begin().await?;
    let cart_id = carts::insert(&mut tx, business, &secret::hash(&secret::long_token())).await?;
    for (variant, quantity) in wanted {
        carts::add(&mut tx, business, cart_id, *variant, *quantity).await?;
    }
    let cart = read(&mut tx, business, cart_id).await?;
    let total = check(&cart, shown, &currency).map_err(|error| Fault::at(refused_for(&cart, wanted), error))?;
    let order = book_order(&mut tx, business, Whose::default(), (cart_id, &cart), (checkout, &currency, total)).await?;
    tx.commit().await?;
    Ok(order)
}

/// The field for which a cart is refused: the line of which there is not enough, or else what all of it costs.
fn refused_for(cart: &Cart, wanted: &[(VariantId, i64)]) -> String {
    let line = cart.lines.iter().find(|line| line.fault().is_some());
    let at = line.and_then(|line| wanted.iter().position(|(variant, _)| *variant == line.item.variant.id));
    at.map_or_else(|| "total".to_owned(), |n| format!("lines[{n}].quantity"))
}

/// What these article numbers are today.
async fn sold(services: &Services, who: &Visitor, lines: &[OutsideLine]) -> Result<Vec<(VariantId, i64)>> {
    let mut check = Check::new();
    let mut wanted = Vec::new();
    for (n, line) in lines.iter().take(LINES_MAX).enumerate() {
        match catalog::find_by_sku(services.db(), who, line.sku.trim()).await? {
            Some(variant) => wanted.push((variant, line.quantity)),
            None => check.fail(&format!("lines[{n}].sku"), "Nothing with this article number is sold."),
        }
    }
    check.finish()?;
    Ok(wanted)
}

/// An order of this business by the last part of its link.
///
/// # Errors
/// `NotFound`, also for orders of other businesses.
pub async fn find_of_business(services: &Services, who: &Visitor, token: &str) -> Result<Opened> {
    let found = find_by_link(services, token).await?;
    if found.order.business_id == who.business() { Ok(found) } else { Err(Error::NotFound) }
}

/// What can be read of it without looking at what is sold today.
fn parse(key: &str, draft: &OutsideDraft) -> Result<Checkout> {
    let mut check = Check::new();
    check.idempotency_key(key);
    if draft.lines.is_empty() || draft.lines.len() > LINES_MAX {
        check.fail("lines", format!("Order 1 to {LINES_MAX} different things."));
    }
    for (n, line) in draft.lines.iter().take(LINES_MAX).enumerate() {
        if !(1..=PIECES_MAX).contains(&line.quantity) {
            check.fail(&format!("lines[{n}].quantity"), format!("Pieces: write a number from 1 to {PIECES_MAX}."));
        }
        if draft.lines.iter().take(n).any(|known| known.sku.trim() == line.sku.trim()) {
            check.fail(&format!("lines[{n}].sku"), "This article number stands twice: write one line.");
        }
    }
    let form = CheckoutDraft {
        client_id: client_id(key),
        name: draft.name.clone(),
        email: draft.email.clone(),
        phone: draft.phone.clone(),
        country: draft.country.clone(),
        address: draft.address.clone(),
        note: draft.note.clone(),
        method: draft.method.clone(),
        total: draft.total.unwrap_or(0).to_string(),
    };
    let checkout = check.part(form.parse())?;
    check.finish()?;
    checkout.ok_or(Error::Internal)
}

/// The id that an order with this key has: always the same one, and never that of a form.
fn client_id(key: &str) -> String {
    let hash = secret::hash(&format!("order from outside: {key}"));
    let number = hash.get(..32).and_then(|digits| u128::from_str_radix(digits, 16).ok()).unwrap_or_default();
    Builder::from_custom_bytes(number.to_be_bytes()).into_uuid().to_string()
}

/// The order that was placed with this key, when this is the same order.
async fn again(services: &Services, known: Order, c: &Checkout, draft: &OutsideDraft) -> Result<(Order, bool), Fault> {
    let lines: Vec<OrderLine> = queries::list_lines(services.db(), known.business_id, known.id).await?;
    let has = |wanted: &OutsideLine| lines.iter().any(|l| l.sku == wanted.sku.trim() && l.quantity == wanted.quantity);
    let is_same = lines.len() == draft.lines.len()
        && draft.lines.iter().all(has)
        && (&known.name, &known.email, &known.phone, &known.address, &known.note) == (&c.name, &c.email, &c.phone, &c.address, &c.note)
        && known.method == c.method
        && draft.total.is_none_or(|total| total == known.total.0);
    let reused = || Error::Conflict("This Idempotency-Key was used for another order. Send a new one with each order.".into());
    if is_same { Ok((known, false)) } else { Err(Fault::at(IDEMPOTENCY_KEY, reused())) }
}
