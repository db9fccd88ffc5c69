//! Looking at appointments: staff at all of the business, customers at their own, everybody at those whose link they have.

use crate::accounts::{Agent, Customer, Visitor};
use crate::appointments::model::{Appointment, ENTRIES_MAX, Entry, Offering, Opened, Provider};
use crate::appointments::queries::{self, calendar as lists, offerings as offered};
use crate::appointments::{links, undo};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services};

/// What can be booked.
///
/// # Errors
/// When the database fails.
pub async fn offerings(services: &Services, at: &Visitor) -> Result<Vec<Offering>> {
    Ok(offered::list(services.db(), at.business()).await?.into_iter().filter(|o| o.is_offered).collect())
}

/// Whether customers can book anything.
///
/// # Errors
/// When the database fails.
pub async fn has_offerings(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<bool> {
    offered::exists(ex, business).await
}

/// One thing that can be booked, and who does it.
///
/// # Errors
/// `NotFound`.
pub async fn offering(services: &Services, at: &Visitor, id: OfferingId) -> Result<(Offering, Vec<Provider>)> {
    let found = offered::find(services.db(), at.business(), id).await?.filter(|o| o.is_offered).ok_or(Error::NotFound)?;
    let staff = offered::list_providers(services.db(), at.business(), id).await?;
    Ok((found, staff))
}

/// Everyone who can be booked, by name.
///
/// # Errors
/// When the database fails.
pub async fn providers(services: &Services, who: &Agent) -> Result<Vec<Provider>> {
    offered::list_bookable(services.db(), who.business()).await
}

pub(super) async fn with_offering(ex: impl Into<Ex<'_>>, a: Appointment) -> Result<Opened> {
    let mut ex = ex.into();
    let offering = offered::find(ex.again(), a.business_id, a.offering_id).await?.ok_or(Error::NotFound)?;
    let steps = queries::list_steps(ex, a.business_id, a.id).await?;
    Ok(Opened { appointment: a, offering, steps })
}

/// An appointment as staff sees it; one that is being booked is nobody's business yet.
///
/// # Errors
/// `NotFound`.
pub async fn find(services: &Services, who: &Agent, id: AppointmentId) -> Result<Opened> {
    let found = queries::find(services.db(), who.business(), id).await?.filter(|a| a.held_until.is_none()).ok_or(Error::NotFound)?;
    with_offering(services.db(), found).await
}

pub(super) async fn opened_by_link(services: &Services, token: &str) -> Result<Opened> {
    let key = links::read(services, token).ok_or(Error::NotFound)?;
    let found = queries::find_by_key(services.db(), key).await?.ok_or(Error::NotFound)?;
    with_offering(services.db(), found).await
}

/// The appointment that a link leads to, also one that is being booked, for whoever has the link.
///
/// # Errors
/// `NotFound`, also when it was not booked in time.
pub async fn find_by_link(services: &Services, token: &str) -> Result<Opened> {
    opened_by_link(services, token).await
}

/// The last part of the link to an appointment.
pub fn link(services: &Services, a: &Appointment) -> String {
    links::token(services, &a.key)
}

/// The appointment that a link leads to, as a file for calendars.
///
/// # Errors
/// `NotFound`, also while it is being booked.
pub async fn entry_by_link(services: &Services, token: &str) -> Result<String> {
    let found = opened_by_link(services, token).await?.appointment;
    if found.held_until.is_some() {
        return Err(Error::NotFound);
    }
    let business = businesses::find(services.db(), found.business_id).await?;
    Ok(links::entry(services, &found, &business.name))
}

/// An appointment for a reaction, which acts for nobody.
///
/// # Errors
/// When the database fails.
pub async fn find_quietly(ex: impl Into<Ex<'_>>, business: BusinessId, id: AppointmentId) -> Result<Option<Appointment>> {
    queries::find(ex, business, id).await
}

/// Whether the last thing that happened to an appointment is a move by staff that is news to whoever comes; for a reaction.
///
/// # Errors
/// When the database fails.
pub async fn is_moved_elsewhere(ex: impl Into<Ex<'_>>, business: BusinessId, id: AppointmentId) -> Result<bool> {
    let mut ex = ex.into();
    let Some(a) = queries::find(ex.again(), business, id).await? else { return Ok(false) };
    Ok(undo::is_news(&queries::list_steps(ex, business, id).await?, a.member_id))
}

/// What is in the calendar between two moments, perhaps of one of the staff only. One more than [`ENTRIES_MAX`] says that there are more.
///
/// # Errors
/// When the database fails.
pub async fn calendar(services: &Services, who: &Agent, from: Timestamp, to: Timestamp, staff: Option<MemberId>) -> Result<Vec<Entry>> {
    lists::list_entries(services.db(), who.business(), from, to, staff, ENTRIES_MAX as i64 + 1).await
}

/// A customer's own appointments, the latest first, each with the last part of its link.
///
/// # Errors
/// When the database fails.
pub async fn list_own(services: &Services, who: &Customer) -> Result<Vec<(Appointment, String)>> {
    let own = lists::list_own(services.db(), who.business(), who.member()).await?;
    Ok(own
        .into_iter()
        .map(|a| {
            let link = link(services, &a);
            (a, link)
        })
        .collect())
}
