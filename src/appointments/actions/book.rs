//! Booking: a time is kept for ten minutes, who comes is written down, then it is agreed. All of it under the lock of the calendar, and the steps of
//! five minutes that it takes are unique: nobody is ever twice at once.

use super::free::{people, place};
use super::{OVER, TAKEN};
use crate::accounts::{Customer, Visitor};
use crate::appointments::draft::ContactDraft;
use crate::appointments::model::{Appointment, Offering, State, Step};
use crate::appointments::queries::calendar::list_booked;
use crate::appointments::queries::{self, NewHold, NewPlace, offerings};
use crate::appointments::rules::{self, Actor, HOLD_MS, by_least_booked, slots, ticks};
use crate::appointments::{jobs, links};
use crate::businesses::actions as businesses;
use crate::businesses::model::Business;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
use crate::kernel::time::Timestamp;
use crate::platform::{Services, Tx, limits};

/// What somebody wants to keep.
#[derive(Clone, Debug)]
pub struct Hold {
    /// What is done.
    pub offering: OfferingId,
    /// Who does it; nobody for anyone.
    pub staff: Option<MemberId>,
    /// When it begins.
    pub starts_at: Timestamp,
    /// The link of what they kept before, which is set free.
    pub instead: Option<String>,
}

/// Keeps a time for ten minutes; says the last part of the link with which it is booked. `from` is a network address.
///
/// # Errors
/// `Conflict` when it is taken or was never free; `NotFound` when it cannot be booked; `TooMany` after many tries.
pub async fn hold(services: &Services, at: &Visitor, customer: Option<&Customer>, from: &str, wish: &Hold) -> Result<String> {
    services.limits().check(limits::BOOK_FROM, from)?;
    let business = businesses::find(services.db(), at.business()).await?;
    let member = customer.filter(|c| c.business() == business.id).map(|c| c.member());
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, business.id).await?;
    queries::delete_expired(&mut tx, business.id).await?;
    if let Some(before) = kept(&mut tx, services, business.id, wish.instead.as_deref()).await? {
        queries::delete(&mut tx, business.id, before).await?;
    }
    let key = links::new_key();
    keep(&mut tx, &business, &key, member, wish).await?;
    tx.commit().await?;
    Ok(links::token(services, &key))
}

/// Keeps a time under the lock of the calendar.
///
/// # Errors
/// As [`hold`].
pub(super) async fn keep(tx: &mut Tx, business: &Business, key: &str, member: Option<MemberId>, wish: &Hold) -> Result<AppointmentId> {
    let offering = offerings::find(&mut *tx, business.id, wish.offering).await?.filter(|o| o.is_offered).ok_or(Error::NotFound)?;
    let staff = choose(tx, business, &offering, wish.staff, wish.starts_at, None).await?;
    let until = tx.now().plus_ms(HOLD_MS);
    let new = NewHold { key, offering: &offering, staff, member, currency: &business.currency, starts_at: wish.starts_at, until };
    let id = queries::insert(tx, business.id, &new).await?;
    let busy = offering.busy(wish.starts_at);
    queries::claim(tx, business.id, staff, id, ticks(busy.0, busy.1)).await?;
    Ok(id)
}

/// What somebody keeps already, by its link.
async fn kept(tx: &mut Tx, services: &Services, business: BusinessId, token: Option<&str>) -> Result<Option<AppointmentId>> {
    let Some(key) = token.and_then(|token| links::read(services, token)) else { return Ok(None) };
    Ok(queries::find_by_key(&mut *tx, key).await?.filter(|a| a.business_id == business && a.state == State::Held).map(|a| a.id))
}

/// Who does it then: whoever was asked for, otherwise whoever has least to do that day.
pub(super) async fn choose(
    tx: &mut Tx,
    business: &Business,
    offering: &Offering,
    wanted: Option<MemberId>,
    at: Timestamp,
    moved: Option<&Appointment>,
) -> Result<MemberId> {
    let taken = || Error::Conflict(TAKEN.into());
    let (place, now) = (place(business), tx.now());
    if !rules::is_on_tick(at) || at.since(now) > (offering.horizon_days + 2) * 86_400_000 {
        return Err(taken());
    }
    let day = at.utc().with_timezone(&place.zone).date_naive();
    let people = people(&mut *tx, business, offering, (day, 1), now, moved.map(|a| a.id)).await?;
    let able = people.iter().filter(|p| wanted.is_none_or(|id| id == p.id) && slots::is_free(&place, offering, p, at, now));
    let able: Vec<MemberId> = able.map(|p| p.id).collect();
    if let Some(same) = moved.map(|a| a.staff_id).filter(|id| able.contains(id)) {
        return Ok(same);
    }
    let midnight = businesses::midnight(business, at);
    let booked = list_booked(&mut *tx, business.id, midnight, midnight.plus_ms(86_400_000)).await?;
    by_least_booked(&able, &booked).first().copied().ok_or_else(taken)
}

/// Puts an appointment somewhere else, under the lock of the calendar. It takes as long as before.
///
/// # Errors
/// `Conflict` when somebody else has that time.
pub(super) async fn put(tx: &mut Tx, a: &Appointment, staff: MemberId, starts_at: Timestamp, changes: bool) -> Result<()> {
    let shift = starts_at.since(a.starts_at);
    let busy = (a.busy_from.plus_ms(shift), a.busy_to.plus_ms(shift));
    let needed = ticks(busy.0, busy.1);
    if queries::count_claims(tx, a.business_id, staff, a.id, needed).await? > 0 {
        return Err(Error::Conflict(TAKEN.into()));
    }
    queries::release(tx, a.business_id, a.id).await?;
    queries::claim(tx, a.business_id, staff, a.id, needed).await?;
    let to = NewPlace { staff, times: (starts_at, a.ends_at.plus_ms(shift)), busy, until: a.held_until };
    queries::place(tx, a.business_id, a.id, &to, changes).await
}

/// Writes who comes to an appointment that is being booked; the ten minutes begin anew.
///
/// # Errors
/// `Invalid` names each field; `Conflict` when the time is not kept any more; `NotFound`.
pub async fn set_contact(services: &Services, token: &str, customer: Option<&Customer>, draft: &ContactDraft) -> Result<()> {
    let key = links::read(services, token).ok_or(Error::NotFound)?;
    let contact = draft.parse()?;
    let found = queries::find_by_key(services.db(), key).await?.ok_or_else(|| Error::Conflict(OVER.into()))?;
    let member = customer.filter(|c| c.business() == found.business_id).map(|c| c.member()).or(found.member_id);
    let mut tx = services.begin().await?;
    // Whoever sits before the form for hours does not keep the time for hours.
    let until = tx.now().plus_ms(HOLD_MS).min(found.created_at.plus_ms(3 * HOLD_MS));
    let is_kept = queries::set_contact(&mut tx, found.business_id, found.id, &contact, member, until).await?;
    if !is_kept {
        return Err(Error::Conflict(OVER.into()));
    }
    tx.commit().await
}

/// Books what is kept. `seen` is when the page said it begins. Sent twice it is booked once.
///
/// # Errors
/// `Conflict` when it is not kept any more, or changed meanwhile; `NotFound`.
pub async fn confirm(services: &Services, token: &str, seen: Timestamp) -> Result<Appointment> {
    let key = links::read(services, token).ok_or(Error::NotFound)?;
    let over = || Error::Conflict(OVER.into());
    let found = queries::find_by_key(services.db(), key).await?.ok_or_else(over)?;
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, found.business_id).await?;
    let a = queries::find(&mut tx, found.business_id, found.id).await?.ok_or_else(over)?;
    if a.state == State::Booked {
        return Ok(a);
    }
    if a.starts_at != seen {
        return Err(Error::Conflict("The time has changed meanwhile. Look at it and book it again.".into()));
    }
    if a.name.is_empty() {
        return Err(Error::Conflict("Say first who comes.".into()));
    }
    let booked = agree(&mut tx, &a, a.member_id).await?;
    tx.commit().await?;
    Ok(booked)
}

/// Books what is kept, under the lock of the calendar. `by` is the customer, or staff for them.
///
/// # Errors
/// `Conflict` when it cannot be booked any more.
pub(super) async fn agree(tx: &mut Tx, a: &Appointment, by: Option<MemberId>) -> Result<Appointment> {
    let now = tx.now();
    if a.starts_at <= now {
        return Err(Error::Conflict(OVER.into()));
    }
    let state = rules::decide(a, Actor::Customer(0), Step::Book, now).map_err(Error::Conflict)?;
    queries::set_state(tx, a.business_id, a.id, state, false).await?;
    queries::insert_step(tx, a.business_id, a, Step::Book, "", by).await?;
    tx.emit(a.business_id, by, Event::AppointmentCreated { appointment: a.id, customer: a.member_id, staff: a.staff_id }).await?;
    jobs::plan_reminders(tx, a).await?;
    queries::find(tx, a.business_id, a.id).await?.ok_or(Error::Internal)
}

/// The four steps in one, for whoever knows everything already; says the last part of the link.
///
/// # Errors
/// As [`hold`], [`set_contact`] and [`confirm`].
pub async fn book(
    services: &Services,
    at: &Visitor,
    customer: Option<&Customer>,
    from: &str,
    wish: &Hold,
    who: &ContactDraft,
) -> Result<(String, Appointment)> {
    who.parse()?;
    let token = hold(services, at, customer, from, wish).await?;
    set_contact(services, &token, customer, who).await?;
    let booked = confirm(services, &token, wish.starts_at).await?;
    Ok((token, booked))
}
