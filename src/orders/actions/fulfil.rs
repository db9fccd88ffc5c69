//! What partners do with the orders they fulfil, and staff who gives them orders.

use super::change::apply;
use crate::accounts::actions as accounts;
use crate::accounts::{Agent, Partner};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, MemberId, OrderId};
use crate::kernel::money::Money;
use crate::kernel::page::{Cursor, Page};
use crate::kernel::text::Check;
use crate::orders::fulfil::{FulfilRow, Supplied, ToFulfil, Tray, lines_for, read_tracking, stage};
use crate::orders::model::{Deed, Order, PAGE};
use crate::orders::queries::{self, fulfil as fulfilled};
use crate::orders::rules::Actor;
use crate::platform::{Ex, Services};

/// A partner's own orders of one list, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_to_fulfil(services: &Services, who: &Partner, tray: Tray, after: Option<Cursor>) -> Result<Page<FulfilRow>> {
    let before = after.map_or(i64::MAX, |c| c.key);
    let rows = fulfilled::list(services.db(), who.business(), who.member(), tray, before, PAGE as i64 + 1).await?;
    let row = |r: fulfilled::Row| FulfilRow { id: r.id, number: r.number, name: r.name, stage: stage(&r.standing), pieces: r.pieces, placed_at: r.placed_at };
    Ok(Page::cut(rows, PAGE, |r| Cursor { key: r.number, id: r.id.0 }).map(row))
}

/// How many orders a partner has in each list.
///
/// # Errors
/// When the database fails.
pub async fn count_fulfilments(services: &Services, who: &Partner) -> Result<Vec<(Tray, i64)>> {
    fulfilled::list_counts(services.db(), who.business(), who.member()).await
}

/// One of a partner's own orders.
///
/// # Errors
/// `NotFound`, also for orders of others.
pub async fn find_to_fulfil(services: &Services, who: &Partner, number: i64) -> Result<ToFulfil> {
    let order = queries::find_by_number(services.db(), who.business(), number).await?;
    let order = order.filter(|o| o.partner_id == Some(who.member())).ok_or(Error::NotFound)?;
    opened(services.db(), order, who.member()).await
}

/// An order as its partner sees it, for reactions; nothing when none has it.
///
/// # Errors
/// When the database fails.
pub async fn find_entrusted(ex: impl Into<Ex<'_>>, business: BusinessId, id: OrderId) -> Result<Option<(MemberId, ToFulfil)>> {
    let mut ex = ex.into();
    let Some(order) = queries::find(ex.again(), business, id).await? else { return Ok(None) };
    let Some(partner) = order.partner_id else { return Ok(None) };
    opened(ex, order, partner).await.map(|order| Some((partner, order)))
}

/// Whose each line of an order is, for pages of staff and for reactions.
///
/// # Errors
/// When the database fails.
pub async fn list_supplied(ex: impl Into<Ex<'_>>, business: BusinessId, id: OrderId) -> Result<Vec<Supplied>> {
    fulfilled::list_supplied(ex, business, id).await
}

async fn opened(ex: impl Into<Ex<'_>>, order: Order, partner: MemberId) -> Result<ToFulfil> {
    let lines = lines_for(fulfilled::list_lines(ex, order.business_id, order.id).await?, partner);
    let stage = stage(&order.standing());
    let Order { id, number, name, address, tracking, placed_at, .. } = order;
    Ok(ToFulfil { id, number, name, address, stage, tracking, placed_at, lines })
}

/// A partner says that their order is on its way, with a link or number to follow it, or that it has arrived. Says which number it has.
///
/// # Errors
/// `NotFound` for orders of others; `Conflict` says why it may not be done now; `Invalid` names `tracking`.
pub async fn fulfil(services: &Services, who: &Partner, order: OrderId, deed: Deed, tracking: &str) -> Result<i64> {
    let mut check = Check::new();
    let tracking = read_tracking(&mut check, tracking);
    check.finish()?;
    let mut tx = services.begin().await?;
    let order = queries::lock(&mut tx, who.business(), order).await?;
    if order.partner_id != Some(who.member()) {
        return Err(Error::NotFound);
    }
    if deed == Deed::Ship {
        fulfilled::set_tracking(&mut tx, who.business(), order.id, &tracking).await?;
    }
    apply(&mut tx, &order, Actor::Partner, Some(who.member()), deed, Money::ZERO, "").await?;
    tx.commit().await?;
    Ok(order.number)
}

/// Staff gives an order to a partner, or to none. Doing it again changes nothing. Says which number it has.
///
/// # Errors
/// `Invalid` names `partner`; `Conflict` when the order is over; `NotFound`.
pub async fn entrust(services: &Services, who: &Agent, order: OrderId, partner: Option<MemberId>) -> Result<i64> {
    let mut tx = services.begin().await?;
    let order = queries::lock(&mut tx, who.business(), order).await?;
    if order.partner_id == partner {
        return Ok(order.number);
    }
    let name = match partner {
        Some(id) if accounts::is_partner(&mut tx, who.business(), id).await? => {
            accounts::find_contact(&mut tx, who.business(), id).await?.map(|m| m.name).unwrap_or_default()
        }
        Some(_) => return Err(Error::field("partner", "Partner: choose one of the options.")),
        None => "Nobody".to_owned(),
    };
    fulfilled::set_partner(&mut tx, who.business(), order.id, partner).await?;
    let order = Order { partner_id: partner, ..order };
    apply(&mut tx, &order, Actor::Staff, Some(who.member()), Deed::Entrust, Money::ZERO, &name).await?;
    tx.commit().await?;
    Ok(order.number)
}
