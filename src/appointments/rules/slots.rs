//! Free times: what the hours of the staff leave between what is booked, over clock changes. Pure.

use crate::appointments::model::{DaySlots, Offering, Slot};
use crate::appointments::roster::Roster;
use crate::kernel::ids::MemberId;
use crate::kernel::time::Timestamp;
use crate::sla::calendar::stretches_of;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// Somebody who could do it.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: MemberId,
    /// When they can be booked.
    pub roster: Roster,
    /// When they are busy, in order; no two of these overlap.
    pub busy: Vec<(Timestamp, Timestamp)>,
}

/// Where a business's clocks stand, and its days off.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its zone.
    pub zone: Tz,
    /// Its days off.
    pub holidays: BTreeSet<NaiveDate>,
}

/// The free times of `many` days from `first` on; days without any are left out.
pub fn free(place: &Place, offering: &Offering, staff: &[Person], first: NaiveDate, many: u64, now: Timestamp) -> Vec<DaySlots> {
    let mut found: BTreeMap<(NaiveDate, Timestamp), Vec<MemberId>> = BTreeMap::new();
    for person in staff {
        for (day, at) in starts(place, offering, person, first, many, now) {
            found.entry((day, at)).or_default().push(person.id);
        }
    }
    let mut days: Vec<DaySlots> = Vec::new();
    for ((day, at), staff) in found {
        match days.last_mut().filter(|d| d.day == day) {
            Some(last) => last.slots.push(Slot { at, staff }),
            None => days.push(DaySlots { day, slots: vec![Slot { at, staff }] }),
        }
    }
    days
}

/// Whether one of the staff could do it then.
pub fn is_free(place: &Place, offering: &Offering, person: &Person, at: Timestamp, now: Timestamp) -> bool {
    let day = at.utc().with_timezone(&place.zone).date_naive();
    starts(place, offering, person, day, 1, now).any(|(_, start)| start == at)
}

/// The moments at which somebody could begin, each with the day on which its hours stand.
fn starts<'a>(
    place: &'a Place,
    offering: &'a Offering,
    person: &'a Person,
    first: NaiveDate,
    many: u64,
    now: Timestamp,
) -> impl Iterator<Item = (NaiveDate, Timestamp)> + 'a {
    let (earliest, latest) = (now.plus_ms(offering.lead_minutes * MINUTE), now.plus_ms(offering.horizon_days * DAY));
    let step = offering.step_minutes.max(5) * MINUTE;
    (0..many).filter_map(move |n| first.checked_add_days(Days::new(n))).flat_map(move |day| {
        let stretches = stretches_of(place.zone, day, person.roster.on(day, &place.holidays));
        let ends = ends_of(place, person, day, &stretches);
        let begun = stretches
            .into_iter()
            .zip(ends)
            .flat_map(move |((from, to), end)| (0..).map(move |n| from.plus_ms(n * step)).take_while(move |at| *at < to && offering.ends_at(*at) <= end));
        begun.filter(move |at| *at >= earliest && *at <= latest && is_idle(person, offering.busy(*at))).map(move |at| (day, at)).collect::<Vec<_>>()
    })
}

/// Until when somebody works who began in each stretch of a day: what begins where one ends is the same, also over midnight.
fn ends_of(place: &Place, person: &Person, day: NaiveDate, stretches: &[(Timestamp, Timestamp)]) -> Vec<Timestamp> {
    let Some((_, last)) = stretches.last() else { return Vec::new() };
    let tomorrow = day.succ_opt().map(|next| stretches_of(place.zone, next, person.roster.on(next, &place.holidays))).unwrap_or_default();
    let mut end = tomorrow.first().filter(|(from, _)| from == last).map_or(*last, |(_, to)| *to);
    let mut ends = vec![end; stretches.len()];
    for n in (0..stretches.len()).rev() {
        if stretches.get(n + 1).is_some_and(|(next, _)| *next != stretches[n].1) {
            end = stretches[n].1;
        }
        ends[n] = end;
    }
    ends
}

fn is_idle(person: &Person, (from, to): (Timestamp, Timestamp)) -> bool {
    let next = person.busy.partition_point(|(_, end)| *end <= from);
    person.busy.get(next).is_none_or(|(begin, _)| *begin >= to)
}

#[cfg(test)]
mod tests;
