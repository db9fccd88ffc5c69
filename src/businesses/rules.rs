//! How a business's settings are read and written as text, and what a new business starts with.

use crate::kernel::currency::is_currency;
use crate::kernel::hours::{Hours, Interval};
use crate::kernel::text::Check;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The days as forms name their fields and as people read them.
pub const DAYS: [(&str, &str); 7] = [
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
];

/// What tickets of a new business can be about.
pub const CATEGORIES: [&str; 7] = ["Order problem", "Damaged goods", "Delivery", "Payment", "Returns", "Account", "Something else"];

/// What a new business promises per priority: minutes to the first answer, to each further one and to the solution.
pub const TARGETS: [(&str, [i64; 3]); 4] = [("urgent", [60, 120, 480]), ("high", [120, 240, 720]), ("medium", [120, 240, 1440]), ("low", [240, 480, 2880])];

/// Days off that a business can name.
const HOLIDAYS_MAX: usize = 366;
/// Intervals in one day.
pub const INTERVALS_MAX: usize = 6;

/// Monday to Friday 8 to 18 o'clock, Saturday 9 to 13.
pub fn default_hours() -> Hours {
    let mut hours = Hours::weekdays(8, 18);
    hours.week[5] = vec![Interval { start: 9 * 60, end: 13 * 60 }];
    hours
}

/// Reads a week and its days off; complaints name the day.
pub fn parse_hours(check: &mut Check, week: &[String; 7], holidays: &str) -> Hours {
    let mut hours = Hours { week: parse_week(check, week), ..Hours::default() };
    match parse_holidays(holidays) {
        Ok(days) => hours.holidays = days,
        Err(why) => check.fail("holidays", why),
    }
    // A day that cannot be read has its own complaint.
    if !hours.is_ever_open() && week.iter().all(|day| parse_day(day).is_ok()) {
        check.fail(DAYS[0].0, "One day at least must have hours: promises run and chats are answered in them. For day and night write 00:00-24:00.");
    }
    hours
}

/// Reads the days of a week, Monday first; complaints name the day.
pub fn parse_week(check: &mut Check, week: &[String; 7]) -> [Vec<Interval>; 7] {
    let mut read = <[Vec<Interval>; 7]>::default();
    for ((text, (field, label)), day) in week.iter().zip(DAYS).zip(&mut read) {
        match parse_day(text) {
            Ok(intervals) => *day = intervals,
            Err(why) => check.fail(field, format!("{label}: {why}")),
        }
    }
    read
}

/// A day's intervals from `08:00-12:00, 13:00-17:00`; empty or `closed` is closed, `24:00` is the end of the day.
///
/// # Errors
/// A sentence that says what to write.
pub fn parse_day(text: &str) -> Result<Vec<Interval>, String> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("closed") {
        return Ok(Vec::new());
    }
    let mut intervals = text.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()).map(parse_interval).collect::<Result<Vec<_>, _>>()?;
    if intervals.len() > INTERVALS_MAX {
        return Err(format!("{INTERVALS_MAX} times a day are the most."));
    }
    intervals.sort();
    match intervals.windows(2).find(|pair| pair[1].start < pair[0].end) {
        Some(pair) => Err(format!("{} and {} overlap.", format_interval(pair[0]), format_interval(pair[1]))),
        None => Ok(intervals),
    }
}

fn parse_interval(text: &str) -> Result<Interval, String> {
    let how = || format!("write times like 08:00-12:00, 13:00-17:00 instead of “{}”.", text.chars().take(30).collect::<String>());
    let (start, end) = text.split_once(['-', '–', '—']).ok_or_else(how)?;
    let (start, end) = (parse_minute(start).ok_or_else(how)?, parse_minute(end).ok_or_else(how)?);
    if start >= end {
        return Err(format!("{text} ends before it starts. For opening past midnight, end with 24:00 and go on the next day."));
    }
    Ok(Interval { start, end })
}

/// Minutes after midnight of `8`, `8:30`, `08.30` or `24:00`.
fn parse_minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let digits = |s: &str, n: usize| !s.is_empty() && s.len() <= n && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour, 2) || !digits(minute, 2) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
}

fn parse_holidays(text: &str) -> Result<BTreeSet<NaiveDate>, String> {
    let mut days = BTreeSet::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()) {
        let how = || format!("Days off: write dates like 2026-12-25, one on each line, instead of “{}”.", word.chars().take(30).collect::<String>());
        days.insert(NaiveDate::parse_from_str(word, "%Y-%m-%d").map_err(|_| how())?);
    }
    if days.len() > HOLIDAYS_MAX { Err(format!("Days off: {HOLIDAYS_MAX} are the most.")) } else { Ok(days) }
}

/// The text that [`parse_day`] reads.
pub fn format_day(intervals: &[Interval]) -> String {
    intervals.iter().map(|i| format_interval(*i)).collect::<Vec<_>>().join(", ")
}

/// The days off as text, one on each line.
pub fn format_holidays(hours: &Hours) -> String {
    hours.holidays.iter().map(|d| d.format("%Y-%m-%d").to_string()).collect::<Vec<_>>().join("\n")
}

fn format_interval(i: Interval) -> String {
    format!("{:02}:{:02}-{:02}:{:02}", i.start / 60, i.start % 60, i.end / 60, i.end % 60)
}

/// The code of a currency in capitals.
pub fn check_currency(check: &mut Check, value: &str) -> String {
    let code = value.trim().to_ascii_uppercase();
    if !is_currency(&code) {
        check.fail("currency", "Currency: choose one of the list, like KES or EUR.");
    }
    code
}

/// A word for addresses: small letters, digits and single hyphens, made from the name when nothing is typed.
pub fn check_slug(check: &mut Check, typed: &str, name: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        let made = to_slug(name);
        return if made.len() < 2 { "business".into() } else { made };
    }
    let slug = typed.to_lowercase();
    let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || !(2..=40).contains(&slug.len()) || slug.starts_with('-') || slug.ends_with('-') || slug.contains("--") {
        check.fail("slug", "Short name: use 2 to 40 small letters and digits with single hyphens between, like green-market.");
    }
    slug
}

fn to_slug(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let slug = plain.split_whitespace().collect::<Vec<_>>().join("-");
    slug.chars().take(40).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn opening_hours_are_read_in_the_forms_people_write() {
        let interval = |start, end| Interval { start, end };
        assert_eq!(parse_day("08:00-12:00, 13:00-17:00"), Ok(vec![interval(480, 720), interval(780, 1020)]));
        assert_eq!(parse_day(" 13.30 – 24:00;8-12 "), Ok(vec![interval(480, 720), interval(810, 1440)]));
        assert_eq!((parse_day(""), parse_day("Closed")), (Ok(vec![]), Ok(vec![])));
        assert_eq!(format_day(&parse_day("8-12,13-17").unwrap()), "08:00-12:00, 13:00-17:00");
        assert_eq!(parse_day("8-12,12-17").map(|d| d.len()), Ok(2), "one may begin where the other ends");
    }

    #[test]
    fn wrong_hours_are_told_how_to_be_written() {
        for (text, says) in [
            ("eight to five", "08:00-12:00"),
            ("17:00-08:00", "ends before"),
            ("8-12, 11-13", "overlap"),
            ("8-25", "instead of"),
            ("08:60-09:00", "instead of"),
        ] {
            assert!(parse_day(text).unwrap_err().contains(says), "{text}");
        }
        assert!(parse_day(&["1-2", "3-4", "5-6", "7-8", "9-10", "11-12", "13-14"].join(",")).unwrap_err().contains("most"));
    }

    #[test]
    fn a_form_of_hours_complains_by_day_and_survives_a_round_trip() {
        let mut check = Check::new();
        let mut week: [String; 7] = default_hours().week.map(|d| format_day(&d));
        let hours = parse_hours(&mut check, &week, "2026-12-25\n2027-01-01, 2026-12-25");
        assert_eq!(hours.week, default_hours().week);
        assert_eq!(format_holidays(&hours), "2026-12-25\n2027-01-01");
        week[6] = "x".into();
        parse_hours(&mut check, &week, "25.12.2026");
        let Err(Error::Invalid(errors)) = check.finish() else { panic!("must fail") };
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["sunday", "holidays"]);
    }

    #[test]
    fn short_names_come_from_the_name_unless_typed() {
        let slug = |typed, name| {
            let mut check = Check::new();
            let slug = check_slug(&mut check, typed, name);
            check.finish().map(|()| slug)
        };
        assert_eq!(slug("", "Savanna  Crafts & Co."), Ok("savanna-crafts-co".into()));
        assert_eq!(slug("", "日本"), Ok("business".into()));
        assert_eq!(slug("Green-Market", "x"), Ok("green-market".into()));
        for bad in ["-a", "a--b", "ä", "a b", "x"] {
            assert!(slug(bad, "x").is_err(), "{bad}");
        }
    }
}
