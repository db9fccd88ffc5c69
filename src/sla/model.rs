//! Promises and the clocks that run against them.

use crate::choice;
use crate::error::Result;
use crate::kernel::text::Check;
use crate::kernel::time::{Timestamp, parse_minutes};
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

/// What is typed to change the promises: lengths of time as text, in the order of [`Priority::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    /// To the first answer.
    pub response: [String; 4],
    /// To the solution.
    pub resolution: [String; 4],
    /// Whether only opening hours count.
    pub in_opening_hours: bool,
}

impl Promises {
    /// Reads the times.
    ///
    /// # Errors
    /// `Invalid` names each field, `response_urgent` or `resolution_low` and so on.
    pub fn read(&self) -> Result<Policy> {
        let mut check = Check::new();
        let mut minutes = |field: &str, priority: Priority, text: &str| {
            parse_minutes(text).unwrap_or_else(|| {
                check.fail(&format!("{field}_{priority}"), format!("{}: write a time like 45 m, 2 h or 1 d 4 h.", priority.label()));
                0
            })
        };
        let target = |(priority, (response, resolution)): (&Priority, (&String, &String))| Target {
            priority: *priority,
            response_minutes: minutes("response", *priority, response),
            resolution_minutes: minutes("resolution", *priority, resolution),
        };
        let targets = Priority::ALL.iter().zip(self.response.iter().zip(&self.resolution)).map(target).collect();
        check.finish()?;
        Ok(Policy { in_opening_hours: self.in_opening_hours, targets })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_are_read_by_priority_and_complain_by_field() {
        let times = |texts: [&str; 4]| texts.map(str::to_owned);
        let mut typed = Promises { response: times(["4 h", "2 h", "2 h", "30 m"]), resolution: times(["2 d", "1 d", "12 h", "8 h"]), in_opening_hours: true };
        let policy = typed.read().unwrap();
        assert_eq!(policy.target(Priority::Urgent), Target { priority: Priority::Urgent, response_minutes: 30, resolution_minutes: 480 });
        assert_eq!(policy.target(Priority::Low).resolution_minutes, 2880);
        typed.response[0] = "soon".into();
        typed.resolution[3] = String::new();
        let error = typed.read().unwrap_err();
        assert!(error.of_field("response_low").is_some() && error.of_field("resolution_urgent").is_some());
    }
}
