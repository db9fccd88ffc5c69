//! What holds for the tickets of a business: its promises, and when its time counts.

use super::calendar::Calendar;
use super::model::{Policy, SlaClock, Target};
use crate::businesses::model::Business;
use crate::kernel::ids::CategoryId;
use crate::kernel::time::Timestamp;
use crate::tickets::model::Priority;

/// Promises and calendar.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The promises.
    pub policy: Policy,
    /// The counting time.
    pub calendar: Calendar,
}

/// What is promised for one clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// In minutes that count.
    pub minutes: i64,
    /// When they are over, unless it stands still.
    pub due_at: Timestamp,
}

impl Terms {
    /// The promises of a business, counted in its hours.
    pub fn of(business: &Business, policy: Policy) -> Self {
        Self { calendar: Calendar::of(business, &policy), policy }
    }

    /// What is promised for a clock that begins at `began_at`.
    pub fn promise(&self, category: Option<CategoryId>, priority: Priority, clock: SlaClock, began_at: Timestamp) -> Promise {
        let target: Target = self.policy.target_of(category, priority);
        let minutes = target.minutes(clock);
        Promise { minutes, due_at: self.calendar.due_at(began_at, minutes * 60_000) }
    }

    /// When staff is warned that a clock runs out: when the settled share of what was promised is left until it is due, however often it stood still before.
    /// `None` where nobody wants to be warned.
    pub fn warn_at(&self, began_at: Timestamp, promise: Promise) -> Option<Timestamp> {
        let share = promise.minutes * 60_000 * self.policy.warning_percent / 100;
        (share > 0).then(|| self.calendar.before(began_at, promise.due_at, share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::businesses::model::Business;
    use crate::kernel::hours::Hours;
    use crate::kernel::ids::BusinessId;

    /// Monday to Friday, nine to five, in Nairobi.
    fn terms(warning_percent: i64) -> Terms {
        let hours = serde_json::to_string(&Hours::weekdays(9, 17)).unwrap();
        let (slug, name, invite_code) = ("kiln".into(), "Kiln".into(), "x".into());
        let business = Business { id: BusinessId(1), slug, name, invite_code, time_zone: "Africa/Nairobi".into(), currency: "KES".into(), hours };
        let policy = Policy { warning_percent, ..Policy::default() };
        Terms::of(&business, policy)
    }

    #[test]
    fn the_warning_comes_when_its_share_of_the_counting_time_is_left() {
        let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        // Friday 16:00 in Nairobi; two hours of opening hours end on Monday at ten.
        let began: Timestamp = at("2026-11-20T13:00:00Z");
        let promise = terms(20).promise(None, Priority::Medium, SlaClock::Response, began);
        assert_eq!(promise, Promise { minutes: 120, due_at: at("2026-11-23T07:00:00Z") });
        assert_eq!(terms(25).warn_at(began, promise), Some(at("2026-11-23T06:30:00Z")));
        assert_eq!(terms(50).warn_at(began, promise), Some(at("2026-11-20T14:00:00Z")), "the end of Friday is the middle of the time");
        assert_eq!(terms(90).warn_at(began, promise), Some(at("2026-11-20T13:12:00Z")));
        assert_eq!(terms(0).warn_at(began, promise), None);
        // Two days of waiting moved what is due: the share is still one of two hours.
        let moved = Promise { due_at: at("2026-11-25T07:00:00Z"), ..promise };
        assert_eq!(terms(25).warn_at(began, moved), Some(at("2026-11-25T06:30:00Z")));
    }
}
