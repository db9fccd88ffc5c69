//! Tickets and what can be said of them.

pub use super::numbers::{number_text, parse_number};
pub use super::source::Source;
pub use super::totals::{AgentTickets, Counts, Today};
use crate::choice;
use crate::kernel::ids::{BusinessId, CategoryId, ConversationId, MemberId, OrderId, TicketId};
use crate::kernel::time::Timestamp;
use crate::tags::model::Tags;
use serde::{Deserialize, Serialize};

choice! {
    /// Where a ticket stands.
    pub enum Status {
        /// Nobody has begun.
        Open = "open" "Open",
        /// Somebody works on it.
        InProgress = "in_progress" "In progress",
        /// The customer has to answer; the clocks stand still.
        WaitingResponse = "waiting_response" "Waiting for customer",
        /// Solved, as we see it. The customer can reopen it by replying within seven days.
        Resolved = "resolved" "Resolved",
        /// Over. Its lanes are frozen.
        Closed = "closed" "Closed",
    }
}

impl Status {
    /// Whether work remains.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Open | Self::InProgress | Self::WaitingResponse)
    }
}

choice! {
    /// How urgent a ticket is, from least to most.
    pub enum Priority {
        /// When there is time.
        Low = "low" "Low",
        /// The usual.
        Medium = "medium" "Medium",
        /// Before the usual.
        High = "high" "High",
        /// At once.
        Urgent = "urgent" "Urgent",
    }
}

impl Priority {
    /// The next step up; `Urgent` stays.
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High | Self::Urgent => Self::Urgent,
        }
    }
}

/// What a ticket is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// Whether new tickets can no longer have it.
    pub is_archived: bool,
}

/// A ticket as stored.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Its number in the business.
    pub number: i64,
    /// What it is called.
    pub subject: String,
    /// What it is about.
    pub category_id: Option<CategoryId>,
    /// How urgent it is.
    pub priority: Priority,
    /// Where it stands.
    pub status: Status,
    /// How it was opened.
    pub source: Source,
    /// Who asks.
    pub customer_id: MemberId,
    /// Who answers.
    pub assignee_id: Option<MemberId>,
    /// The talk with the customer.
    pub customer_lane: ConversationId,
    /// The private notes.
    pub staff_lane: ConversationId,
    /// The order it is about, when it was opened for one.
    pub order_id: Option<OrderId>,
    /// The partner of that order.
    pub partner_id: Option<MemberId>,
    /// The talk with the partner.
    pub partner_lane: Option<ConversationId>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When anything happened last.
    pub updated_at: Timestamp,
    /// Since when it waits in the queue, or did before somebody got it.
    pub waiting_since: Timestamp,
    /// When the first answer is due.
    pub response_due_at: Timestamp,
    /// What was promised for it, in minutes that count.
    pub response_minutes: i64,
    /// When staff answered first.
    pub responded_at: Option<Timestamp>,
    /// When the solution is due.
    pub resolution_due_at: Timestamp,
    /// What was promised for it, in minutes that count.
    pub resolution_minutes: i64,
    /// The priority under which first answer and solution are promised: a missed promise raises that of the ticket alone.
    pub promised_under: Priority,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Since when the resolution clock waits for the customer.
    pub paused_at: Option<Timestamp>,
    /// Put aside until then.
    pub snoozed_until: Option<Timestamp>,
    /// Since when the customer waits for a further answer.
    pub awaiting_since: Option<Timestamp>,
    /// When that answer is due.
    pub next_response_due_at: Option<Timestamp>,
    /// What was promised for it, in minutes that count.
    pub next_response_minutes: Option<i64>,
    /// When the first answer was found late.
    pub response_breached_at: Option<Timestamp>,
    /// When a further answer was found late last; before `awaiting_since` it was another one.
    pub next_response_breached_at: Option<Timestamp>,
    /// When the solution was found late.
    pub resolution_breached_at: Option<Timestamp>,
    /// When staff was warned that the first answer is due soon.
    pub response_warned_at: Option<Timestamp>,
    /// When staff was warned last that a further answer is due soon.
    pub next_response_warned_at: Option<Timestamp>,
    /// When staff was warned that the solution is due soon.
    pub resolution_warned_at: Option<Timestamp>,
    /// One to five stars.
    pub rating: Option<i64>,
    /// What the customer said with the stars.
    pub rating_comment: String,
}

/// A row of a list, with everything it shows. `unread` counts for the person who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct TicketRow {
    /// Its id.
    pub id: TicketId,
    /// Its number in the business.
    pub number: i64,
    /// What it is called.
    pub subject: String,
    /// How urgent it is.
    pub priority: Priority,
    /// Where it stands.
    pub status: Status,
    /// How it was opened.
    pub source: Source,
    /// The name of what it is about.
    pub category: Option<String>,
    /// Who asks.
    pub customer_id: MemberId,
    /// Their name.
    pub customer: String,
    /// Who answers.
    pub assignee_id: Option<MemberId>,
    /// Their name.
    pub assignee: Option<String>,
    /// The talk with the customer.
    pub customer_lane: ConversationId,
    /// The customer counts as online until then.
    pub online_until: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When anything happened last.
    pub updated_at: Timestamp,
    /// The start of the last message in the customer lane.
    pub preview: String,
    /// Whether staff wrote it.
    pub last_by_staff: bool,
    /// Messages of the other side that this person has not read, among the last hundred.
    pub unread: i64,
    /// When the first answer is due.
    pub response_due_at: Timestamp,
    /// What was promised for it, in minutes that count.
    pub response_minutes: i64,
    /// When staff answered first.
    pub responded_at: Option<Timestamp>,
    /// When the solution is due.
    pub resolution_due_at: Timestamp,
    /// What was promised for it, in minutes that count.
    pub resolution_minutes: i64,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// Since when the clocks wait for the customer.
    pub paused_at: Option<Timestamp>,
    /// Put aside until then.
    pub snoozed_until: Option<Timestamp>,
    /// What this person began to write in it.
    pub draft: Option<String>,
    /// Since when the customer waits for a further answer.
    pub awaiting_since: Option<Timestamp>,
    /// When that answer is due.
    pub next_response_due_at: Option<Timestamp>,
    /// What was promised for it, in minutes that count.
    pub next_response_minutes: Option<i64>,
    /// One to five stars.
    pub rating: Option<i64>,
    /// What the staff put on it; for staff only.
    #[serde(default)]
    pub tags: Tags,
}

choice! {
    /// Whose tickets an inbox shows.
    pub enum Holder {
        /// Assigned to the person who asks.
        Mine = "mine" "Mine",
        /// Assigned to nobody.
        Unassigned = "unassigned" "Unassigned",
        /// All.
        All = "all" "All",
    }
}

/// What a list is narrowed to; every part is in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Only these.
    pub status: Option<Status>,
    /// Only active ones (open, in progress, waiting): the inbox.
    #[serde(default)]
    pub active_only: bool,
    /// Only those put aside, instead of only those that are not.
    #[serde(default)]
    pub snoozed: bool,
    /// Only these.
    pub priority: Option<Priority>,
    /// Only these.
    pub category: Option<CategoryId>,
    /// Whose.
    pub holder: Option<Holder>,
    /// Only those with this tag; for staff only.
    #[serde(default)]
    pub tag: Option<String>,
    /// Only those with this in a field: its key and the value; for staff only.
    #[serde(default)]
    pub field: Option<(String, String)>,
    /// Words to look for in number, subject and messages.
    #[serde(default)]
    pub search: String,
}

/// A hit of a search: the ticket and where the words stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The ticket.
    pub row: TicketRow,
    /// Text around the words, in pieces; `true` marks the words.
    pub snippet: Vec<(String, bool)>,
}
