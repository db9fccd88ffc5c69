//! Promises and the clocks that run against them.

use crate::choice;
use crate::kernel::time::Timestamp;
use crate::tickets::model::Priority;
use serde::{Deserialize, Serialize};

choice! {
    /// Which promise.
    pub enum SlaClock {
        /// Until the first answer of staff.
        Response = "response" "First reply",
        /// Until the ticket is resolved.
        Resolution = "resolution" "Resolution",
    }
}

/// What is promised for one priority, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Target {
    /// For tickets this urgent.
    pub priority: Priority,
    /// Minutes to the first answer.
    pub response_minutes: i64,
    /// Minutes to the solution.
    pub resolution_minutes: i64,
}

/// What a business promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Whether only minutes inside the opening hours count.
    pub in_opening_hours: bool,
    /// One for each priority.
    pub targets: Vec<Target>,
}

impl Policy {
    /// The target for a priority; the default promise (2 h, 24 h) when none is stored.
    pub fn target(&self, priority: Priority) -> Target {
        let default = Target { priority, response_minutes: 120, resolution_minutes: 1440 };
        self.targets.iter().find(|t| t.priority == priority).copied().unwrap_or(default)
    }
}

/// One running, stopped or missed clock of a ticket, with all a browser needs to let it tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Which promise.
    pub clock: SlaClock,
    /// When it is due. While paused: when it was due before the pause.
    pub due_at: Timestamp,
    /// Counting milliseconds from start to due.
    pub total_ms: i64,
    /// The stretches that count, from the start to the due time.
    pub counting: Vec<(Timestamp, Timestamp)>,
    /// When the promise was kept (or kept too late).
    pub met_at: Option<Timestamp>,
    /// Since when it stands still, waiting for the customer.
    pub paused_at: Option<Timestamp>,
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
