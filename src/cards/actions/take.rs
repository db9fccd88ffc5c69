//! Acting on a card where it is shown: whoever is shown a time books it.

use super::contact;
use crate::appointments::actions::{self as appointments, Booking};
use crate::appointments::model::{Appointment, Step};
use crate::businesses::actions as businesses;
use crate::cards::queries;
use crate::cards::rules::step_line;
use crate::conversations::actions::Lane;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::kernel::ids::CardId;
use crate::platform::{Services, limits};

/// Whoever is shown a time books it, in their own name. Sent twice it is booked once. `from` is a network address.
///
/// # Errors
/// `Conflict` when the time was taken meanwhile; `Denied` for staff, who book beside the conversation; `NotFound`; `TooMany` after many tries.
pub async fn book_by_card(services: &Services, lane: &Lane, from: &str, card: CardId) -> Result<Appointment> {
    services.limits().check(limits::BOOK_FROM, from)?;
    let (person, conversation) = (lane.person(), lane.conversation());
    if person.is_staff() {
        return Err(Error::Denied("Only the customer can book this here. Book it for them in the details beside.".into()));
    }
    let business = businesses::find(services.db(), conversation.business_id).await?;
    let (contact, is_guest) = contact(services, business.id, person.member()).await?;
    let mut tx = services.begin().await?;
    let found = queries::lock(&mut tx, business.id, card).await?.filter(|c| c.conversation_id == conversation.id).ok_or(Error::NotFound)?;
    let (Some(offering), Some(at)) = (found.offering_id, found.starts_at) else { return Err(Error::NotFound) };
    if let Some(id) = found.appointment_id {
        let known = appointments::list_owned(&mut tx, business.id, &[id]).await?.pop();
        return known.filter(|o| o.is_of(person.member())).map(|o| o.appointment).ok_or_else(appointments::taken);
    }
    let me = person.member();
    let new = Booking {
        wish: (offering, found.staff_id, at),
        customer: (!is_guest).then_some(me),
        guest: is_guest.then_some(me),
        by: (!is_guest).then_some(me),
        contact: &contact,
    };
    let booked = appointments::book_within(&mut tx, business.id, &new).await?;
    queries::set_appointment(&mut tx, business.id, card, booked.id).await?;
    let zone = businesses::zone(&business, tx.now());
    mark(&mut tx, conversation.id, step_line(person.name(), Step::Book, &booked, &zone)).await?;
    tx.commit().await?;
    Ok(booked)
}
