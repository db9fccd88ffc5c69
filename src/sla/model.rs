//! Promises and the clocks that run against them.

use crate::choice;
use crate::kernel::ids::{CategoryId, MemberId};
use crate::kernel::time::Timestamp;
use crate::tickets::model::Priority;
use serde::{Deserialize, Serialize};

/// The share of the time that is left when staff is warned, where a business has not decided otherwise.
pub const WARNING_PERCENT: i64 = 20;

choice! {
    /// Which promise.
    pub enum SlaClock {
        /// Until the first answer of staff.
        Response = "response" "First reply",
        /// From a later message of the customer until the next answer.
        NextResponse = "next_response" "Next reply",
        /// Until the ticket is resolved.
        Resolution = "resolution" "Resolution",
    }
}

/// What is promised for one priority, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Target {
    /// For tickets this urgent.
    pub priority: Priority,
    /// Minutes to the first answer.
    pub response_minutes: i64,
    /// Minutes to each further answer.
    pub next_response_minutes: i64,
    /// Minutes to the solution.
    pub resolution_minutes: i64,
}

impl Target {
    /// The default promise: 2 h, 4 h, 24 h.
    pub const fn usual(priority: Priority) -> Self {
        Self { priority, response_minutes: 120, next_response_minutes: 240, resolution_minutes: 1440 }
    }

    /// The minutes of one promise.
    pub const fn minutes(self, clock: SlaClock) -> i64 {
        match clock {
            SlaClock::Response => self.response_minutes,
            SlaClock::NextResponse => self.next_response_minutes,
            SlaClock::Resolution => self.resolution_minutes,
        }
    }
}

/// What a category promises for one priority; `None` is what the business promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Own {
    /// For tickets this urgent.
    pub priority: Priority,
    /// Minutes to the first answer.
    pub response_minutes: Option<i64>,
    /// Minutes to each further answer.
    pub next_response_minutes: Option<i64>,
    /// Minutes to the solution.
    pub resolution_minutes: Option<i64>,
}

impl Own {
    /// The minutes of one promise.
    pub const fn minutes(self, clock: SlaClock) -> Option<i64> {
        match clock {
            SlaClock::Response => self.response_minutes,
            SlaClock::NextResponse => self.next_response_minutes,
            SlaClock::Resolution => self.resolution_minutes,
        }
    }

    /// Whether it says anything.
    pub fn says_something(self) -> bool {
        SlaClock::ALL.iter().any(|clock| self.minutes(*clock).is_some())
    }
}

/// What a category decides for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryPolicy {
    /// Which.
    pub category: CategoryId,
    /// Who gets what is overdue; `None` is whoever the business names.
    pub lead: Option<MemberId>,
    /// Its own promises.
    pub targets: Vec<Own>,
}

impl CategoryPolicy {
    /// A category that decides nothing.
    pub const fn empty(category: CategoryId) -> Self {
        Self { category, lead: None, targets: Vec::new() }
    }

    /// Its own promises for one priority.
    pub fn own(&self, priority: Priority) -> Own {
        let nothing = Own { priority, response_minutes: None, next_response_minutes: None, resolution_minutes: None };
        self.targets.iter().find(|t| t.priority == priority).copied().unwrap_or(nothing)
    }
}

/// What a business promises, and what it does when time runs out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Whether only minutes inside the opening hours count.
    pub in_opening_hours: bool,
    /// One for each priority.
    pub targets: Vec<Target>,
    /// Staff is warned when this share of the time is left, in percent; 0 for never.
    pub warning_percent: i64,
    /// Who gets what is overdue; `None` leaves it where it is.
    pub lead: Option<MemberId>,
    /// Categories that decide something for themselves.
    pub categories: Vec<CategoryPolicy>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { in_opening_hours: true, targets: Vec::new(), warning_percent: WARNING_PERCENT, lead: None, categories: Vec::new() }
    }
}

impl Policy {
    /// What the business promises for a priority; the default promise when none is stored.
    pub fn target(&self, priority: Priority) -> Target {
        self.targets.iter().find(|t| t.priority == priority).copied().unwrap_or(Target::usual(priority))
    }

    /// What holds for a ticket about this: what the category promises, and where it promises nothing of its own, what the business does.
    pub fn target_of(&self, category: Option<CategoryId>, priority: Priority) -> Target {
        let usual = self.target(priority);
        let Some(own) = self.category(category).map(|c| c.own(priority)) else { return usual };
        Target {
            priority,
            response_minutes: own.response_minutes.unwrap_or(usual.response_minutes),
            next_response_minutes: own.next_response_minutes.unwrap_or(usual.next_response_minutes),
            resolution_minutes: own.resolution_minutes.unwrap_or(usual.resolution_minutes),
        }
    }

    /// Who gets an overdue ticket about this.
    pub fn lead_of(&self, category: Option<CategoryId>) -> Option<MemberId> {
        self.category(category).and_then(|c| c.lead).or(self.lead)
    }

    /// What a category decides for itself.
    pub fn category(&self, category: Option<CategoryId>) -> Option<&CategoryPolicy> {
        self.categories.iter().find(|c| Some(c.category) == category)
    }
}

/// One running, stopped or missed clock of a ticket, with all a browser needs to let it tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Which promise.
    pub clock: SlaClock,
    /// When it is due. While paused: when it was due before the pause.
    pub due_at: Timestamp,
    /// Counting milliseconds that were promised.
    pub total_ms: i64,
    /// The stretches of opening hours from the start to the due time, those it stood still in among them.
    pub counting: Vec<(Timestamp, Timestamp)>,
    /// When the promise was kept (or kept too late).
    pub met_at: Option<Timestamp>,
    /// Since when it stands still, waiting for the customer.
    pub paused_at: Option<Timestamp>,
    /// When staff is warned that it runs out; `None` when nobody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_at: Option<Timestamp>,
}

choice! {
    /// Why the resolution clock stands still.
    pub enum Still {
        /// The customer has to answer.
        Waiting = "waiting" "waiting for the customer",
        /// It is solved, as far as we know.
        Resolved = "resolved" "while it was resolved",
    }
}

/// A time at which the resolution clock stands still, or stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Since when.
    pub from: Timestamp,
    /// Until when; `None` while it lasts.
    pub to: Option<Timestamp>,
    /// Why.
    pub why: Still,
}

choice! {
    /// How a clock stands. Shown with a word and an icon, never by colour alone.
    pub enum Standing {
        /// More than half the time is left.
        Good = "good" "On track",
        /// 20 to 50 % is left.
        AtRisk = "at_risk" "At risk",
        /// Less than 20 % is left.
        Late = "late" "Due soon",
        /// The time is over.
        Breached = "breached" "Overdue",
        /// Kept in time.
        Met = "met" "Met",
        /// Kept, but too late.
        MetLate = "met_late" "Met late",
        /// Waiting for the customer.
        Paused = "paused" "Paused",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_promises_what_it_says_and_otherwise_what_the_business_does() {
        let own = Own { priority: Priority::High, response_minutes: Some(30), next_response_minutes: None, resolution_minutes: None };
        let orders = CategoryPolicy { category: CategoryId(4), lead: Some(MemberId(9)), targets: vec![own] };
        let policy = Policy { lead: Some(MemberId(8)), categories: vec![orders], ..Policy::default() };
        let minutes = |category, priority| SlaClock::ALL.iter().map(|c| policy.target_of(category, priority).minutes(*c)).collect::<Vec<_>>();
        assert_eq!(minutes(Some(CategoryId(4)), Priority::High), [30, 240, 1440]);
        assert_eq!(minutes(Some(CategoryId(4)), Priority::Low), [120, 240, 1440]);
        assert_eq!(minutes(Some(CategoryId(5)), Priority::High), [120, 240, 1440]);
        assert_eq!(minutes(None, Priority::High), [120, 240, 1440]);
        assert_eq!((policy.lead_of(Some(CategoryId(4))), policy.lead_of(None)), (Some(MemberId(9)), Some(MemberId(8))));
    }
}
