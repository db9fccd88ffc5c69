//! Looking at the cards of a conversation: one query for each kind, whatever their number.

use super::is_for;
use crate::appointments::actions::{self as appointments, Wish};
use crate::businesses::actions as businesses;
use crate::calls::actions as calls;
use crate::cards::model::{Card, CardView, Face};
use crate::cards::queries;
use crate::cards::rules::{booked_face, order_face, product_face, slot_face};
use crate::catalog::actions as catalog;
use crate::catalog::model::Item;
use crate::conversations::actions::Lane;
use crate::error::Result;
use crate::kernel::ids::{AppointmentId, CallId, CardId, OrderId, ProductId};
use crate::orders::actions as orders;
use crate::orders::model::Owned;
use crate::platform::Services;
use crate::tickets::actions as tickets;

/// What somebody sees who does not own an order or appointment that is shown here.
const NOT_YOURS: &str = "Only whoever it belongs to sees this.";

/// The cards of a conversation as whoever opened it may see them now, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, lane: &Lane) -> Result<Vec<CardView>> {
    let (business, db) = (lane.conversation().business_id, services.db());
    let cards = queries::list(db, business, lane.conversation().id).await?;
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    let currency = businesses::find(db, business).await?.currency;
    let products = products(services, lane, &cards, &currency).await?;
    let orders = orders_of(services, lane, &cards).await?;
    let slots = slots(services, lane, &cards, &currency).await?;
    let calls = calls_of(services, lane, &cards).await?;
    let mut views: Vec<CardView> = products.into_iter().chain(orders).chain(slots).chain(calls).map(|(id, face)| CardView { id, face }).collect();
    views.sort_by_key(|view| std::cmp::Reverse(view.id));
    Ok(views)
}

async fn products(services: &Services, lane: &Lane, cards: &[Card], currency: &str) -> Result<Vec<(CardId, Face)>> {
    let wanted: Vec<(CardId, ProductId)> = cards.iter().filter_map(|c| Some((c.id, c.product_id?))).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ProductId> = wanted.iter().map(|(_, product)| *product).collect();
    let items = catalog::list_offered(services.db(), lane.conversation().business_id, &ids).await?;
    let face = |(card, product): (CardId, ProductId)| {
        let own: Vec<Item> = items.iter().filter(|i| i.variant.product_id == product).cloned().collect();
        (card, product_face(&own, currency))
    };
    Ok(wanted.into_iter().map(face).collect())
}

async fn orders_of(services: &Services, lane: &Lane, cards: &[Card]) -> Result<Vec<(CardId, Face)>> {
    let wanted: Vec<(CardId, OrderId)> = cards.iter().filter_map(|c| Some((c.id, c.order_id?))).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<OrderId> = wanted.iter().map(|(_, order)| *order).collect();
    let found = orders::list_owned(services.db(), lane.conversation().business_id, &ids).await?;
    let about = tickets::order_of(services, lane.conversation().business_id, lane.conversation().id).await?;
    let face = |(card, order): (CardId, OrderId)| {
        let is_own = |owned: &Owned| owned.is_of(lane.person().member()) || about == Some(order);
        let known = found.iter().find(|(opened, owned)| opened.order.id == order && is_for(lane.person(), is_own(owned)));
        (card, known.map_or_else(|| Face::Gone(NOT_YOURS.into()), |(opened, _)| order_face(opened)))
    };
    Ok(wanted.into_iter().map(face).collect())
}

async fn calls_of(services: &Services, lane: &Lane, cards: &[Card]) -> Result<Vec<(CardId, Face)>> {
    let wanted: Vec<(CardId, CallId)> = cards.iter().filter_map(|c| Some((c.id, c.call_id?))).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CallId> = wanted.iter().map(|(_, call)| *call).collect();
    let found = calls::list(services, lane.person(), &ids).await?;
    let face = |(card, call)| Some((card, Face::Call(found.iter().find(|view| view.id == call)?.clone())));
    Ok(wanted.into_iter().filter_map(face).collect())
}

async fn slots(services: &Services, lane: &Lane, cards: &[Card], currency: &str) -> Result<Vec<(CardId, Face)>> {
    let (business, now) = (lane.conversation().business_id, services.now());
    let wanted: Vec<(&Card, Wish)> = cards.iter().filter_map(|c| Some((c, (c.offering_id?, c.staff_id, c.starts_at?)))).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (offerings, staff) = appointments::menu(services.db(), business).await?;
    let ids: Vec<AppointmentId> = wanted.iter().filter_map(|(card, _)| card.appointment_id).collect();
    let booked = appointments::list_owned(services.db(), business, &ids).await?;
    let open: Vec<(CardId, Wish)> =
        wanted.iter().filter(|(card, wish)| card.appointment_id.is_none() && wish.2 > now).map(|(card, wish)| (card.id, *wish)).collect();
    let free = appointments::are_free(services, business, &open.iter().map(|(_, wish)| *wish).collect::<Vec<_>>()).await?;
    let face = |(card, (offering, who, at)): (&Card, Wish)| {
        if let Some(id) = card.appointment_id {
            let Some(owned) = booked.iter().find(|o| o.appointment.id == id) else { return Face::Gone(NOT_YOURS.into()) };
            let is_theirs = is_for(lane.person(), owned.is_of(lane.person().member()));
            let link = is_theirs.then(|| appointments::link(services, &owned.appointment));
            return booked_face(&owned.appointment, link);
        }
        let Some(offering) = offerings.iter().find(|o| o.id == offering) else { return Face::Gone("This cannot be booked any more.".into()) };
        let is_free = open.iter().zip(&free).any(|((id, _), is_free)| *id == card.id && *is_free);
        slot_face(offering, staff.iter().find(|p| Some(p.id) == who), at, currency, is_free, now)
    };
    Ok(wanted.into_iter().map(|(card, wish)| (card.id, face((card, wish)))).collect())
}
