//! Numbers about tickets.

use super::model::Status;
use serde::{Deserialize, Serialize};

/// How many tickets there are per status, and who holds the active ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Per status.
    pub by_status: Vec<(Status, i64)>,
    /// Active ones of the person who asks.
    pub mine: i64,
    /// Active ones of nobody.
    pub unassigned: i64,
    /// All active ones.
    pub active: i64,
    /// Those put aside, which are none of the above but among the statuses.
    pub snoozed: i64,
    /// Of them, those of the person who asks.
    pub my_snoozed: i64,
}

impl Counts {
    /// How many have this status.
    pub fn of(&self, status: Status) -> i64 {
        self.by_status.iter().find(|(s, _)| *s == status).map_or(0, |(_, n)| *n)
    }

    /// How many there are in all.
    pub fn total(&self) -> i64 {
        self.by_status.iter().map(|(_, n)| n).sum()
    }
}

/// What happened since midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Today {
    /// Tickets opened.
    pub opened: i64,
    /// Tickets that got their first reply.
    pub answered: i64,
    /// Tickets resolved.
    pub resolved: i64,
    /// Tickets that missed a deadline.
    pub breached: i64,
    /// How long first replies took on average, in milliseconds.
    pub first_reply_ms: Option<f64>,
}
