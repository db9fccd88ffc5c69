//! Putting a ticket aside: how long it may be, and what is offered. Pure.

use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use chrono::{Datelike, Days, NaiveDate};

/// The longest: a year.
pub const LONGEST_MS: i64 = 366 * 86_400_000;
/// The hour at which a day begins for what was put aside.
const MORNING: u32 = 9;
/// “Later today”.
const LATER_MS: i64 = 3 * 3_600_000;

/// What is wrong with a moment until which a ticket is to be put aside.
pub fn fault(until: Timestamp, now: Timestamp) -> Option<&'static str> {
    match until.since(now) {
        ..=0 => Some("Choose a moment that is still to come."),
        ms if ms > LONGEST_MS => Some("A year is the longest."),
        _ => None,
    }
}

/// What is offered at `now`, in words and as a form's field has it: later today, tomorrow, Monday, in a month.
pub fn choices(now: Timestamp, zone: &Zone) -> Vec<(String, String)> {
    let today = zone.day(now);
    let monday = today + Days::new(7 - u64::from(today.weekday().num_days_from_monday()));
    let month = today.checked_add_months(chrono::Months::new(1)).unwrap_or(today);
    let later = zone.field(now.plus_ms(LATER_MS));
    let mornings = [("Tomorrow", today + Days::new(1)), ("Monday", monday), ("In a month", month)];
    std::iter::once(("Later today".to_owned(), later)).chain(mornings.map(|(word, day)| (word.to_owned(), morning(day)))).collect()
}

fn morning(day: NaiveDate) -> String {
    format!("{day}T{MORNING:02}:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mornings_are_offered_in_the_zone_of_the_business() {
        // Wednesday, half past one in the morning in Nairobi, still Tuesday in London.
        let now = Timestamp(chrono::DateTime::parse_from_rfc3339("2026-11-03T22:30:00Z").unwrap().timestamp_millis());
        let zone = Zone { name: "Africa/Nairobi".into(), shifts: vec![(Timestamp(0), 3 * 3600)] };
        let offered = choices(now, &zone);
        let fields: Vec<&str> = offered.iter().map(|(_, field)| field.as_str()).collect();
        assert_eq!(fields, ["2026-11-04T04:30", "2026-11-05T09:00", "2026-11-09T09:00", "2026-12-04T09:00"]);
        assert!(offered.iter().all(|(_, field)| fault(zone.parse_field(field).unwrap(), now).is_none()));
    }

    #[test]
    fn what_is_over_or_too_far_is_refused() {
        let now = Timestamp(1_000);
        assert!(fault(now, now).is_some() && fault(now.plus_ms(LONGEST_MS + 1), now).is_some());
        assert_eq!(fault(now.plus_ms(1), now), None);
    }
}
