//! Ordering: cart, stock, number and order in one transaction. The same form sent again gives the order it already made.

use super::carts::{claim, read};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::inventory::ledger::{Entry, book};
use crate::inventory::model::ChangeKind;
use crate::inventory::rules::short_words;
use crate::kernel::ids::{BusinessId, CartId, MemberId, OrderId};
use crate::kernel::money::MOST;
use crate::kernel::money::Money;
use crate::orders::buyer::Buyer;
use crate::orders::draft::{Checkout, CheckoutDraft};
use crate::orders::fulfil::sole_partner;
use crate::orders::model::{Cart, CartLine, Deed, METHODS, Method, Order, OrderStatus};
use crate::orders::queries::{self, NewOrder, NewStep, carts, fulfil};
use crate::platform::{Services, Tx, limits, secret};

/// Orders what is in the cart, to be paid without anybody's help.
///
/// # Errors
/// As [`place_with`].
pub async fn place(services: &Services, who: &Buyer, draft: &CheckoutDraft) -> Result<Order> {
    place_with(services, who, draft, &METHODS).await
}

/// Orders what is in the cart, to be paid in one of these ways.
///
/// # Errors
/// `Invalid` names each field; `Conflict` says of what there is not enough, that a price changed, or that the cart is empty; `TooMany` after many orders.
pub async fn place_with(services: &Services, who: &Buyer, draft: &CheckoutDraft, ways: &[Method]) -> Result<Order> {
    let checkout = draft.parse()?;
    let (business, client_id) = (who.business(), checkout.client_id.to_string());
    if let Some(known) = queries::find_by_client_id(services.db(), business, &client_id).await? {
        return own_order(services, who, known).await;
    }
    services.limits().check(limits::ORDER_FROM, who.from())?;
    offered(checkout.method, ways)?;
    let currency = businesses::find(services.db(), business).await?.currency;
    let mut tx = services.begin().await?;
    let (cart_id, _) = claim(&mut tx, who).await?;
    // The lock on the cart makes a second copy of the same form wait until here.
    if let Some(known) = queries::find_by_client_id(&mut tx, business, &client_id).await? {
        return if known.cart_id == cart_id { Ok(known) } else { Err(Error::Conflict(REUSED.into())) };
    }
    let cart = read(&mut tx, business, cart_id).await?;
    let total = check(&cart, Some(checkout.total), &currency)?;
    let order = book_order(&mut tx, business, Whose::of(who.member()), (cart_id, &cart), (&checkout, &currency, total)).await?;
    tx.commit().await?;
    Ok(order)
}

/// Refuses a way to pay that is not among these.
pub(super) fn offered(method: Method, ways: &[Method]) -> Result<()> {
    if ways.contains(&method) { Ok(()) } else { Err(Error::field("method", "Payment: choose one of the options.")) }
}

/// Whose an order is, and who places it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Whose {
    /// The customer; nobody for a guest.
    pub member: Option<MemberId>,
    /// Who places it: the customer, or staff for them.
    pub by: Option<MemberId>,
}

impl Whose {
    /// Somebody who orders for themselves.
    pub const fn of(member: Option<MemberId>) -> Self {
        Self { member, by: member }
    }
}

/// Makes an order of a locked cart that was checked: its number, its lines, its pieces from the stock, and the cart empty.
pub(super) async fn book_order(
    tx: &mut Tx,
    business: BusinessId,
    Whose { member, by }: Whose,
    (cart_id, cart): (CartId, &Cart),
    (checkout, currency, total): (&Checkout, &str, Money),
) -> Result<Order> {
    let number = queries::next_number(tx, business).await?;
    let token = secret::long_token();
    let new = NewOrder { number, cart: cart_id, token: &token, member, checkout, currency, total };
    let id = queries::insert(tx, business, &new).await?;
    let mut entries = Vec::with_capacity(cart.lines.len());
    for line in &cart.lines {
        queries::insert_line(tx, business, id, &line.item, line.quantity).await?;
        entries.push(sale(id, line));
    }
    book(tx, business, by, entries, Some(cart_id)).await?;
    let step = NewStep { deed: Deed::Place, status: OrderStatus::Pending, amount: Money::ZERO, note: "", by };
    queries::insert_step(tx, business, id, &step).await?;
    carts::empty(tx, business, cart_id).await?;
    let partner = sole_partner(&fulfil::list_partners_of(tx, business, id).await?);
    if partner.is_some() {
        fulfil::set_partner(tx, business, id, partner).await?;
    }
    tx.emit(business, by, Event::OrderPlaced { order: id, customer: member, number, partner }).await?;
    queries::find(tx, business, id).await?.ok_or(Error::Internal)
}

const REUSED: &str = "This form was used for another order. Reload the page and send it again.";

/// An order that was placed with this form before: for whoever placed it only.
async fn own_order(services: &Services, who: &Buyer, known: Order) -> Result<Order> {
    let is_own = match who.member() {
        Some(member) => known.member_id == Some(member),
        None => match who.token() {
            "" => false,
            token => carts::find_by_token(services.db(), who.business(), &secret::hash(token)).await? == Some(known.cart_id),
        },
    };
    if is_own { Ok(known) } else { Err(Error::Conflict(REUSED.into())) }
}

/// What the cart costs, when it can be bought and costs what was shown, if anything was.
pub(super) fn check(cart: &Cart, shown: Option<Money>, currency: &str) -> Result<Money> {
    if cart.lines.is_empty() {
        return Err(Error::Conflict("Your cart is empty.".into()));
    }
    for line in &cart.lines {
        if !line.item.is_offered {
            return Err(Error::Conflict(format!("“{}” is no longer sold. Remove it to go on.", line.item.name())));
        }
        if line.available < line.quantity {
            return Err(Error::Conflict(short_words(&line.item.name(), line.available)));
        }
    }
    let total = cart.total();
    if total.0 > MOST {
        return Err(Error::Conflict("This is too much for one order. Split it.".into()));
    }
    if shown.is_some_and(|shown| shown != total) {
        return Err(Error::Conflict(format!("Prices have changed: it is {} now. Look at your order and send it again.", total.shown(currency))));
    }
    Ok(total)
}

fn sale(order: OrderId, line: &CartLine) -> Entry {
    let (kind, quantity) = (ChangeKind::Sale, -line.quantity);
    Entry { variant: line.item.variant.id, kind, quantity, amount: line.amount(), order: Some(order), note: String::new() }
}
