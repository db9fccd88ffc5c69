//! What a browser can watch.

use crate::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A stream a browser watches; on the wire `kind:id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Topic {
    /// A conversation's messages, numbered by the conversation itself. Durable.
    Conversation(ConversationId),
    /// A ticket as staff sees it. Durable.
    Ticket(TicketId),
    /// The same ticket as its customer sees it. Durable.
    Case(TicketId),
    /// Hints for the lists of a business's staff. Fleeting.
    Desk(BusinessId),
    /// Hints for a business's admins. Fleeting.
    Admin(BusinessId),
    /// Hints for one person on all their devices. Fleeting.
    Person(MemberId),
    /// Who of the staff has the talk of a ticket or a chat open. Whoever watches it is shown to the others. Fleeting.
    Colleagues(ConversationId),
}

impl Topic {
    /// Whether its events are numbered and kept, so that a browser can resume after any of them.
    pub const fn is_durable(self) -> bool {
        matches!(self, Self::Conversation(_) | Self::Ticket(_) | Self::Case(_))
    }
}

impl std::fmt::Display for Topic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conversation(id) => write!(f, "conversation:{id}"),
            Self::Ticket(id) => write!(f, "ticket:{id}"),
            Self::Case(id) => write!(f, "case:{id}"),
            Self::Desk(id) => write!(f, "desk:{id}"),
            Self::Admin(id) => write!(f, "admin:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Colleagues(id) => write!(f, "colleagues:{id}"),
        }
    }
}

impl From<Topic> for String {
    fn from(topic: Topic) -> Self {
        topic.to_string()
    }
}

impl FromStr for Topic {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let unknown = || format!("There is no topic “{}”.", s.chars().take(40).collect::<String>());
        let (kind, id) = s.split_once(':').ok_or_else(unknown)?;
        let id: i64 = id.parse().map_err(|_| unknown())?;
        Ok(match kind {
            "conversation" => Self::Conversation(ConversationId(id)),
            "ticket" => Self::Ticket(TicketId(id)),
            "case" => Self::Case(TicketId(id)),
            "desk" => Self::Desk(BusinessId(id)),
            "admin" => Self::Admin(BusinessId(id)),
            "person" => Self::Person(MemberId(id)),
            "colleagues" => Self::Colleagues(ConversationId(id)),
            _ => return Err(unknown()),
        })
    }
}

impl TryFrom<String> for Topic {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        s.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_survive_the_wire() {
        for topic in [
            Topic::Conversation(ConversationId(1)),
            Topic::Ticket(TicketId(2)),
            Topic::Case(TicketId(2)),
            Topic::Desk(BusinessId(3)),
            Topic::Admin(BusinessId(3)),
            Topic::Person(MemberId(4)),
            Topic::Colleagues(ConversationId(5)),
        ] {
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        assert!("ticket".parse::<Topic>().is_err() && "ticket:x".parse::<Topic>().is_err() && "attic:1".parse::<Topic>().is_err());
    }
}
