//! Local time of a business in a form that browsers can carry: the shifts of its clock instead of a zone database.

use super::time::Timestamp;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A time zone over a few years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// IANA name, like `Africa/Nairobi`.
    pub name: String,
    /// From each moment on the clock is so many seconds ahead of UTC; in order. The first also holds for all time before it.
    pub shifts: Vec<(Timestamp, i32)>,
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), shifts: Vec::new() }
    }

    fn local(&self, at: Timestamp) -> DateTime<FixedOffset> {
        let after = self.shifts.partition_point(|(from, _)| *from <= at);
        let seconds = self.shifts.get(after.saturating_sub(1)).map_or(0, |(_, seconds)| *seconds);
        at.utc().with_timezone(&FixedOffset::east_opt(seconds).unwrap_or_else(|| FixedOffset::east_opt(0).expect("zero is in range")))
    }

    /// The day it is there.
    pub fn day(&self, at: Timestamp) -> NaiveDate {
        self.local(at).date_naive()
    }

    /// The time of day: `09:14`.
    pub fn clock(&self, at: Timestamp) -> String {
        self.local(at).format("%H:%M").to_string()
    }

    /// A day in words: `Today`, `Yesterday`, `Tuesday 3 November`, with the year when it is another.
    pub fn day_words(&self, at: Timestamp, now: Timestamp) -> String {
        let (day, today) = (self.day(at), self.day(now));
        match (today - day).num_days() {
            0 => "Today".into(),
            1 => "Yesterday".into(),
            _ => self.date(at, now),
        }
    }

    /// A day as papers have it: `3 November 2026`.
    pub fn date_words(&self, at: Timestamp) -> String {
        self.local(at).format("%-d %B %Y").to_string()
    }

    /// A moment to come, or just over: `10:40 today`, `10:40 tomorrow`, `10:40 on Friday 6 November`.
    pub fn moment_words(&self, at: Timestamp, now: Timestamp) -> String {
        let day = match (self.day(at) - self.day(now)).num_days() {
            0 => "today".into(),
            1 => "tomorrow".into(),
            -1 => "yesterday".into(),
            _ => format!("on {}", self.date(at, now)),
        };
        format!("{} {day}", self.clock(at))
    }

    /// A moment in the fewest words: `today 09:14`, `yesterday 16:30`, `Tue 3 Nov, 09:14`, `3 Nov 2025, 09:14`.
    pub fn short_words(&self, at: Timestamp, now: Timestamp) -> String {
        let (local, clock) = (self.local(at), self.clock(at));
        match (self.day(at) - self.day(now)).num_days() {
            0 => format!("today {clock}"),
            1 => format!("tomorrow {clock}"),
            -1 => format!("yesterday {clock}"),
            _ if local.year() == self.day(now).year() => format!("{}, {clock}", local.format("%a %-d %b")),
            _ => format!("{}, {clock}", local.format("%-d %b %Y")),
        }
    }

    /// A moment that is read some other day: `Thu 12 Mar, 14:00`.
    pub fn brief(&self, at: Timestamp) -> String {
        self.local(at).format("%a %-d %b, %H:%M").to_string()
    }

    /// A month: `March 2026`.
    pub fn month_words(&self, at: Timestamp) -> String {
        self.local(at).format("%B %Y").to_string()
    }

    /// The place it is named after: `Nairobi`.
    pub fn place(&self) -> String {
        self.name.rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    /// All of it, for a tooltip: `Tuesday 3 November 2026, 09:14 (Africa/Nairobi)`.
    pub fn full(&self, at: Timestamp) -> String {
        format!("{} ({})", self.local(at).format("%A %-d %B %Y, %H:%M"), self.name)
    }

    /// When the clocks there show this: the first time when they show it twice, an hour later when they skip it.
    pub fn moment(&self, local: NaiveDateTime) -> Timestamp {
        let offsets = self.shifts.iter().map(|(_, seconds)| *seconds).chain(self.shifts.is_empty().then_some(0));
        let moments: Vec<Timestamp> = offsets.map(|seconds| Timestamp(local.and_utc().timestamp_millis() - i64::from(seconds) * 1000)).collect();
        let shown = moments.iter().filter(|at| self.local(**at).naive_local() == local).min();
        shown.or(moments.iter().max()).copied().unwrap_or_default()
    }

    /// A moment as a field of a form has it: `2026-11-04T09:00`.
    pub fn field(&self, at: Timestamp) -> String {
        self.local(at).format("%Y-%m-%dT%H:%M").to_string()
    }

    /// Reads what a field of a form has.
    pub fn parse_field(&self, text: &str) -> Option<Timestamp> {
        NaiveDateTime::parse_from_str(text.trim().get(..16)?, "%Y-%m-%dT%H:%M").ok().map(|local| self.moment(local))
    }

    fn date(&self, at: Timestamp, now: Timestamp) -> String {
        let local = self.local(at);
        local.format(if local.year() == self.day(now).year() { "%A %-d %B" } else { "%A %-d %B %Y" }).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn at(text: &str) -> Timestamp {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    fn berlin() -> Zone {
        Zone { name: "Europe/Berlin".into(), shifts: vec![(at("2025-10-26T01:00:00Z"), 3600), (at("2026-03-29T01:00:00Z"), 7200)] }
    }

    #[test]
    fn the_clock_jumps_when_it_does() {
        let jump = at("2026-03-29T01:00:00Z");
        assert_eq!((berlin().clock(jump.plus_ms(-1)), berlin().clock(jump)), ("01:59".into(), "03:00".into()));
        assert_eq!(berlin().clock(at("2020-01-01T00:00:00Z")), "01:00", "before the first shift it is as after it");
        assert_eq!(Zone::utc().clock(jump), "01:00");
    }

    #[test]
    fn what_a_field_says_is_a_moment_there_also_where_the_clock_jumps() {
        for text in ["2026-01-04T09:00", "2026-07-04T23:59"] {
            assert_eq!(berlin().parse_field(text).map(|at| berlin().field(at)).as_deref(), Some(text));
        }
        assert_eq!(berlin().parse_field("2026-03-29T02:30"), Some(at("2026-03-29T01:30:00Z")), "there is no half past two that night");
        assert_eq!(Zone::utc().parse_field("1970-01-01T00:01"), Some(Timestamp(60_000)));
        assert_eq!((berlin().parse_field("tomorrow"), berlin().parse_field("2026-02-30T09:00")), (None, None));
    }

    #[test]
    fn days_near_are_words_and_days_far_are_dates() {
        let now = at("2026-11-04T22:30:00Z");
        let zone = Zone { name: "Africa/Nairobi".into(), shifts: vec![(Timestamp(0), 3 * 3600)] };
        assert_eq!(zone.day_words(now, now), "Today");
        assert_eq!(zone.day_words(now.plus_ms(-2 * HOUR), now), "Yesterday", "it is half past one there");
        assert_eq!(zone.day_words(now.plus_ms(-48 * HOUR), now), "Tuesday 3 November");
        assert_eq!(zone.day_words(now.plus_ms(-365 * 24 * HOUR), now), "Wednesday 5 November 2025");
        assert_eq!(zone.moment_words(now.plus_ms(24 * HOUR), now), "01:30 tomorrow");
        assert_eq!(zone.moment_words(now.plus_ms(HOUR), now), "02:30 today");
        assert_eq!(zone.short_words(now.plus_ms(-2 * HOUR), now), "yesterday 23:30");
        assert_eq!(zone.short_words(now.plus_ms(-48 * HOUR), now), "Tue 3 Nov, 01:30");
        assert_eq!(zone.short_words(now.plus_ms(-365 * 24 * HOUR), now), "5 Nov 2025, 01:30");
        assert_eq!(zone.place(), "Nairobi");
        assert_eq!(zone.brief(now), "Thu 5 Nov, 01:30");
        assert_eq!(zone.full(now), "Thursday 5 November 2026, 01:30 (Africa/Nairobi)");
    }
}
