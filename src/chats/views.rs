//! Chats as they are shown: rows and figures for the desk, one's own chats and the door for visitors.

use super::model::{Outcome, State};
use crate::choice;
use crate::conversations::model::SenderKind;
use crate::kernel::ids::{ArticleId, ChatId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of a list, with everything it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct ChatRow {
    /// Its id.
    pub id: ChatId,
    /// The talk with the visitor.
    pub conversation_id: ConversationId,
    /// Who asks.
    pub asker_id: MemberId,
    /// How they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Whether they are a guest.
    pub is_guest: bool,
    /// Until when they count as online.
    pub online_until: Timestamp,
    /// Last time they did anything: wrote, read, clicked.
    pub active_at: Option<Timestamp>,
    /// Where it stands.
    pub state: State,
    /// Whether the bot answers.
    pub bot_holds: bool,
    /// Who answers.
    pub assignee_id: Option<MemberId>,
    /// Their name.
    pub assignee: Option<String>,
    /// Since when it waits for a human.
    pub waiting_since: Option<Timestamp>,
    /// What the visitor said that nobody has answered or looked at.
    pub unread: i64,
    /// The start of the last message.
    pub preview: String,
    /// Who said it.
    pub last_kind: SenderKind,
    /// When.
    pub last_message_at: Timestamp,
    /// One to five stars.
    pub rating: Option<i64>,
    /// The number of the ticket as which it goes on.
    pub ticket_number: Option<i64>,
    /// What lists are sorted by.
    pub sort_key: i64,
}

/// What an agent did in live chats of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct AgentChats {
    /// Who.
    pub agent: MemberId,
    /// Chats that are theirs and that a human answered.
    pub handled: i64,
    /// The time to the first answer, in the middle; not a column.
    #[cfg_attr(feature = "server", sqlx(skip))]
    pub first_answer_ms: Option<i64>,
    /// Stars in all.
    pub stars: i64,
    /// How many have stars.
    pub ratings: i64,
}

choice! {
    /// Whose chats a list shows.
    pub enum Holder {
        /// Assigned to the person who asks.
        Mine = "mine" "Mine",
        /// Waiting for a human.
        Waiting = "waiting" "Waiting",
        /// Held by the bot.
        Bot = "bot" "Bot",
    }
}

choice! {
    /// A tab of the desk's list.
    pub enum Tab {
        /// Whatever goes on.
        Active = "active" "Open",
        /// Waiting for a human.
        Waiting = "waiting" "Waiting",
        /// Assigned to the person who asks.
        Mine = "mine" "Mine",
        /// Over.
        Closed = "closed" "Closed",
        /// Put away.
        Archived = "archived" "Archive",
    }
}

impl Tab {
    /// What its list is narrowed to.
    pub fn filter(self) -> Filter {
        let (state, holder) = match self {
            Self::Active => (State::Active, None),
            Self::Waiting => (State::Active, Some(Holder::Waiting)),
            Self::Mine => (State::Active, Some(Holder::Mine)),
            Self::Closed => (State::Closed, None),
            Self::Archived => (State::Archived, None),
        };
        Filter { state: Some(state), holder, search: String::new() }
    }
}

/// What a list is narrowed to; every part is in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Only these.
    pub state: Option<State>,
    /// Whose.
    pub holder: Option<Holder>,
    /// Words to look for in names, addresses and messages.
    #[serde(default)]
    pub search: String,
}

/// How many chats go on. What is over is not counted: that number only grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Counts {
    /// All that go on.
    pub active: i64,
    /// Waiting for a human.
    pub waiting: i64,
    /// Active ones of the person who asks.
    pub mine: i64,
}

impl Counts {
    /// How many a tab shows, if it does.
    pub const fn of_tab(&self, tab: Tab) -> Option<i64> {
        match tab {
            Tab::Active => Some(self.active),
            Tab::Waiting => Some(self.waiting),
            Tab::Mine => Some(self.mine),
            Tab::Closed | Tab::Archived => None,
        }
    }
}

/// The numbers of this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightNow {
    /// Chats that go on.
    pub active: i64,
    /// Waiting for a human.
    pub waiting: i64,
    /// People of the business, customers and guests whose pages are connected.
    pub connected: i64,
}

/// The numbers of chats opened since a moment, and those of now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Chats.
    pub sessions: i64,
    /// What goes on now.
    pub now: RightNow,
    /// Messages of people and bot.
    pub messages: i64,
    /// How long people waited for a human in the middle of all cases, in milliseconds.
    pub median_first_response_ms: Option<i64>,
    /// Questions that the bot looked at.
    pub questions: i64,
    /// Those it answered.
    pub answered: i64,
    /// Stars on average.
    pub average_rating: Option<f64>,
    /// Chats that have stars.
    pub ratings: i64,
}

impl Figures {
    /// The share of questions that the bot answered, in percent; `None` when there was none.
    pub const fn automated_percent(&self) -> Option<i64> {
        if self.questions == 0 { None } else { Some(100 * self.answered / self.questions) }
    }
}

/// What the bot did with a message, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct BotNote {
    /// The visitor's message.
    pub asked_seq: i64,
    /// The bot's message.
    pub seq: i64,
    /// What it did.
    pub outcome: Outcome,
    /// The topic that answered; empty when none did.
    pub topic: String,
    /// The article that answered, or came closest.
    pub article_id: Option<ArticleId>,
    /// How sure it was, in percent.
    pub confidence: i64,
}

/// A chat as the one who asks sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct AskerView {
    /// Its id.
    pub id: ChatId,
    /// Where it is said.
    pub conversation_id: ConversationId,
    /// Where it stands.
    pub state: State,
    /// Whether something can be written: it goes on, or is the talk of a ticket that does.
    pub is_open: bool,
    /// Whether the bot answers.
    pub is_with_bot: bool,
    /// Who answers: their name.
    pub agent: Option<String>,
    /// The place in the queue, while it waits for a human; the next one is 1.
    pub position: Option<i64>,
    /// The start of the last message.
    pub preview: String,
    /// When anything was said last.
    pub last_message_at: Timestamp,
    /// One to five stars.
    pub rating: Option<i64>,
    /// The number of the ticket as which it goes on.
    pub ticket_number: Option<i64>,
}

/// What a visitor sees before a chat.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// The business.
    pub business: String,
    /// Who is there and takes chats: first names.
    pub present: Vec<String>,
    /// Whether the business is open now.
    pub is_open: bool,
    /// When it opens next, in words and in the visitor's zone; empty when it is open.
    pub opens_at: String,
    /// How long people waited for a human of late, in milliseconds.
    pub usual_reply_ms: Option<i64>,
}
