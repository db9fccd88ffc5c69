//! Opening hours: several intervals a day in a business's own time zone, with days off.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Minutes after midnight, local time: `start` (included) to `end` (not included, at most 1440).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// First minute.
    pub start: u16,
    /// Minute after the last one.
    pub end: u16,
}

/// A week of opening hours and the days that are off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Monday to Sunday; each day's intervals in order, not overlapping.
    pub week: [Vec<Interval>; 7],
    /// Days without any opening hours.
    #[serde(default)]
    pub holidays: BTreeSet<NaiveDate>,
}

impl Hours {
    /// Monday to Friday, `start` to `end` o'clock.
    pub fn weekdays(start: u16, end: u16) -> Self {
        let day = vec![Interval { start: start * 60, end: end * 60 }];
        let week = std::array::from_fn(|i| if i < 5 { day.clone() } else { Vec::new() });
        Self { week, holidays: BTreeSet::new() }
    }

    /// Day and night.
    pub fn always() -> Self {
        Self { week: std::array::from_fn(|_| vec![Interval { start: 0, end: 1440 }]), holidays: BTreeSet::new() }
    }

    /// Whether there is any open minute in a week.
    pub fn is_ever_open(&self) -> bool {
        self.week.iter().any(|day| !day.is_empty())
    }
}
