//! Free times, as the calendar of a business stands.

use super::read::opened_by_link;
use crate::accounts::Visitor;
use crate::appointments::model::{DaySlots, Offering};
use crate::appointments::queries::calendar::{Window, list_busy};
use crate::appointments::queries::offerings;
use crate::appointments::rules::slots::{self, Person, Place};
use crate::businesses::actions as businesses;
use crate::businesses::model::Business;
use crate::error::{Error, Result};
use crate::kernel::ids::{AppointmentId, MemberId, OfferingId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, limits};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// The most days that are looked at in one go.
const DAYS_MAX: u64 = 62;

/// Free times of something for `many` days from `first` on, or from today where that is later; perhaps with one of the staff only.
///
/// # Errors
/// `NotFound` when it cannot be booked.
pub async fn free(services: &Services, at: &Visitor, offering: OfferingId, staff: Option<MemberId>, first: NaiveDate, many: u64) -> Result<Vec<DaySlots>> {
    let offering = offerings::find(services.db(), at.business(), offering).await?.filter(|o| o.is_offered).ok_or(Error::NotFound)?;
    let business = businesses::find(services.db(), at.business()).await?;
    days(services, &business, &offering, staff, first, many, None).await
}

/// The same for whoever asks from a network address.
///
/// # Errors
/// `NotFound` when it cannot be booked; `TooMany` after many looks.
pub async fn free_from(
    services: &Services,
    at: &Visitor,
    from: &str,
    offering: OfferingId,
    staff: Option<MemberId>,
    (first, many): (NaiveDate, u64),
) -> Result<Vec<DaySlots>> {
    services.limits().check(limits::SLOTS_FROM, from)?;
    free(services, at, offering, staff, first, many).await
}

/// Free times to which the appointment of a link could move, for whoever asks from a network address.
///
/// # Errors
/// `NotFound`; `TooMany` after many looks.
pub async fn free_for_link(services: &Services, token: &str, from: &str, first: NaiveDate, many: u64) -> Result<Vec<DaySlots>> {
    services.limits().check(limits::SLOTS_FROM, from)?;
    let opened = opened_by_link(services, token).await?;
    let business = businesses::find(services.db(), opened.appointment.business_id).await?;
    days(services, &business, &opened.offering, None, first, many, Some(opened.appointment.id)).await
}

async fn days(
    services: &Services,
    business: &Business,
    offering: &Offering,
    staff: Option<MemberId>,
    first: NaiveDate,
    many: u64,
    except: Option<AppointmentId>,
) -> Result<Vec<DaySlots>> {
    let (place, now, many) = (place(business), services.now(), many.min(DAYS_MAX));
    let first = first.max(now.utc().with_timezone(&place.zone).date_naive());
    let people = people(services.db(), business, offering, (first, many), now, except).await?;
    let people: Vec<Person> = people.into_iter().filter(|p| staff.is_none_or(|only| only == p.id)).collect();
    Ok(slots::free(&place, offering, &people, first, many, now))
}

/// Where the clocks of a business stand.
pub(super) fn place(business: &Business) -> Place {
    Place { zone: business.time_zone.parse().unwrap_or(Tz::UTC), holidays: business.hours().holidays }
}

/// Those who do something, with what they have to do around some days.
pub(super) async fn people(
    ex: impl Into<Ex<'_>>,
    business: &Business,
    offering: &Offering,
    (first, many): (NaiveDate, u64),
    now: Timestamp,
    except: Option<AppointmentId>,
) -> Result<Vec<Person>> {
    let mut ex = ex.into();
    let midnight = |day: NaiveDate| Timestamp::from(day.and_time(chrono::NaiveTime::MIN).and_utc());
    // A day more on both sides: zones, and what begins before midnight.
    let from = midnight(first.checked_sub_days(Days::new(1)).unwrap_or(first));
    let to = midnight(first.checked_add_days(Days::new(many + 2)).unwrap_or(first));
    let rosters = offerings::list_rosters(ex.again(), business.id, offering.id).await?;
    let busy = list_busy(ex, business.id, &Window { offering: offering.id, from, to, now, except }).await?;
    let person = |(id, roster): (MemberId, String)| Person {
        id,
        roster: serde_json::from_str(&roster).unwrap_or_default(),
        busy: busy.iter().filter(|b| b.staff_id == id).map(|b| (b.busy_from, b.busy_to)).collect(),
    };
    Ok(rosters.into_iter().map(person).collect())
}
