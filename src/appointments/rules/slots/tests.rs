//! Free times, also in the nights in which clocks jump.

use super::*;
use crate::kernel::hours::Interval;
use crate::kernel::ids::{BusinessId, OfferingId};
use crate::kernel::money::Money;
use crate::queue::model::Shifts;
use chrono::{DateTime, TimeZone, Timelike, Utc};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse::<DateTime<Utc>>().unwrap().into()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn offering(duration: i64, step: i64, buffers: (i64, i64)) -> Offering {
    Offering {
        id: OfferingId(1),
        business_id: BusinessId(1),
        name: "Consultation".into(),
        description: String::new(),
        duration_minutes: duration,
        before_minutes: buffers.0,
        after_minutes: buffers.1,
        step_minutes: step,
        lead_minutes: 0,
        horizon_days: 60,
        change_minutes: 0,
        price: Money(0),
        is_offered: true,
    }
}

fn person(id: i64, week: [Vec<Interval>; 7], busy: Vec<(Timestamp, Timestamp)>) -> Person {
    Person { id: MemberId(id), roster: Roster { shifts: Shifts { week, ..Shifts::default() }, ..Roster::default() }, busy }
}

fn every_day(intervals: &[(u16, u16)]) -> [Vec<Interval>; 7] {
    std::array::from_fn(|_| intervals.iter().map(|(start, end)| Interval { start: start * 60, end: end * 60 }).collect())
}

fn place(zone: Tz) -> Place {
    Place { zone, holidays: BTreeSet::new() }
}

fn clocks(place: &Place, days: &[DaySlots]) -> Vec<String> {
    days.iter().flat_map(|d| &d.slots).map(|s| s.at.utc().with_timezone(&place.zone).format("%d %H:%M").to_string()).collect()
}

#[test]
fn what_is_booked_and_what_comes_before_and_after_is_not_free() {
    let nairobi = place(Tz::Africa__Nairobi);
    let busy = vec![(at("2026-11-26T07:00:00Z"), at("2026-11-26T08:00:00Z"))];
    let amina = person(1, every_day(&[(9, 12)]), busy);
    let now = at("2026-11-25T00:00:00Z");
    let of = |buffers| clocks(&nairobi, &free(&nairobi, &offering(30, 30, buffers), std::slice::from_ref(&amina), day("2026-11-26"), 1, now));
    assert_eq!(of((0, 0)), ["26 09:00", "26 09:30", "26 11:00", "26 11:30"]);
    assert_eq!(of((0, 15)), ["26 09:00", "26 11:00", "26 11:30"], "there is no time after half past nine");
    assert_eq!(of((15, 0)), ["26 09:00", "26 09:30", "26 11:30"]);
}

#[test]
fn nothing_is_free_too_soon_too_late_on_a_holiday_or_where_the_day_ends_first() {
    let mut nairobi = place(Tz::Africa__Nairobi);
    let amina = person(1, every_day(&[(9, 11)]), Vec::new());
    let staff = std::slice::from_ref(&amina);
    let terms = Offering { lead_minutes: 60, horizon_days: 1, ..offering(60, 30, (0, 0)) };
    let now = at("2026-11-26T05:30:00Z");
    assert_eq!(clocks(&nairobi, &free(&nairobi, &terms, staff, day("2026-11-26"), 3, now)), ["26 09:30", "26 10:00"]);
    let later = Offering { horizon_days: 2, ..terms };
    assert_eq!(free(&nairobi, &later, staff, day("2026-11-26"), 9, now).len(), 2, "the third day is beyond the horizon");
    nairobi.holidays.insert(day("2026-11-26"));
    assert_eq!(free(&nairobi, &later, staff, day("2026-11-26"), 1, now), []);
    assert!(!is_free(&nairobi, &later, &amina, at("2026-11-26T06:30:00Z"), now) && is_free(&nairobi, &later, &amina, at("2026-11-27T06:30:00Z"), now));
}

#[test]
fn what_anyone_can_do_names_everyone_and_a_night_shift_is_one() {
    let utc = place(Tz::UTC);
    let (a, b) = (person(1, every_day(&[(9, 10)]), Vec::new()), person(2, every_day(&[(9, 11)]), Vec::new()));
    let days = free(&utc, &offering(60, 60, (0, 0)), &[a, b], day("2026-11-26"), 1, at("2026-11-25T00:00:00Z"));
    let who: Vec<_> = days[0].slots.iter().map(|s| s.staff.clone()).collect();
    assert_eq!(who, [vec![MemberId(1), MemberId(2)], vec![MemberId(2)]]);
    let owl = person(3, every_day(&[(0, 2), (23, 24)]), Vec::new());
    let free = free(&utc, &offering(120, 60, (0, 0)), &[owl], day("2026-11-26"), 1, at("2026-11-25T00:00:00Z"));
    assert_eq!(clocks(&utc, &free), ["26 00:00", "26 23:00"], "from eleven to one is within the shift");
}

#[test]
fn in_the_nights_in_which_clocks_jump_no_time_is_offered_twice_or_that_is_not_there() {
    let berlin = place(Tz::Europe__Berlin);
    let owl = person(1, every_day(&[(1, 5)]), Vec::new());
    let of = |on: &str| clocks(&berlin, &free(&berlin, &offering(60, 60, (0, 0)), std::slice::from_ref(&owl), day(on), 1, at("2026-03-01T00:00:00Z")));
    assert_eq!(of("2026-03-28"), ["28 01:00", "28 02:00", "28 03:00", "28 04:00"]);
    assert_eq!(of("2026-03-29"), ["29 01:00", "29 03:00", "29 04:00"], "there is no two o'clock");
    let autumn = Offering { horizon_days: 365, ..offering(60, 60, (0, 0)) };
    let days = free(&berlin, &autumn, std::slice::from_ref(&owl), day("2026-10-25"), 1, at("2026-03-01T00:00:00Z"));
    assert_eq!(days[0].slots.len(), 5, "the night has an hour more");
}

fn any_week() -> impl Strategy<Value = [Vec<Interval>; 7]> {
    let day = prop::collection::vec(0_u16..=48, 0..5).prop_map(|mut cuts| {
        cuts.sort_unstable();
        cuts.dedup();
        cuts.as_chunks::<2>().0.iter().map(|[start, end]| Interval { start: start * 30, end: end * 30 }).collect::<Vec<_>>()
    });
    prop::array::uniform7(day)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Each free time agrees with the wall clock minute by minute, touches nothing that is booked, and is found again when it is asked for alone. And none
    /// is missing: whatever the wall clock leaves free, step by step from the beginning of each stretch, is offered.
    #[test]
    fn free_times_agree_with_the_wall_clock(
        week in any_week(),
        gaps in prop::collection::vec((1_i64..40, 1_i64..12), 0..20),
        (duration, step, before, after) in (1_i64..18, 1_i64..12, 0_i64..6, 0_i64..6),
        zone in prop::sample::select(vec![Tz::UTC, Tz::Africa__Nairobi, Tz::Europe__Berlin, Tz::Australia__Lord_Howe, Tz::America__New_York]),
        first in prop::sample::select(vec!["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-31"]),
    ) {
        let place = place(zone);
        let terms = Offering { horizon_days: 300, ..offering(duration * 5, step * 5, (before * 5, after * 5)) };
        let first = day(first);
        let midnight = Timestamp::from(first.and_hms_opt(0, 0, 0).unwrap().and_utc()).plus_ms(-12 * 60 * MINUTE);
        let mut end = midnight;
        let busy: Vec<_> = gaps.iter().map(|(gap, long)| {
            let from = end.plus_ms(gap * 5 * MINUTE);
            end = from.plus_ms(long * 5 * MINUTE);
            (from, end)
        }).collect();
        let who = person(1, week, busy.clone());
        let now = midnight.plus_ms(-DAY);
        let works = |at: Timestamp| {
            let local = at.utc().with_timezone(&zone);
            let minute = (local.hour() * 60 + local.minute()) as u16;
            // An hour that comes twice lies in every stretch that reaches over it.
            let is_twice = zone.from_local_datetime(&local.naive_local()).single().is_none();
            is_twice || who.roster.on(local.date_naive(), &place.holidays).iter().any(|i| (i.start..i.end).contains(&minute))
        };
        let days = free(&place, &terms, std::slice::from_ref(&who), first, 3, now);
        for slot in days.iter().flat_map(|d| &d.slots) {
            prop_assert!(slot.at.0 % (5 * MINUTE) == 0);
            for minute in 0..terms.duration_minutes {
                prop_assert!(works(slot.at.plus_ms(minute * MINUTE)), "{:?} after {minute}", slot.at.utc());
            }
            let (from, to) = terms.busy(slot.at);
            prop_assert!(busy.iter().all(|(a, b)| *b <= from || *a >= to));
            prop_assert!(is_free(&place, &terms, &who, slot.at, now));
        }
        let offered: BTreeSet<Timestamp> = days.iter().flat_map(|d| &d.slots).map(|slot| slot.at).collect();
        for n in 0..3 {
            let day = first + Days::new(n);
            for stretch in who.roster.on(day, &place.holidays) {
                let wall = |minute: u16| day.and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::minutes(i64::from(minute));
                // Where clocks jump within the stretch its beginning may not be there, or be there twice: those days are tried above.
                let (Some(from), Some(to)) = (zone.from_local_datetime(&wall(stretch.start)).single(), zone.from_local_datetime(&wall(stretch.end)).single()) else { continue };
                let (from, to) = (Timestamp::from(from.to_utc()), Timestamp::from(to.to_utc()));
                let mut at = from;
                while at < to {
                    let (begins, ends) = terms.busy(at);
                    let fits = (0..terms.duration_minutes).all(|minute| works(at.plus_ms(minute * MINUTE)));
                    if fits && busy.iter().all(|(a, b)| *b <= begins || *a >= ends) {
                        prop_assert!(offered.contains(&at), "{:?} is free and not offered", at.utc());
                    }
                    at = at.plus_ms(terms.step_minutes * MINUTE);
                }
            }
        }
    }
}
