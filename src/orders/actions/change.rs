//! What is done to an order: each deed under the order's lock, decided by the rules, noted in its course and told.

use crate::accounts::Agent;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::inventory::ledger::{Entry, book};
use crate::inventory::model::ChangeKind;
use crate::kernel::ids::{BusinessId, MemberId, OrderId, OrderLineId};
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use crate::orders::fulfil::read_tracking;
use crate::orders::model::{Deed, Order, OrderLine};
use crate::orders::queries::{self, NewStep, fulfil};
use crate::orders::rules::{Actor, decide, refund_of};
use crate::platform::{Services, Tx};

/// Staff confirms, notes a payment, sends, delivers or cancels. Doing it twice is refused the second time. Says which number the order has.
///
/// # Errors
/// `Conflict` says why it may not be done now; `Invalid` names `note`; `NotFound`.
pub async fn act(services: &Services, who: &Agent, order: OrderId, deed: Deed, note: &str) -> Result<i64> {
    act_with(services, who, order, deed, note, None).await
}

/// Staff sends an order; `tracking` is a link or a number to follow the parcel, or empty.
///
/// # Errors
/// As [`act`]; `Invalid` names `tracking` as well.
pub async fn ship(services: &Services, who: &Agent, order: OrderId, tracking: &str, note: &str) -> Result<i64> {
    act_with(services, who, order, Deed::Ship, note, Some(tracking)).await
}

async fn act_with(services: &Services, who: &Agent, order: OrderId, deed: Deed, note: &str, tracking: Option<&str>) -> Result<i64> {
    let mut check = Check::new();
    let note = check.line("note", "Note", note, 0, 300);
    let tracking = tracking.map(|typed| read_tracking(&mut check, typed));
    check.finish()?;
    if matches!(deed, Deed::Place | Deed::Refund | Deed::Entrust) {
        return Err(Error::field("deed", "Choose what to do with the order."));
    }
    let mut tx = services.begin().await?;
    let order = queries::lock(&mut tx, who.business(), order).await?;
    if let Some(tracking) = tracking {
        fulfil::set_tracking(&mut tx, who.business(), order.id, &tracking).await?;
    }
    apply(&mut tx, &order, Actor::Staff, Some(who.member()), deed, Money::ZERO, &note).await?;
    tx.commit().await?;
    Ok(order.number)
}

/// Whoever has the link of an order cancels it, while that is possible.
///
/// # Errors
/// `Conflict` says why it may not be done now; `NotFound`.
pub async fn cancel_by_link(services: &Services, token: &str, member: Option<MemberId>) -> Result<Order> {
    let found = queries::find_by_token(services.db(), token).await?.ok_or(Error::NotFound)?;
    let mut tx = services.begin().await?;
    let order = queries::lock(&mut tx, found.business_id, found.id).await?;
    let by = member.filter(|m| order.member_id == Some(*m));
    apply(&mut tx, &order, Actor::Buyer, by, Deed::Cancel, Money::ZERO, "").await?;
    tx.commit().await?;
    Ok(order)
}

/// Staff gives money back for pieces of an order. `seen` is what was given back when the page was made: two people never refund the same piece.
/// Unless `restock`, the pieces do not return to the stock: they are broken, say. Says which number the order has.
///
/// # Errors
/// `Conflict` says why it may not be done now; `Invalid` names `note`; `NotFound`.
pub async fn refund(services: &Services, who: &Agent, order: OrderId, seen: Money, pieces: &[(OrderLineId, i64)], restock: bool, note: &str) -> Result<i64> {
    let mut check = Check::new();
    let note = check.line("note", "Reason", note, 0, 300);
    check.finish()?;
    let mut tx = services.begin().await?;
    let order = queries::lock(&mut tx, who.business(), order).await?;
    if order.refunded != seen {
        return Err(Error::Conflict("Something was refunded meanwhile. Look at the order and try again.".into()));
    }
    let lines = queries::list_lines(&mut tx, who.business(), order.id).await?;
    let amount = refund_of(&lines, pieces).map_err(Error::Conflict)?;
    apply(&mut tx, &order, Actor::Staff, Some(who.member()), Deed::Refund, amount, &note).await?;
    let mut entries = Vec::new();
    for (id, many) in pieces.iter().filter(|(_, many)| *many > 0) {
        queries::return_pieces(&mut tx, who.business(), *id, *many).await?;
        let Some(line) = lines.iter().find(|l| l.id == *id) else { continue };
        entries.push(back(&order, line, ChangeKind::Return, *many, &note));
        if !restock {
            entries.push(Entry { order: Some(order.id), ..Entry::new(line.variant_id, ChangeKind::Correction, -many, "Not put back") });
        }
    }
    book(&mut tx, who.business(), Some(who.member()), entries, None).await?;
    tx.commit().await?;
    Ok(order.number)
}

/// An order, locked until the transaction ends, for whoever collects its money.
///
/// # Errors
/// `NotFound`.
pub async fn lock(tx: &mut Tx, business: BusinessId, order: OrderId) -> Result<Order> {
    queries::lock(tx, business, order).await
}

/// Notes that a provider has collected what a locked order costs. Says why not when the order cannot be paid any more.
///
/// # Errors
/// When the database fails.
pub async fn collected(tx: &mut Tx, order: &Order, note: &str) -> Result<std::result::Result<(), String>> {
    match apply(tx, order, Actor::Stoa, None, Deed::Pay, Money::ZERO, note).await {
        Ok(()) => Ok(Ok(())),
        Err(Error::Conflict(why)) => Ok(Err(why)),
        Err(error) => Err(error),
    }
}

/// Cancels a locked order that nobody paid in time; the note says so to the buyer.
///
/// # Errors
/// `Conflict` when it cannot be cancelled any more.
pub async fn expire(tx: &mut Tx, order: &Order, note: &str) -> Result<()> {
    apply(tx, order, Actor::Stoa, None, Deed::Cancel, Money::ZERO, note).await
}

/// Notes at a locked order that money went back outside of Stoa: nobody gives it back again. No piece returns to the stock.
///
/// # Errors
/// `Conflict` says why the order cannot be refunded so much.
pub async fn returned(tx: &mut Tx, order: &Order, by: MemberId, amount: Money, note: &str) -> Result<()> {
    apply_where(tx, order, Actor::Staff, Some(by), (Deed::Refund, amount, true), note).await
}

/// Does something to a locked order, notes it and tells of it. A cancelled order gives its pieces back.
pub(in crate::orders) async fn apply(tx: &mut Tx, order: &Order, who: Actor, by: Option<MemberId>, deed: Deed, amount: Money, note: &str) -> Result<()> {
    apply_where(tx, order, who, by, (deed, amount, false), note).await
}

/// The same; `outside` when the money has moved already.
async fn apply_where(tx: &mut Tx, order: &Order, who: Actor, by: Option<MemberId>, (deed, amount, outside): (Deed, Money, bool), note: &str) -> Result<()> {
    let outcome = decide(&order.standing(), who, deed, amount).map_err(Error::Conflict)?;
    let business = order.business_id;
    queries::set(tx, business, order.id, &outcome).await?;
    let moved = Money((outcome.paid.0 - order.paid.0) + (outcome.refunded.0 - order.refunded.0));
    queries::insert_step(tx, business, order.id, &NewStep { deed, status: outcome.status, amount: moved, note, by }).await?;
    if deed == Deed::Cancel {
        let lines = queries::list_lines(&mut *tx, business, order.id).await?;
        let entries = lines.iter().map(|line| back(order, line, ChangeKind::Cancel, line.quantity, note)).collect();
        book(tx, business, by, entries, None).await?;
    }
    let (customer, partner) = (order.member_id, order.partner_id);
    let changed = Event::OrderChanged { order: order.id, customer, deed, status: outcome.status, amount: moved, partner, outside };
    tx.emit(business, by, changed).await
}

/// Pieces that come back, and what was paid for them goes.
fn back(order: &Order, line: &OrderLine, kind: ChangeKind, many: i64, note: &str) -> Entry {
    let amount = Money(-line.price.0.saturating_mul(many));
    Entry { variant: line.variant_id, kind, quantity: many, amount, order: Some(order.id), note: note.to_owned() }
}
