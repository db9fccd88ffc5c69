//! Appointments that other programs book: the four steps in one, once for each key.

use super::around::{Booking, Wish, book_as};
use super::read::{link, opened_by_link};
use crate::accounts::Visitor;
use crate::appointments::draft::{Contact, ContactDraft};
use crate::appointments::links;
use crate::appointments::model::{Appointment, Opened, Step};
use crate::appointments::queries::{self, offerings};
use crate::businesses::actions as businesses;
use crate::error::{Error, Fault, Result};
use crate::kernel::ids::{MemberId, OfferingId};
use crate::kernel::text::{Check, IDEMPOTENCY_KEY};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, limits};
use serde::Deserialize;

/// An appointment as another program sends it. What is unknown is refused: a name that is spelled wrong would be lost.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutsideBooking {
    /// The id of what is done.
    pub service: i64,
    /// The id of who does it; nobody for anyone.
    pub staff: Option<i64>,
    /// When it begins, in milliseconds since 1970.
    pub starts_at: i64,
    /// Who comes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// In E.164, or with `country`; may be empty.
    pub phone: String,
    /// ISO 3166 code of two letters, for a phone number without one.
    pub country: String,
    /// What they write about it.
    pub note: String,
}

/// Books a time. `key` is the sender's own name for it: sending it again gives the appointment it made, and says so by `false`. `from` is the network
/// address. Says the last part of the link, too.
///
/// # Errors
/// `Invalid` names each field; `Conflict` when the time is taken or was never free, or the key was used for another appointment; `TooMany` after many tries.
pub async fn book_outside(services: &Services, at: &Visitor, from: &str, key: &str, draft: &OutsideBooking) -> Result<(String, Appointment, bool), Fault> {
    services.limits().check(limits::BOOK_FROM, from)?;
    let business = businesses::find(services.db(), at.business()).await?;
    let wish = (OfferingId(draft.service), draft.staff.map(MemberId), Timestamp(draft.starts_at));
    let read = parse(key, draft);
    let key = links::outside_key(business.id, key);
    // Before anything of today is looked at: what was booked then may be withdrawn since.
    if let Ok(contact) = &read
        && let Some(known) = queries::find_by_key(services.db(), &key).await?
    {
        let known = again(services.db(), known, &wish, contact).await?;
        return Ok((link(services, &known), known, false));
    }
    let mut check = Check::new();
    check.part(may_be_wished(services, at, &wish).await)?;
    let contact = check.part(read)?;
    check.finish()?;
    let contact = contact.ok_or(Error::Internal)?;
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, business.id).await?;
    queries::delete_expired(&mut tx, business.id).await?;
    if let Some(known) = queries::find_by_key(&mut tx, &key).await? {
        let known = again(&mut tx, known, &wish, &contact).await?;
        return Ok((link(services, &known), known, false));
    }
    let new = Booking { wish, customer: None, guest: None, by: None, contact: &contact };
    let booked = book_as(&mut tx, &business, &key, &new).await.map_err(|error| Fault::at("starts_at", error))?;
    tx.commit().await?;
    Ok((link(services, &booked), booked, true))
}

/// An appointment of this business by the last part of its link.
///
/// # Errors
/// `NotFound`, also for appointments of other businesses and those that are being booked.
pub async fn find_of_business(services: &Services, at: &Visitor, token: &str) -> Result<Opened> {
    let found = opened_by_link(services, token).await?;
    let is_known = found.appointment.business_id == at.business() && found.appointment.held_until.is_none();
    if is_known { Ok(found) } else { Err(Error::NotFound) }
}

/// What can be read of it without looking at what is offered today.
fn parse(key: &str, draft: &OutsideBooking) -> Result<Contact> {
    let mut check = Check::new();
    check.idempotency_key(key);
    if draft.starts_at <= 0 {
        check.fail("starts_at", "Say when it begins, in milliseconds since 1970.");
    }
    let form = ContactDraft {
        name: draft.name.clone(),
        email: draft.email.clone(),
        phone: draft.phone.clone(),
        country: draft.country.clone(),
        note: draft.note.clone(),
    };
    let contact = check.part(form.parse())?;
    check.finish()?;
    contact.ok_or(Error::Internal)
}

/// Refuses what cannot be booked today.
async fn may_be_wished(services: &Services, at: &Visitor, (offering, staff, _): &Wish) -> Result<()> {
    let mut check = Check::new();
    if offerings::find(services.db(), at.business(), *offering).await?.is_none_or(|o| !o.is_offered) {
        check.fail("service", "Nothing with this id can be booked.");
    }
    if let Some(who) = staff
        && !offerings::list_providers(services.db(), at.business(), *offering).await?.iter().any(|p| p.id == *who)
    {
        check.fail("staff", "Nobody with this id does this.");
    }
    check.finish()
}

/// The appointment that was booked with this key, when this is the same one. It may have been moved since.
async fn again(ex: impl Into<Ex<'_>>, known: Appointment, (offering, staff, starts_at): &Wish, c: &Contact) -> Result<Appointment, Fault> {
    let steps = queries::list_steps(ex, known.business_id, known.id).await?;
    let booked = steps.iter().find(|s| s.deed == Step::Book);
    let is_same = known.offering_id == *offering
        && booked.is_some_and(|s| s.starts_at == *starts_at && staff.is_none_or(|wanted| wanted == s.staff_id))
        && (&known.name, &known.email, &known.phone, &known.note) == (&c.name, &c.email, &c.phone, &c.note);
    let reused = || Error::Conflict("This Idempotency-Key was used for another appointment. Send a new one with each.".into());
    if is_same { Ok(known) } else { Err(Fault::at(IDEMPOTENCY_KEY, reused())) }
}
