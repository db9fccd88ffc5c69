//! The appointments around a person, for the desk and for cards in conversations; and booking for somebody whose name is known.

use super::TAKEN;
use super::book::choose;
use super::free::{people, place};
use crate::accounts::{Agent, Guest};
use crate::appointments::draft::Contact;
use crate::appointments::model::{Appointment, Offering, Owned, Provider, State, Step};
use crate::appointments::queries::{self, NewHold, around, offerings};
use crate::appointments::rules::slots::{self, Person};
use crate::appointments::rules::{HOLD_MS, is_on_tick, next_first, ticks};
use crate::appointments::{jobs, links};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, Tx};
use chrono::NaiveDate;

/// So many appointments stand beside a conversation.
const BESIDE: usize = 6;
/// Of so many the next ones are sought.
const LOOKED_AT: i64 = 30;

/// The appointments of a customer or guest: the next one first, then those that are over, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list_of_member(services: &Services, who: &Agent, member: MemberId) -> Result<Vec<Appointment>> {
    let found = around::list_of(services.db(), who.business(), member, LOOKED_AT).await?;
    let mut all = next_first(found.into_iter().map(|owned| owned.appointment).collect(), services.now());
    all.truncate(BESIDE);
    Ok(all)
}

/// These appointments and whose each is, for features that show them to their owners.
///
/// # Errors
/// When the database fails.
pub async fn list_owned(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[AppointmentId]) -> Result<Vec<Owned>> {
    around::list(ex, business, ids).await
}

/// Everything that can be booked, also what is not offered now, and everyone who can be.
///
/// # Errors
/// When the database fails.
pub async fn menu(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<(Vec<Offering>, Vec<Provider>)> {
    let mut ex = ex.into();
    Ok((offerings::list(ex.again(), business).await?, offerings::list_bookable(ex, business).await?))
}

/// A time somebody may want: what is done, by whom (nobody for anyone), and when.
pub type Wish = (OfferingId, Option<MemberId>, Timestamp);

/// What is offered, and who does it; nothing when it is not offered.
type Looked = Option<(Offering, Vec<Person>)>;

/// Which of some times are free.
///
/// # Errors
/// When the database fails.
pub async fn are_free(services: &Services, business: BusinessId, wishes: &[Wish]) -> Result<Vec<bool>> {
    let (business, now) = (businesses::find(services.db(), business).await?, services.now());
    let place = place(&business);
    let mut known: Vec<(OfferingId, NaiveDate, Looked)> = Vec::new();
    let mut free = Vec::with_capacity(wishes.len());
    for (id, staff, at) in wishes {
        let day = at.utc().with_timezone(&place.zone).date_naive();
        if !known.iter().any(|(offering, on, _)| offering == id && *on == day) {
            let offering = offerings::find(services.db(), business.id, *id).await?.filter(|o| o.is_offered);
            let looked = match offering {
                Some(o) => {
                    let people = people(services.db(), &business, &o, (day, 1), now, None).await?;
                    Some((o, people))
                }
                None => None,
            };
            known.push((*id, day, looked));
        }
        let is_free = |(o, people): &(Offering, Vec<Person>)| {
            is_on_tick(*at) && people.iter().any(|p| staff.is_none_or(|only| only == p.id) && slots::is_free(&place, o, p, *at, now))
        };
        let looked = known.iter().find(|(offering, on, _)| offering == id && *on == day);
        free.push(looked.and_then(|(.., looked)| looked.as_ref()).is_some_and(is_free));
    }
    Ok(free)
}

/// What is booked for somebody whose name is known.
#[derive(Clone, Copy, Debug)]
pub struct Booking<'a> {
    /// What is done, by whom and when.
    pub wish: Wish,
    /// The customer; nobody for a guest.
    pub customer: Option<MemberId>,
    /// The guest, where their chat session says so.
    pub guest: Option<MemberId>,
    /// Who books it: the customer, or staff for them.
    pub by: Option<MemberId>,
    /// Who comes.
    pub contact: &'a Contact,
}

/// Books a time in one go, inside the transaction of whatever leads to it.
///
/// # Errors
/// `Conflict` when the time is taken; `NotFound` when it cannot be booked.
pub async fn book_within(tx: &mut Tx, business: BusinessId, new: &Booking<'_>) -> Result<Appointment> {
    let (id, staff, starts_at) = new.wish;
    let business = businesses::find(&mut *tx, business).await?;
    queries::lock(tx, business.id).await?;
    queries::delete_expired(tx, business.id).await?;
    let offering = offerings::find(&mut *tx, business.id, id).await?.filter(|o| o.is_offered).ok_or(Error::NotFound)?;
    let staff = choose(tx, &business, &offering, staff, starts_at, None).await?;
    let (key, until, busy) = (links::new_key(), tx.now().plus_ms(HOLD_MS), offering.busy(starts_at));
    let hold = NewHold { key: &key, offering: &offering, staff, member: new.customer, currency: &business.currency, starts_at, until };
    let id = queries::insert(tx, business.id, &hold).await?;
    queries::claim(tx, business.id, staff, id, ticks(busy.0, busy.1)).await?;
    queries::set_contact(tx, business.id, id, new.contact, new.customer, until).await?;
    queries::set_state(tx, business.id, id, State::Booked, false).await?;
    let booked = queries::find(&mut *tx, business.id, id).await?.ok_or(Error::Internal)?;
    if let Some(guest) = new.guest {
        around::set_guest(tx, &booked, business.id, guest).await?;
    }
    queries::insert_step(tx, business.id, &booked, Step::Book, "", new.by).await?;
    tx.emit(business.id, new.by, Event::AppointmentCreated { appointment: id, customer: new.customer, staff }).await?;
    jobs::plan_reminders(tx, &booked).await?;
    Ok(booked)
}

/// Notes that this guest keeps a time, so that what becomes of it is found in their chat. Only for what their own browser has just kept.
///
/// # Errors
/// When the database fails.
pub async fn remember_guest(services: &Services, guest: &Guest, token: &str) -> Result<()> {
    let Some(key) = links::read(services, token) else { return Ok(()) };
    let Some(a) = queries::find_by_key(services.db(), key).await?.filter(|a| a.business_id == guest.business() && a.member_id.is_none()) else { return Ok(()) };
    let mut tx = services.begin().await?;
    around::set_guest(&mut tx, &a, guest.business(), guest.member()).await?;
    tx.commit().await
}

/// What somebody hears whose time was taken meanwhile.
pub fn taken() -> Error {
    Error::Conflict(TAKEN.into())
}
