//! When somebody of the staff can be booked: a week, days that are different, and days off that come back every month or year.

use crate::businesses::rules::{format_day, parse_week};
use crate::kernel::hours::Interval;
use crate::kernel::text::Check;
use crate::queue::draft::{format_exceptions, read_shifts};
use crate::queue::model::Shifts;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days off that come back.
const RULES_MAX: usize = 60;
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const PLACES: [(&str, u8); 5] = [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", 0)];

/// A day off that comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// Each year: month and day.
    Yearly(u32, u32),
    /// Each month: which of its weekdays (0 for the last one), and which weekday from Monday on.
    Monthly(u8, u8),
}

impl DayOff {
    /// Whether it falls on a day.
    pub fn is_on(self, day: NaiveDate) -> bool {
        match self {
            Self::Yearly(month, date) => (day.month(), day.day()) == (month, date),
            Self::Monthly(place, weekday) => {
                let is_weekday = day.weekday().num_days_from_monday() == u32::from(weekday);
                let is_last = day.checked_add_days(chrono::Days::new(7)).is_none_or(|later| later.month() != day.month());
                is_weekday && if place == 0 { is_last } else { day.day().div_ceil(7) == u32::from(place) }
            }
        }
    }

    /// As people write it: `12-25 off`, `first monday off`.
    pub fn words(self) -> String {
        match self {
            Self::Yearly(month, date) => format!("{month:02}-{date:02} off"),
            Self::Monthly(place, weekday) => {
                let place = PLACES.iter().find(|(_, n)| *n == place).map_or("last", |(word, _)| word);
                format!("{place} {} off", WEEKDAYS[usize::from(weekday) % 7])
            }
        }
    }

    /// Reads what [`DayOff::words`] writes; `None` for every other line.
    fn parse(line: &str) -> Option<Self> {
        let line = line.to_lowercase();
        let rest = line.strip_suffix("off")?.trim();
        if let Some((place, weekday)) = rest.split_once(char::is_whitespace) {
            let place = PLACES.iter().find(|(word, _)| *word == place)?.1;
            let weekday = WEEKDAYS.iter().position(|day| *day == weekday.trim())?;
            return u8::try_from(weekday).ok().map(|weekday| Self::Monthly(place, weekday));
        }
        // A leap year, so that the 29th of February is a day.
        let day = NaiveDate::parse_from_str(&format!("2024-{rest}"), "%Y-%m-%d").ok()?;
        Some(Self::Yearly(day.month(), day.day()))
    }
}

/// When somebody can be booked. In the zone of the business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The week, and days that are different.
    pub shifts: Shifts,
    /// Days off that come back.
    #[serde(default)]
    pub off: BTreeSet<DayOff>,
}

impl Roster {
    /// The hours of a day. A day that is written down stands before a holiday of the business, that before a day off, that before the week.
    pub fn on(&self, day: NaiveDate, holidays: &BTreeSet<NaiveDate>) -> &[Interval] {
        match self.shifts.days.get(&day) {
            Some(intervals) => intervals,
            None if holidays.contains(&day) || self.off.iter().any(|off| off.is_on(day)) => &[],
            None => &self.shifts.week[day.weekday().num_days_from_monday() as usize],
        }
    }
}

/// What is typed about when somebody can be booked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterDraft {
    /// Monday to Sunday, like `08:00-12:00, 13:00-17:00`; empty is a day off.
    pub week: [String; 7],
    /// One on each line: `2026-12-24 off`, `2026-12-31 08:00-12:00`, `12-25 off`, `first monday off`.
    pub exceptions: String,
}

impl RosterDraft {
    /// How a roster is typed.
    pub fn of(roster: &Roster) -> Self {
        let off = roster.off.iter().map(|off| off.words());
        let days = format_exceptions(&roster.shifts);
        let lines: Vec<String> = off.chain(days.lines().map(str::to_owned)).collect();
        Self { week: std::array::from_fn(|n| format_day(&roster.shifts.week[n])), exceptions: lines.join("\n") }
    }

    /// Checked: each complaint names the day or `exceptions`. An empty week means that nobody can book them.
    pub fn read(&self, check: &mut Check) -> Roster {
        let (mut off, mut others) = (BTreeSet::new(), Vec::new());
        for line in self.exceptions.lines().map(str::trim) {
            match DayOff::parse(line) {
                Some(day) => drop(off.insert(day)),
                None => others.push(line),
            }
        }
        if off.len() > RULES_MAX {
            check.fail("exceptions", format!("Exceptions: {RULES_MAX} days off that come back are the most."));
        }
        if others.iter().all(|line| line.is_empty()) {
            return Roster { shifts: Shifts { week: parse_week(check, &self.week), ..Shifts::default() }, off };
        }
        Roster { shifts: read_shifts(check, &self.week, &others.join("\n")), off }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(exceptions: &str) -> RosterDraft {
        RosterDraft { week: std::array::from_fn(|n| if n < 5 { "09:00-17:00".to_owned() } else { String::new() }), exceptions: exceptions.into() }
    }

    fn read(draft: &RosterDraft) -> Roster {
        let mut check = Check::new();
        let roster = draft.read(&mut check);
        check.finish().unwrap();
        roster
    }

    #[test]
    fn days_off_come_back_every_month_and_every_year() {
        let roster = read(&draft("12-25 off\nFirst Monday off\nlast friday off\n2026-12-07 10-12"));
        let none = BTreeSet::new();
        let is_on = |text: &str| !roster.on(day(text), &none).is_empty();
        assert!(!is_on("2026-12-25") && !is_on("2028-12-25"), "every Christmas");
        assert!(!is_on("2026-11-02") && is_on("2026-11-09"), "the first Monday of November only");
        assert!(!is_on("2026-11-27") && is_on("2026-11-20"), "the last Friday of November only");
        assert_eq!(roster.on(day("2026-12-07"), &none), [Interval { start: 600, end: 720 }], "a day that is written down stands before a rule");
        assert!(roster.on(day("2026-11-10"), &BTreeSet::from([day("2026-11-10")])).is_empty(), "a holiday of the business");
        assert!(!is_on("2026-11-21"), "a Saturday");
    }

    #[test]
    fn a_roster_survives_its_form_and_what_cannot_be_read_is_refused_where_it_stands() {
        let typed = draft("02-29 off\nlast sunday off\n2026-12-24 off");
        assert_eq!(RosterDraft::of(&read(&typed)).exceptions, typed.exceptions);
        assert_eq!(read(&RosterDraft::default()), Roster::default());
        for wrong in ["sometimes", "13-01 off", "fifth monday off", "2026-02-30 off"] {
            let mut check = Check::new();
            draft(wrong).read(&mut check);
            assert!(check.finish().unwrap_err().of_field("exceptions").is_some(), "{wrong}");
        }
    }
}
