//! What the islands of the desk's chats are given: the list, and one chat as it stands.

use serde::{Deserialize, Serialize};
use stoa::chats::model::{PageVisit, State};
use stoa::chats::views::{BotNote, ChatRow, Counts};
use stoa::kernel::ids::{ChatId, ConversationId, MemberId};
use stoa::kernel::page::Cursor;
use stoa::kernel::time::Timestamp;

/// One page of a list, and the numbers on its tabs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChatList {
    /// Its rows.
    pub rows: Vec<ChatRow>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How many there are.
    pub counts: Counts,
}

/// A chat as its head and its details show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenChat {
    /// The chat.
    pub id: ChatId,
    /// The talk with the visitor.
    pub talk: ConversationId,
    /// Who asks.
    pub asker: MemberId,
    /// How they are called.
    pub name: String,
    /// Whether they are a guest.
    pub is_guest: bool,
    /// Whether they typed the address of a customer without showing that it is theirs.
    pub is_claimed: bool,
    /// Where it stands.
    pub state: State,
    /// Whether the bot answers.
    pub bot_holds: bool,
    /// Who answers.
    pub holder: Option<MemberId>,
    /// Their name.
    pub holder_name: Option<String>,
    /// Why them, in a sentence; empty when it was not noted.
    pub why: String,
    /// The place in the queue, while it waits.
    pub position: Option<i64>,
    /// Since when it waits for a human.
    pub waiting_since: Option<Timestamp>,
    /// The number of the ticket as which it goes on.
    pub ticket_number: Option<i64>,
    /// One to five stars.
    pub rating: Option<i64>,
    /// What was said with them.
    pub feedback: String,
    /// What the visitor said that nobody has looked at.
    pub unread: i64,
    /// Whether the visitor was shut out.
    pub is_blocked: bool,
    /// The pages the visitor was on.
    pub pages: Vec<PageVisit>,
    /// What the bot did.
    pub bot: Vec<BotNote>,
}
