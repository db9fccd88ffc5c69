//! How the connection is, and what waits to be stored.

use serde::{Deserialize, Serialize};
use stoa::Error;
use stoa::files::model::FileView;
use stoa::kernel::ids::{ChatId, ConversationId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::tickets::model::Status;
use uuid::Uuid;

/// What a tab hears. Of an event it reads only that there was one: pages look at the state anew.
pub type Heard = stoa::event::Heard<serde::de::IgnoredAny>;

/// How the connection of this tab is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// No island has asked for it yet.
    #[default]
    Idle,
    /// Everything arrives at once.
    Online,
    /// Lost or not there yet; it is being tried again.
    Connecting,
    /// The browser says that there is no network.
    Offline,
    /// Tried for a while without success. It goes on being tried.
    Failed,
    /// The session ended: nothing helps but signing in.
    SignedOut,
}

/// A message of this person that is not in its conversation yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// The sender's own id for it: sending it again is harmless.
    pub client_id: Uuid,
    /// Where to.
    pub conversation: ConversationId,
    /// What was written.
    pub body: String,
    /// What is attached.
    #[serde(default)]
    pub files: Vec<FileView>,
    /// When it was written.
    pub at: Timestamp,
    /// How far it has come.
    pub state: State,
    /// What becomes of its ticket or chat once it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<Wish>,
}

/// What becomes of a ticket or a chat once a message is stored, and not before: it could freeze the talk, or be told to the customer ahead of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// The ticket moves on.
    Move(TicketId, Status),
    /// The chat ends.
    Close(ChatId),
}

/// How far a message has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// On its way, or waiting for the connection.
    Sending,
    /// The server has it for good, under this number.
    Stored(i64),
    /// The server refused it; the person may try again or discard it.
    Failed(Error),
}
