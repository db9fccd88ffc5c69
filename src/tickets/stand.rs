//! How a ticket stands: what its undo brings back.

use super::along::Along;
use super::model::{Priority, Status, Ticket};
use crate::kernel::ids::{CategoryId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What staff changes at a ticket by hand, and the times that go with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub category_id: Option<CategoryId>,
    /// Who answers.
    pub assignee_id: Option<MemberId>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Since when the resolution clock waits for the customer.
    pub paused_at: Option<Timestamp>,
    /// When the solution is due.
    pub resolution_due_at: Timestamp,
    /// What was promised for it, in minutes that count.
    #[serde(default)]
    pub resolution_minutes: Option<i64>,
    /// Put aside until then.
    pub snoozed_until: Option<Timestamp>,
    /// Since when the customer waits for a further answer.
    pub awaiting_since: Option<Timestamp>,
    /// When that answer is due.
    pub next_response_due_at: Option<Timestamp>,
    /// What was promised for it, in minutes that count.
    #[serde(default)]
    pub next_response_minutes: Option<i64>,
    /// Since when it waits for somebody.
    #[serde(default)]
    pub waiting_since: Along,
    /// What else was promised; unknown of changes that were kept before it was.
    #[serde(default)]
    pub promised: Option<Promised>,
}

/// What is promised for the first answer, and under which priority that and the solution are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// A missed promise raises the priority of the ticket alone.
    pub under: Priority,
    /// When the first answer is due.
    pub response_due_at: Timestamp,
    /// What was promised for it, in minutes that count.
    pub response_minutes: i64,
    /// When staff was warned of it.
    pub response_warned_at: Along,
    /// And of the solution.
    pub resolution_warned_at: Along,
}

impl Stand {
    /// How a ticket stands.
    pub const fn of(t: &Ticket) -> Self {
        Self {
            status: t.status,
            priority: t.priority,
            category_id: t.category_id,
            assignee_id: t.assignee_id,
            resolved_at: t.resolved_at,
            closed_at: t.closed_at,
            paused_at: t.paused_at,
            resolution_due_at: t.resolution_due_at,
            resolution_minutes: Some(t.resolution_minutes),
            snoozed_until: t.snoozed_until,
            awaiting_since: t.awaiting_since,
            next_response_due_at: t.next_response_due_at,
            next_response_minutes: t.next_response_minutes,
            waiting_since: Along(Some(t.waiting_since)),
            promised: Some(Promised {
                under: t.promised_under,
                response_due_at: t.response_due_at,
                response_minutes: t.response_minutes,
                response_warned_at: Along(t.response_warned_at),
                resolution_warned_at: Along(t.resolution_warned_at),
            }),
        }
    }

    /// The ticket with what was promised when it stood like this; `None` where that is not known.
    pub fn promised_again(&self, ticket: &Ticket) -> Option<Ticket> {
        let (promised, resolution_minutes) = (self.promised.as_ref()?, self.resolution_minutes?);
        Some(Ticket {
            promised_under: promised.under,
            response_due_at: promised.response_due_at,
            response_minutes: promised.response_minutes,
            response_warned_at: promised.response_warned_at.0,
            resolution_due_at: self.resolution_due_at,
            resolution_minutes,
            resolution_warned_at: promised.resolution_warned_at.0,
            ..ticket.clone()
        })
    }

    /// Whether status and clocks are the same, whoever has it and whatever it is about.
    pub fn has_the_clocks_of(&self, other: &Self) -> bool {
        let Self { priority, category_id, assignee_id, .. } = *other;
        Self { priority, category_id, assignee_id, ..self.clone() } == *other
    }
}
