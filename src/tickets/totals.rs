//! Numbers about tickets.

use super::model::Status;
use crate::kernel::ids::MemberId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
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

/// What an agent did with tickets in a period. A ticket counts for whoever has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentTickets {
    /// Who.
    pub agent: MemberId,
    /// Tickets resolved.
    pub resolved: i64,
    /// Active ones now.
    pub open: i64,
    /// How long first replies took, in the middle.
    pub first_reply_ms: Option<i64>,
    /// How long solutions took, in the middle.
    pub solution_ms: Option<i64>,
    /// Promises that were kept in the period.
    pub met: i64,
    /// Promises that were kept or missed in it.
    pub promised: i64,
    /// Stars in all.
    pub stars: i64,
    /// How many tickets got stars.
    pub ratings: i64,
}

impl AgentTickets {
    /// Nothing yet.
    pub const fn of(agent: MemberId) -> Self {
        Self { agent, resolved: 0, open: 0, first_reply_ms: None, solution_ms: None, met: 0, promised: 0, stars: 0, ratings: 0 }
    }

    /// The line of an agent, made when there is none.
    pub fn find(all: &mut BTreeMap<MemberId, Self>, agent: MemberId) -> &mut Self {
        all.entry(agent).or_insert_with(|| Self::of(agent))
    }
}
