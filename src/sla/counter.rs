//! For tests: random businesses, and their time counted minute by minute by somebody who has only the clock on the wall to look at.

use super::calendar::Calendar;
use super::model::{Policy, Target};
use super::terms::Terms;
use crate::businesses::model::Business;
use crate::kernel::hours::{Hours, Interval};
use crate::kernel::ids::BusinessId;
use crate::kernel::time::Timestamp;
use crate::tickets::model::Priority;
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;

/// Zones that change their clocks by an hour, by half of one, at midnight, south of the equator, or never; and some that are off the whole hour.
const ZONES: &[Tz] = &[
    Tz::UTC,
    Tz::Africa__Nairobi,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Africa__Cairo,
    Tz::America__Santiago,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kathmandu,
    Tz::Pacific__Chatham,
];
/// Zones change their clocks when such a piece of time begins, in minutes.
const PIECE: i64 = 15;

/// When a business is open, and where; never closed without hours.
#[derive(Clone, Debug)]
pub struct Place {
    hours: Option<Hours>,
    zone: Tz,
}

impl Place {
    /// What it promises for tickets of the usual urgency, in minutes, with the share at which staff is warned.
    pub fn terms(&self, target: Target, warning_percent: i64) -> Terms {
        let hours = serde_json::to_string(&self.hours.clone().unwrap_or_else(Hours::always)).unwrap();
        let (slug, name, invite_code) = ("kiln".into(), "Kiln".into(), "x".into());
        let business = Business { id: BusinessId(1), slug, name, invite_code, time_zone: self.zone.name().into(), currency: "KES".into(), hours };
        let policy = Policy { in_opening_hours: self.hours.is_some(), targets: vec![target], warning_percent, ..Policy::default() };
        Terms::of(&business, policy)
    }

    /// Its counting time.
    pub fn calendar(&self) -> Calendar {
        self.terms(Target::usual(Priority::Medium), 0).calendar
    }

    /// So many days minute by minute. A business opens when the clock on its wall first shows the time for it on that day, or passes it, and closes likewise.
    pub fn minutes(&self, start: Timestamp, days: i64) -> Minutes {
        let Some(hours) = &self.hours else { return Minutes { start, counts: vec![true; (days * 1440) as usize] } };
        let (mut day, mut shown) = (NaiveDate::MIN, 0);
        let mut counts = Vec::with_capacity((days * 1440) as usize);
        let whole = start.0.div_euclid(PIECE * MINUTE);
        // Two days before, so that the first day is known from its beginning.
        for piece in whole - 2 * 1440 / PIECE..=whole + days * 1440 / PIECE {
            let piece = Timestamp(piece * PIECE * MINUTE);
            let local = piece.utc().with_timezone(&self.zone).naive_local();
            for minute in 0..PIECE {
                let local = local + Duration::minutes(minute);
                let wall = (local.hour() * 60 + local.minute()) as u16;
                shown = if local.date() == day { shown.max(wall) } else { wall };
                day = local.date();
                let open = &hours.week[day.weekday().num_days_from_monday() as usize];
                if piece.plus_ms(minute * MINUTE) >= start {
                    counts.push(!hours.holidays.contains(&day) && open.iter().any(|i| (i.start..i.end).contains(&shown)));
                }
            }
        }
        Minutes { start, counts }
    }
}

/// Terms under which all time counts.
pub fn terms_of_all_time(warning_percent: i64) -> Terms {
    Place { hours: None, zone: Tz::UTC }.terms(Target::usual(Priority::Medium), warning_percent)
}

/// Which minutes count.
#[derive(Clone, Debug)]
pub struct Minutes {
    start: Timestamp,
    counts: Vec<bool>,
}

impl Minutes {
    /// Whether the minute that begins then counts; `None` beyond what was looked at.
    pub fn counts(&self, at: Timestamp) -> Option<bool> {
        self.counts.get(usize::try_from(at.since(self.start) / MINUTE).ok()?).copied()
    }
}

/// A Sunday of winter in the north.
pub fn base() -> Timestamp {
    "2026-02-15T00:00:00Z".parse::<DateTime<chrono::Utc>>().unwrap().into()
}

/// Several intervals a day, days off among the first hundred of [`base`]'s, any of the zones; at least ten hours a week.
pub fn any_place() -> impl Strategy<Value = Place> {
    let day = prop::collection::vec(0_u16..=1440, 0..7).prop_map(|mut cuts| {
        cuts.sort_unstable();
        cuts.dedup();
        cuts.as_chunks::<2>().0.iter().map(|[start, end]| Interval { start: *start, end: *end }).collect::<Vec<_>>()
    });
    let holidays = prop::collection::btree_set(0_u64..330, 0..40);
    let hours = (prop::array::uniform7(day), holidays).prop_map(|(week, off)| {
        let first = base().utc().date_naive();
        Hours { week, holidays: off.into_iter().filter_map(|n| first.checked_add_days(Days::new(n))).collect() }
    });
    let hours = hours.prop_filter("open for ten hours a week", |hours| hours.week.iter().flatten().map(|i| i64::from(i.end - i.start)).sum::<i64>() >= 600);
    (prop_oneof![9 => hours.prop_map(Some), 1 => Just(None)], prop::sample::select(ZONES)).prop_map(|(hours, zone)| Place { hours, zone })
}

/// A minute of the year in which clocks change twice.
pub fn any_start() -> impl Strategy<Value = Timestamp> {
    (0_i64..260 * 1440).prop_map(|minute| base().plus_ms(minute * MINUTE))
}
