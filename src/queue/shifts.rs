//! Where somebody is in their plan at a moment: shifts in the zone of the business, over days that are different and clock changes. Pure.

use super::model::{Shift, Shifts};
use crate::kernel::hours::Interval;
use crate::kernel::time::Timestamp;
use crate::sla::calendar::stretches_of;
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

/// A shift that does not begin within so many days is not in sight.
const SEARCH_DAYS: u64 = 400;
/// A day that is not over in the zone may have begun as many days ago.
const BEFORE: u64 = 1;

/// Where a plan stands at a moment.
pub fn at(shifts: &Shifts, zone: Tz, now: Timestamp) -> Shift {
    if !shifts.is_planned() {
        return Shift::Unplanned;
    }
    let mut end: Option<Timestamp> = None;
    for (from, to) in stretches(shifts, zone, now) {
        match end {
            // What begins where the last one ended is the same shift: 22:00-24:00 goes on at 00:00-06:00.
            Some(before) if from <= before => end = Some(before.max(to)),
            Some(_) => break,
            None if to <= now => {}
            None if from <= now => end = Some(to),
            None => return Shift::Off(Some(from)),
        }
    }
    end.map_or(Shift::Off(None), Shift::Until)
}

/// When the next shift begins after a moment.
pub fn next_start(shifts: &Shifts, zone: Tz, now: Timestamp) -> Option<Timestamp> {
    stretches(shifts, zone, now).map(|(from, _)| from).find(|from| *from > now)
}

/// The stretches of a plan from the day before `start` on, in order.
fn stretches(shifts: &Shifts, zone: Tz, start: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
    let today = start.utc().with_timezone(&zone).date_naive();
    let first = today.checked_sub_days(Days::new(BEFORE)).unwrap_or(today);
    (0..SEARCH_DAYS).filter_map(move |n| first.checked_add_days(Days::new(n))).flat_map(move |day| stretches_of(zone, day, on(shifts, day)))
}

/// The intervals of a day.
fn on(shifts: &Shifts, day: NaiveDate) -> &[Interval] {
    shifts.days.get(&day).unwrap_or(&shifts.week[day.weekday().num_days_from_monday() as usize])
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    const NAIROBI: Tz = Tz::Africa__Nairobi;

    fn moment(text: &str) -> Timestamp {
        text.parse::<DateTime<Utc>>().unwrap().into()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plan(intervals: &[(usize, u16, u16)]) -> Shifts {
        let mut shifts = Shifts::default();
        for (weekday, start, end) in intervals {
            shifts.week[*weekday].push(Interval { start: *start, end: *end });
        }
        shifts
    }

    #[test]
    fn a_plan_says_until_when_somebody_is_on_and_when_they_come_back() {
        let shifts = plan(&[(0, 480, 720), (0, 780, 1020), (1, 480, 1020)]);
        // Monday 23 November 2026 in Nairobi, three hours ahead of UTC.
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-23T05:00:00Z")), Shift::Until(moment("2026-11-23T09:00:00Z")));
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-23T09:00:00Z")), Shift::Off(Some(moment("2026-11-23T10:00:00Z"))), "the minute it ends is off");
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-23T14:00:00Z")), Shift::Off(Some(moment("2026-11-24T05:00:00Z"))));
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-24T14:00:00Z")), Shift::Off(Some(moment("2026-11-30T05:00:00Z"))));
        assert_eq!(next_start(&shifts, NAIROBI, moment("2026-11-23T05:00:00Z")), Some(moment("2026-11-23T10:00:00Z")));
    }

    #[test]
    fn a_day_off_and_a_day_with_other_hours_stand_before_the_week() {
        let mut shifts = plan(&[(0, 480, 1020), (1, 480, 1020)]);
        shifts.days.insert(day("2026-11-23"), Vec::new());
        shifts.days.insert(day("2026-11-22"), vec![Interval { start: 600, end: 660 }]);
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-23T06:00:00Z")), Shift::Off(Some(moment("2026-11-24T05:00:00Z"))));
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-22T07:30:00Z")), Shift::Until(moment("2026-11-22T08:00:00Z")), "a Sunday");
    }

    #[test]
    fn a_shift_over_midnight_is_one_shift() {
        let shifts = plan(&[(4, 1320, 1440), (5, 0, 360)]);
        let end = moment("2026-11-28T03:00:00Z");
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-27T19:30:00Z")), Shift::Until(end));
        assert_eq!(at(&shifts, NAIROBI, moment("2026-11-27T22:30:00Z")), Shift::Until(end));
    }

    #[test]
    fn who_has_no_plan_is_never_off_and_who_only_has_days_off_is_never_on() {
        assert_eq!(at(&Shifts::default(), NAIROBI, Timestamp(0)), Shift::Unplanned);
        let mut off = Shifts::default();
        off.days.insert(day("2026-11-23"), Vec::new());
        assert_eq!(at(&off, NAIROBI, moment("2026-11-20T06:00:00Z")), Shift::Off(None));
    }

    fn any_plan() -> impl Strategy<Value = Shifts> {
        let day = prop::collection::vec(0_u16..=24, 0..5).prop_map(|mut cuts| {
            cuts.sort_unstable();
            cuts.dedup();
            cuts.as_chunks::<2>().0.iter().map(|[start, end]| Interval { start: start * 60, end: end * 60 }).collect::<Vec<_>>()
        });
        let days = prop::collection::btree_map((0_u64..14).prop_map(|n| "2026-03-23".parse::<NaiveDate>().unwrap() + Days::new(n)), day.clone(), 0..3);
        (prop::array::uniform7(day), days).prop_map(|(week, days)| Shifts { week, days })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        /// The same answer as looking at the wall clock of every quarter of an hour; in Berlin over a night in which the clock jumps.
        #[test]
        fn being_on_agrees_with_the_wall_clock(shifts in any_plan(), quarter in 0_i64..1000, zone in prop::sample::select(vec![Tz::UTC, NAIROBI, Tz::Europe__Berlin])) {
            use chrono::Timelike;
            prop_assume!(shifts.is_planned());
            let now = moment("2026-03-24T00:00:00Z").plus_ms(quarter * 900_000);
            let is_on = |at: Timestamp| {
                let local = at.utc().with_timezone(&zone);
                let minute = (local.hour() * 60 + local.minute()) as u16;
                on(&shifts, local.date_naive()).iter().any(|i| (i.start..i.end).contains(&minute))
            };
            let shift = at(&shifts, zone, now);
            prop_assert_eq!(shift.is_on(), is_on(now));
            let steps = (1..400).map(|n| now.plus_ms(n * 900_000)).find(|at| is_on(*at) != is_on(now));
            match (shift, steps) {
                (Shift::Until(end), Some(first)) => prop_assert_eq!(end, first),
                (Shift::Off(Some(start)), Some(first)) => prop_assert_eq!(start, first),
                _ => {}
            }
        }
    }
}
