//! One message of a thread, from the moment it is written to the moment it is stored.

use serde::{Deserialize, Serialize};
use stoa::conversations::model::{CardRef, History, MessageView, Origin, SenderKind};
use stoa::files::model::FileView;
use stoa::kernel::ids::{ChatId, ConversationId, MemberId, OrderId, TicketId};
use stoa::kernel::time::Timestamp;
use uuid::Uuid;

/// On which side of the desk the reader sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Asks.
    Customer,
    /// Fulfils the order it is about.
    Partner,
    /// Answers, and reads private notes.
    Staff,
    /// Among colleagues: there is no other side.
    Team,
}

impl Side {
    /// What somebody on this side is in the conversation.
    pub const fn kind(self) -> SenderKind {
        match self {
            Self::Customer => SenderKind::Customer,
            Self::Partner => SenderKind::Partner,
            Self::Staff | Self::Team => SenderKind::Agent,
        }
    }

    /// Whether they are on a page of the portal, where the page itself scrolls, and not at the desk.
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::Customer | Self::Partner)
    }
}

/// What a conversation belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// A ticket.
    Ticket(TicketId),
    /// The side of a ticket on which the partner of its order is.
    Lane(TicketId),
    /// An order, for its partner.
    Order(OrderId),
    /// A live chat.
    Chat(ChatId),
    /// Colleagues.
    Talk(ConversationId),
}

impl Owner {
    /// The field under which forms name it, and its id.
    pub fn field(self) -> (&'static str, String) {
        match self {
            Self::Ticket(id) | Self::Lane(id) => ("ticket", id.to_string()),
            Self::Order(id) => ("order", id.to_string()),
            Self::Chat(id) => ("chat", id.to_string()),
            Self::Talk(id) => ("talk", id.to_string()),
        }
    }

    /// Whether people chat here: Enter sends. In a ticket they write letters, and Enter begins a line.
    pub const fn is_chat(self) -> bool {
        matches!(self, Self::Chat(_) | Self::Talk(_))
    }
}

/// A conversation as the server had it when the page was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// Which.
    pub conversation: ConversationId,
    /// Its newest messages.
    pub history: History,
}

/// The numbers of the last messages that a page shows of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Of the talk.
    pub talk: i64,
    /// Of the private notes.
    pub notes: i64,
}

impl Shown {
    /// What a page with the newest messages of both shows; one with older ones counts as having shown all, or it could never be answered from.
    pub fn of(talk: &History, notes: &History) -> Self {
        Self { talk: talk.head, notes: notes.head }
    }
}

/// Where a message of a thread stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way, or waiting for the network.
    Sending,
    /// Not stored, and why.
    Failed(String),
    /// Stored under this number.
    Stored(i64),
}

/// One message of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its conversation.
    pub lane: ConversationId,
    /// The sender's own id for it.
    pub client_id: Uuid,
    /// Where it stands.
    pub stage: Stage,
    /// Who wrote it.
    pub sender: Option<MemberId>,
    /// How they are called.
    pub name: String,
    /// Who speaks.
    pub kind: SenderKind,
    /// As written.
    pub body: String,
    /// As safe HTML of the server; empty until it is stored.
    pub html: String,
    /// When it was stored or, before that, written.
    pub at: Timestamp,
    /// Whether it came out of the conversation, and not out of this browser.
    pub is_confirmed: bool,
    /// Pictures.
    pub files: Vec<FileView>,
    /// What may be said next, as the bot suggests.
    pub chips: Vec<String>,
    /// Where it was said first, when it came along from another ticket.
    pub origin: Option<Origin>,
    /// What is shown with it.
    pub card: Option<CardRef>,
}

impl Entry {
    /// A message as the server has it.
    pub fn stored(lane: ConversationId, m: MessageView) -> Self {
        let stage = Stage::Stored(m.seq);
        Self {
            lane,
            client_id: m.client_id,
            stage,
            sender: m.sender,
            name: m.name,
            kind: m.kind,
            body: m.body,
            html: m.html,
            at: m.at,
            is_confirmed: true,
            files: m.files,
            chips: m.extra.chips,
            origin: m.extra.origin,
            card: m.extra.card,
        }
    }

    /// Where it stands: by time, those on their way at the end in the order they were written.
    pub fn order(&self) -> (bool, Timestamp, ConversationId, i64) {
        match self.stage {
            Stage::Stored(seq) if self.is_confirmed => (false, self.at, self.lane, seq),
            _ => (true, self.at, self.lane, 0),
        }
    }
}
