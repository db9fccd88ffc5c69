//! What is given to somebody, and the note of it.

use crate::choice;
use crate::kernel::ids::{ChatId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that is given to one of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Work {
    /// A ticket.
    Ticket(TicketId),
    /// A live chat.
    Chat(ChatId),
}

impl Work {
    /// What a row names by one of two columns; `None` when both are empty.
    pub fn of(ticket: Option<TicketId>, chat: Option<ChatId>) -> Option<Self> {
        ticket.map(Self::Ticket).or_else(|| chat.map(Self::Chat))
    }

    /// The ticket, if it is one.
    pub const fn ticket(self) -> Option<TicketId> {
        match self {
            Self::Ticket(id) => Some(id),
            Self::Chat(_) => None,
        }
    }

    /// The chat, if it is one.
    pub const fn chat(self) -> Option<ChatId> {
        match self {
            Self::Chat(id) => Some(id),
            Self::Ticket(_) => None,
        }
    }
}

choice! {
    /// Why the queue took something back.
    pub enum Returned {
        /// Its holder said nothing for too long.
        Silent = "silent" "No answer",
        /// Its holder went away.
        Gone = "gone" "Went offline",
    }
}

/// The note of one assignment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Assignment {
    /// Who got it.
    pub agent_id: MemberId,
    /// Their name.
    pub agent: String,
    /// When.
    pub at: Timestamp,
    /// Why, in a sentence.
    pub reason: String,
    /// When the queue took it back.
    pub returned_at: Option<Timestamp>,
    /// Why it did.
    pub returned_why: Option<Returned>,
}
