//! Moments: UTC milliseconds in rows and messages, `chrono` for arithmetic and words.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// A moment in UTC, to the millisecond. Stored and sent as milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::Type))]
#[serde(transparent)]
#[cfg_attr(feature = "server", sqlx(transparent))]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// As a `chrono` time. Values outside chrono's range become 1970.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// This moment moved by whole milliseconds.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0 + ms)
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_millis())
    }
}

impl std::ops::Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, by: Duration) -> Self {
        Self(self.0 + by.num_milliseconds())
    }
}

impl std::ops::Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, by: Duration) -> Self {
        Self(self.0 - by.num_milliseconds())
    }
}

/// A length of time in the fewest words: `45 s`, `7 m`, `1 h 12 m`, `3 d 4 h`. The sign is dropped.
pub fn short_duration(ms: i64) -> String {
    let s = ms.unsigned_abs() / 1000;
    let (d, h, m) = (s / 86_400, s / 3600 % 24, s / 60 % 60);
    match (d, h, m) {
        (0, 0, 0) => format!("{s} s"),
        (0, 0, m) => format!("{m} m"),
        (0, h, 0) => format!("{h} h"),
        (0, h, m) => format!("{h} h {m} m"),
        (d, 0, _) => format!("{d} d"),
        (d, h, _) => format!("{d} d {h} h"),
    }
}

/// Whole minutes of a length of time as people write it: `45 m`, `2h`, `1 d 4 h`, `1 h 30 min`; a bare number is hours.
pub fn parse_minutes(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    if let Ok(hours) = text.parse::<u16>() {
        return Some(i64::from(hours) * 60);
    }
    let (mut total, mut number) = (0_i64, String::new());
    let mut rest = text.chars().filter(|c| !c.is_whitespace()).peekable();
    while let Some(c) = rest.next() {
        if c.is_ascii_digit() && number.len() < 6 {
            number.push(c);
            continue;
        }
        let mut unit = String::from(c);
        while let Some(next) = rest.next_if(|c| c.is_alphabetic()) {
            unit.push(next);
        }
        let minutes = match unit.as_str() {
            "m" | "min" | "mins" | "minute" | "minutes" => 1,
            "h" | "hour" | "hours" => 60,
            "d" | "day" | "days" => 1440,
            _ => return None,
        };
        total += number.parse::<i64>().ok()? * minutes;
        number.clear();
    }
    (number.is_empty() && total > 0).then_some(total)
}

/// Minutes as [`parse_minutes`] reads them: `1 d 4 h`, `45 m`.
pub fn minutes_words(minutes: i64) -> String {
    let parts = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "m")];
    parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect::<Vec<_>>().join(" ")
}

/// How long ago, for lists: `now`, `4 m`, `2 h`, then the date (`3 Nov`, with the year when it is another).
pub fn short_ago(then: Timestamp, now: Timestamp) -> String {
    match now.since(then) {
        ..60_000 => "now".into(),
        ms @ ..3_600_000 => format!("{} m", ms / 60_000),
        ms @ ..86_400_000 => format!("{} h", ms / 3_600_000),
        _ if then.utc().format("%Y").to_string() == now.utc().format("%Y").to_string() => then.utc().format("%-d %b").to_string(),
        _ => then.utc().format("%-d %b %Y").to_string(),
    }
}

/// How long ago, inside a sentence: `just now`, `4 m ago`, `on 3 Nov`.
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    match now.since(then) {
        ..60_000 => "just now".into(),
        60_000..86_400_000 => format!("{} ago", short_ago(then, now)),
        _ => format!("on {}", short_ago(then, now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_use_at_most_two_units() {
        assert_eq!(short_duration(45_000), "45 s");
        assert_eq!(short_duration(7 * 60_000), "7 m");
        assert_eq!(short_duration(72 * 60_000), "1 h 12 m");
        assert_eq!(short_duration(-3 * 86_400_000 - 4 * 3_600_000), "3 d 4 h");
    }

    #[test]
    fn lengths_of_time_are_read_as_people_write_them() {
        for (text, minutes) in [("45 m", 45), ("2h", 120), ("1 d 4 h", 1680), ("1 hour 30 min", 90), (" 2 ", 120), ("1D", 1440)] {
            assert_eq!(parse_minutes(text), Some(minutes), "{text}");
        }
        for text in ["", "soon", "2 x", "h", "1 h 30", "-1 h", "99999999999 h", "0 m"] {
            assert_eq!(parse_minutes(text), None, "{text}");
        }
        for minutes in [1, 59, 60, 90, 1440, 1441, 4320] {
            assert_eq!(parse_minutes(&minutes_words(minutes)), Some(minutes));
        }
    }

    #[test]
    fn ages_turn_into_dates_after_a_day() {
        let now = Timestamp(1_795_176_000_000);
        assert_eq!(short_ago(now, now), "now");
        assert_eq!(short_ago(now.plus_ms(-240_000), now), "4 m");
        assert_eq!(short_ago(now.plus_ms(-7_200_000), now), "2 h");
        assert_eq!(short_ago(now.plus_ms(-3 * 86_400_000), now), "17 Nov");
        assert_eq!(ago(now.plus_ms(-59_000), now), "just now");
        assert_eq!(ago(now.plus_ms(-60_000), now), "1 m ago");
        assert_eq!(ago(now.plus_ms(-86_400_000), now), "on 19 Nov");
    }
}
