//! Counting time: the stretches of real time that lie inside opening hours, in the business's zone, over days off and clock changes.

use super::model::Policy;
use crate::businesses::model::Business;
use crate::kernel::hours::{Hours, Interval};
use crate::kernel::time::Timestamp;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

/// A business that is closed longer than this in one piece counts as open afterwards, so that every promise has an end.
const SEARCH_DAYS: u32 = 400;

/// When time counts for a business.
#[derive(Clone, Debug)]
pub struct Calendar {
    hours: Option<Hours>,
    zone: Tz,
}

impl Calendar {
    /// The calendar of a business under its policy: its opening hours, or all time.
    pub fn of(business: &Business, policy: &Policy) -> Self {
        let hours = Some(business.hours()).filter(|h| policy.in_opening_hours && h.is_ever_open());
        Self { hours, zone: business.time_zone.parse().unwrap_or(Tz::UTC) }
    }

    /// The opening hours of a business, whatever its promises count in; one that never opens is always open.
    pub fn opening(business: &Business) -> Self {
        Self { hours: Some(business.hours()).filter(Hours::is_ever_open), zone: business.time_zone.parse().unwrap_or(Tz::UTC) }
    }

    /// Whether a moment counts.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.next_open(at) == Some(at)
    }

    /// The first moment from `at` on that counts; `None` when there is none in sight.
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        match &self.hours {
            None => Some(at),
            Some(hours) => self.open_from(hours, at).find(|(_, to)| *to > at).map(|(from, _)| from.max(at)),
        }
    }

    /// Whether all time counts.
    pub const fn is_always(&self) -> bool {
        self.hours.is_none()
    }

    /// The counting stretches from `start` on that add up to `ms`. The end of the last one is when it is due.
    pub fn stretches(&self, start: Timestamp, ms: i64) -> Vec<(Timestamp, Timestamp)> {
        let Some(hours) = &self.hours else { return vec![(start, start.plus_ms(ms))] };
        let (mut left, mut out) = (ms, Vec::new());
        for (from, to) in self.open_from(hours, start) {
            let from = from.max(start);
            let take = to.since(from).min(left);
            if take > 0 {
                out.push((from, from.plus_ms(take)));
                left -= take;
            }
            if left == 0 {
                return out;
            }
        }
        let from = out.last().map_or(start, |(_, to)| *to);
        out.push((from, from.plus_ms(left)));
        out
    }

    /// When `ms` counting milliseconds after `start` are over.
    pub fn due_at(&self, start: Timestamp, ms: i64) -> Timestamp {
        self.stretches(start, ms).last().map_or(start, |(_, to)| *to)
    }

    /// The first moment from `from` on after which no more than `ms` counting milliseconds are left until `due`.
    pub fn before(&self, from: Timestamp, due: Timestamp, ms: i64) -> Timestamp {
        let mut left = ms;
        for (a, b) in self.counting(from, due).into_iter().rev() {
            let length = b.since(a);
            if left < length {
                return b.plus_ms(-left);
            }
            left -= length;
        }
        from
    }

    /// Counting milliseconds between two moments; 0 when `to` is not after `from`.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> i64 {
        self.counting(from, to).iter().map(|(a, b)| b.since(*a)).sum()
    }

    /// The counting stretches between two moments.
    pub fn counting(&self, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let Some(hours) = &self.hours else { return if to > from { vec![(from, to)] } else { Vec::new() } };
        self.open_from(hours, from).take_while(|(a, _)| *a < to).map(|(a, b)| (a.max(from), b.min(to))).filter(|(a, b)| b > a).collect()
    }

    /// Open stretches from the day of `start` on, in order.
    fn open_from<'a>(&'a self, hours: &'a Hours, start: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
        let first = start.utc().with_timezone(&self.zone).date_naive();
        let mut closed_days = 0;
        let open_days = (0..).map_while(move |n| first.checked_add_days(Days::new(n))).map_while(move |day| {
            let open = self.open_on(hours, day);
            closed_days = if open.is_empty() { closed_days + 1 } else { 0 };
            (closed_days < SEARCH_DAYS).then_some(open)
        });
        open_days.flatten()
    }

    fn open_on(&self, hours: &Hours, day: NaiveDate) -> Vec<(Timestamp, Timestamp)> {
        if hours.holidays.contains(&day) {
            return Vec::new();
        }
        let intervals = &hours.week[day.weekday().num_days_from_monday() as usize];
        stretches_of(self.zone, day, intervals)
    }
}

/// The intervals of a day in a zone as stretches of real time, in order.
pub fn stretches_of(zone: Tz, day: NaiveDate, intervals: &[Interval]) -> Vec<(Timestamp, Timestamp)> {
    intervals.iter().map(|i| (moment(zone, day, i.start), moment(zone, day, i.end))).filter(|(a, b)| b > a).collect()
}

/// A local minute as a moment: a time that a clock change skips becomes the moment of the change, of a time that comes twice the first counts.
fn moment(zone: Tz, day: NaiveDate, minute: u16) -> Timestamp {
    let (day, minute) = if minute >= 1440 { (day.succ_opt().unwrap_or(day), minute - 1440) } else { (day, minute) };
    let local = day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0).unwrap_or_default());
    let found = (0..=180).find_map(|later| zone.from_local_datetime(&(local + chrono::Duration::minutes(later))).earliest());
    found.map_or_else(|| Timestamp(local.and_utc().timestamp_millis()), |t: DateTime<Tz>| Timestamp(t.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::counter::{MINUTE, any_place, any_start};
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<DateTime<chrono::Utc>>().unwrap().into()
    }

    fn weekdays(zone: Tz) -> Calendar {
        Calendar { hours: Some(Hours::weekdays(9, 17)), zone }
    }

    #[test]
    fn friday_evening_runs_into_monday_morning() {
        let calendar = weekdays(Tz::Africa__Nairobi);
        // Friday 16:30 in Nairobi is 13:30 UTC; two hours later is Monday 10:30 there.
        assert_eq!(calendar.due_at(at("2026-11-20T13:30:00Z"), 120 * MINUTE), at("2026-11-23T07:30:00Z"));
    }

    #[test]
    fn days_off_do_not_count_and_without_hours_all_time_does() {
        let mut hours = Hours::weekdays(9, 17);
        hours.holidays.insert(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let calendar = Calendar { hours: Some(hours), zone: Tz::UTC };
        assert_eq!(calendar.due_at(at("2026-11-20T16:30:00Z"), 60 * MINUTE), at("2026-11-24T09:30:00Z"));
        assert_eq!(Calendar { hours: None, zone: Tz::UTC }.due_at(at("2026-11-20T23:30:00Z"), 60 * MINUTE), at("2026-11-21T00:30:00Z"));
    }

    #[test]
    fn a_promise_of_a_business_that_opens_six_minutes_a_week_ends_after_more_than_a_year() {
        let mut week: [Vec<Interval>; 7] = Default::default();
        week[3] = vec![Interval { start: 146, end: 152 }];
        let calendar = Calendar { hours: Some(Hours { week, holidays: Default::default() }), zone: Tz::UTC };
        assert_eq!(calendar.due_at(at("2026-02-20T00:00:00Z"), 343 * MINUTE), at("2027-04-01T02:27:00Z"));
    }

    #[test]
    fn a_day_of_a_clock_change_is_an_hour_shorter_or_longer() {
        let calendar = Calendar { hours: Some(Hours::always()), zone: Tz::Europe__Berlin };
        let day = |d: &str| calendar.between(at(&format!("{d}T00:00:00+01:00")), at(&format!("{d}T23:00:00+01:00"))) / MINUTE;
        assert_eq!(day("2026-03-28"), 23 * 60);
        // All of the 29th of March lies between midnight (+01:00) and midnight (+02:00): 23 hours.
        assert_eq!(calendar.between(at("2026-03-29T00:00:00+01:00"), at("2026-03-30T00:00:00+02:00")) / MINUTE, 23 * 60);
        assert_eq!(calendar.between(at("2026-10-25T00:00:00+02:00"), at("2026-10-26T00:00:00+01:00")) / MINUTE, 25 * 60);
    }

    #[test]
    fn the_next_opening_is_found_over_weekends_and_days_off() {
        let calendar = weekdays(Tz::Africa__Nairobi);
        let (friday_evening, monday) = (at("2026-11-20T19:00:00Z"), at("2026-11-23T06:00:00Z"));
        assert_eq!(calendar.next_open(friday_evening), Some(monday));
        assert!(!calendar.is_open(friday_evening) && calendar.is_open(monday) && calendar.is_open(monday.plus_ms(8 * 60 * MINUTE - 1)));
        assert!(!calendar.is_open(monday.plus_ms(8 * 60 * MINUTE)), "the minute of closing is closed");
        assert_eq!(Calendar { hours: None, zone: Tz::UTC }.next_open(friday_evening), Some(friday_evening));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]
        /// The same answers as counting minute by minute, over several intervals a day, days off and every kind of clock change: to the minute.
        #[test]
        fn due_times_agree_with_a_minute_counter(place in any_place(), start in any_start(), minutes in 1_i64..2000, share in 1_i64..2000) {
            let (calendar, wall) = (place.calendar(), place.minutes(start, 70));
            let (mut now, mut left, mut share_left) = (start, minutes, None);
            while left > 0 {
                let Some(counts) = wall.counts(now) else { return Err(TestCaseError::reject("too many days off")) };
                now = now.plus_ms(MINUTE);
                left -= i64::from(counts);
                if left <= share {
                    share_left = share_left.or(Some(if minutes <= share { start } else { now }));
                }
            }
            let due = calendar.due_at(start, minutes * MINUTE);
            prop_assert_eq!(due, now);
            prop_assert_eq!(calendar.between(start, due), minutes * MINUTE);
            prop_assert_eq!(Some(calendar.before(start, due, share * MINUTE)), share_left);
            prop_assert_eq!(calendar.is_open(start), wall.counts(start).unwrap());
        }
    }
}
