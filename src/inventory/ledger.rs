//! Booking: the only place where a stock changes. Row and stock are written in the same transaction, in the order of the variants, so that two
//! bookings never wait for each other in a circle.

use super::model::ChangeKind;
use super::queries::{self, NewChange};
use super::rules::{Alert, alert, short_words};
use crate::catalog::model::full_name;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, CartId, MemberId, OrderId, ProductId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::platform::Tx;
use std::collections::BTreeMap;

/// A change of a stock, to be booked.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Of what.
    pub variant: VariantId,
    /// Why.
    pub kind: ChangeKind,
    /// How many more; negative for less.
    pub quantity: i64,
    /// What came in for it.
    pub amount: Money,
    /// The order it belongs to.
    pub order: Option<OrderId>,
    /// What is written about it.
    pub note: String,
}

impl Entry {
    /// A change that belongs to no order.
    pub fn new(variant: VariantId, kind: ChangeKind, quantity: i64, note: &str) -> Self {
        Self { variant, kind, quantity, amount: Money::ZERO, order: None, note: note.to_owned() }
    }
}

/// Books changes, all or none, and tells of them. What was kept for `cart` is used up: it is set free in the same step.
///
/// # Errors
/// `Conflict` says of what there is not enough.
pub async fn book(tx: &mut Tx, business: BusinessId, by: Option<MemberId>, entries: Vec<Entry>, cart: Option<CartId>) -> Result<()> {
    let mut by_variant: BTreeMap<VariantId, (i64, Vec<Entry>)> = BTreeMap::new();
    if let Some(cart) = cart {
        for (variant, quantity) in queries::list_held(&mut *tx, business, cart).await? {
            by_variant.entry(variant).or_default().0 += quantity;
        }
        queries::delete_holds(tx, business, cart).await?;
    }
    for entry in entries {
        by_variant.entry(entry.variant).or_default().1.push(entry);
    }
    for (variant, (mut free, entries)) in by_variant {
        let net: i64 = entries.iter().map(|entry| entry.quantity).sum();
        let mut stood = None;
        for entry in entries {
            stood = Some(change(tx, business, by, &entry, std::mem::take(&mut free)).await?);
        }
        if free > 0 {
            queries::keep(tx, business, variant, -free).await?;
        }
        let Some((after, threshold, product)) = stood else { continue };
        // Over all entries together: what comes back broken and is thrown away at once was never there.
        if let Some(alert) = alert(after - net, after, threshold) {
            let left = if alert == Alert::Out { 0 } else { after };
            tx.emit(business, by, Event::StockLow { product, variant, left }).await?;
        }
    }
    Ok(())
}

/// Books one entry; says what there is then, at how many it is low, and of which product it is.
async fn change(tx: &mut Tx, business: BusinessId, by: Option<MemberId>, entry: &Entry, free: i64) -> Result<(i64, i64, ProductId)> {
    let variant = entry.variant;
    let Some((after, threshold, product)) = queries::move_stock(tx, business, variant, entry.quantity, free).await? else {
        return Err(short(tx, business, variant, free).await?);
    };
    let new =
        NewChange { variant, kind: entry.kind, quantity: entry.quantity, stock_after: after, amount: entry.amount, order: entry.order, note: &entry.note, by };
    queries::insert(tx, business, &new).await?;
    tx.emit(business, by, Event::StockChanged { product, variant, stock: after, kind: entry.kind }).await?;
    Ok((after, threshold, product))
}

/// Keeps pieces for a cart until then, instead of what was kept for it before: all or none.
///
/// # Errors
/// `Conflict` says of what there is not enough.
pub async fn hold(tx: &mut Tx, business: BusinessId, cart: CartId, lines: &[(VariantId, i64)], until: Timestamp) -> Result<()> {
    let mut more: BTreeMap<VariantId, (i64, i64)> = BTreeMap::new();
    for (variant, quantity) in queries::list_held(&mut *tx, business, cart).await? {
        more.entry(variant).or_default().0 += quantity;
    }
    for (variant, quantity) in lines {
        more.entry(*variant).or_default().1 += quantity;
    }
    queries::delete_holds(tx, business, cart).await?;
    for (variant, (before, wanted)) in more {
        if !queries::keep(tx, business, variant, wanted - before).await? {
            return Err(short(tx, business, variant, before).await?);
        }
        if wanted > 0 {
            queries::insert_hold(tx, business, cart, variant, wanted, until).await?;
        }
    }
    Ok(())
}

async fn short(tx: &mut Tx, business: BusinessId, variant: VariantId, own: i64) -> Result<Error> {
    let Some((product, name, available)) = queries::find_name(tx, business, variant).await? else { return Err(Error::NotFound) };
    Ok(Error::Conflict(short_words(&full_name(&product, &name), available + own)))
}
