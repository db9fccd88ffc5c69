//! Stretches of the last days that figures are about.

use super::time::Timestamp;
use crate::choice;

choice! {
    /// The last so many days.
    pub enum Period {
        /// A week.
        Week = "7" "7 days",
        /// A month.
        Month = "30" "30 days",
        /// A quarter of a year.
        Quarter = "90" "90 days",
    }
}

impl Period {
    /// Its days.
    pub const fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }

    /// When it began, seen from `now`.
    pub const fn since(self, now: Timestamp) -> Timestamp {
        now.plus_ms(-self.days() * 86_400_000)
    }

    /// The one that an address asks for, or `usual` where it asks for none that there is.
    pub fn read(text: Option<&str>, usual: Self) -> Self {
        text.and_then(|text| text.parse().ok()).unwrap_or(usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_now_and_what_is_none_is_the_usual_one() {
        let now = Timestamp(100 * 86_400_000);
        assert_eq!(Period::ALL.iter().map(|p| p.since(now).0 / 86_400_000).collect::<Vec<_>>(), [93, 70, 10]);
        assert!(Period::ALL.iter().all(|p| p.word() == p.days().to_string()));
        assert_eq!(Period::read(Some("90"), Period::Week), Period::Quarter);
        assert_eq!([Period::read(None, Period::Week), Period::read(Some("91"), Period::Week)], [Period::Week; 2]);
    }
}
