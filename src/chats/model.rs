//! Chats and what can be said of them.

use crate::choice;
use crate::conversations::model::SenderKind;
use crate::help::model::Lines;
use crate::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

choice! {
    /// Where a chat stands.
    pub enum State {
        /// Somebody may write.
        Active = "active" "Active",
        /// Over, until it is opened again.
        Closed = "closed" "Closed",
        /// Put away.
        Archived = "archived" "Archived",
    }
}

choice! {
    /// What happened to a chat.
    pub enum Turn {
        /// The bot let go: it waits for a human.
        Waiting = "waiting" "Waiting",
        /// It is over.
        Closed = "closed" "Closed",
        /// It goes on.
        Reopened = "reopened" "Reopened",
        /// It goes on as a ticket.
        BecameTicket = "became_ticket" "Became a ticket",
        /// It was put away.
        Archived = "archived" "Archived",
        /// Its visitor was shut out.
        Blocked = "blocked" "Blocked",
        /// It joined the profile of a customer.
        Joined = "joined" "Joined a profile",
    }
}

impl Turn {
    /// Whether the one who asks hears of it.
    pub const fn is_told_to_the_asker(self) -> bool {
        !matches!(self, Self::Archived | Self::Blocked | Self::Joined)
    }
}

choice! {
    /// What the bot did with a question.
    pub enum Outcome {
        /// A topic of its own answered.
        Topic = "topic" "Topic",
        /// An article of the help centre answered.
        Article = "article" "Article",
        /// It asked what is meant.
        AskedBack = "asked_back" "Asked back",
        /// It was polite: nothing was asked.
        Courtesy = "courtesy" "Polite",
        /// It had no answer.
        Missed = "missed" "No answer",
        /// It called a human.
        HandedOver = "handed_over" "Handed over",
    }
}

impl Outcome {
    /// Whether the question was answered without a human.
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Topic | Self::Article)
    }
}

/// A chat as stored.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Chat {
    /// Its id.
    pub id: ChatId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// The talk with the visitor.
    pub conversation_id: ConversationId,
    /// The private notes.
    pub notes_id: ConversationId,
    /// The guest or customer who writes.
    pub asker_id: MemberId,
    /// In whose profile it stands.
    pub customer_id: Option<MemberId>,
    /// Who answers.
    pub assignee_id: Option<MemberId>,
    /// The ticket as which it goes on.
    pub ticket_id: Option<TicketId>,
    /// Where it stands.
    pub state: State,
    /// Whether the bot answers.
    pub bot_holds: bool,
    /// Grows whenever the bot gets or loses the chat: what it computed under an older number is not said.
    pub bot_epoch: i64,
    /// Questions in a row for which the bot had no answer.
    pub misses: i64,
    /// The number of the visitor's last message.
    pub asked_seq: i64,
    /// What the visitor said that nobody has answered or looked at.
    pub unread: i64,
    /// Messages of people and bot.
    pub messages: i64,
    /// What lists are sorted by: see [`super::rules::sort_key`].
    pub sort_key: i64,
    /// The start of the last message.
    pub preview: String,
    /// Who said it.
    pub last_kind: SenderKind,
    /// Since when it waits for a human.
    pub waiting_since: Option<Timestamp>,
    /// When it began to wait first.
    pub first_waited_at: Option<Timestamp>,
    /// When a human answered first.
    pub first_response_at: Option<Timestamp>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When anything was said last.
    pub last_message_at: Timestamp,
    /// One to five stars.
    pub rating: Option<i64>,
    /// What the visitor said with the stars.
    pub feedback: String,
    /// The visitor's browser in a few words.
    pub browser: String,
    /// The visitor's time zone: IANA name, or empty.
    pub zone: String,
}

/// What a browser tells when a chat begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// What the page is called.
    #[serde(default)]
    pub title: String,
    /// Its address.
    #[serde(default)]
    pub url: String,
    /// The browser in a few words.
    #[serde(default)]
    pub browser: String,
    /// IANA name of the time zone. Forms say it with where they stand, once.
    #[serde(skip)]
    pub zone: String,
}

/// A page a visitor was on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct PageVisit {
    /// What it is called.
    pub title: String,
    /// Its address, without what stands after a question mark.
    pub url: String,
    /// When.
    pub at: Timestamp,
}

choice! {
    /// On which side of a page the widget stands.
    pub enum Position {
        /// Bottom right.
        Right = "right" "Right",
        /// Bottom left.
        Left = "left" "Left",
    }
}

/// How the widget of a business looks and where it may stand: what every visitor may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Widget {
    /// Its accent on the colour circle, 0 to 359; `None` for Stoa's own.
    pub hue: Option<i64>,
    /// What it says before anybody has written; may be empty.
    pub greeting: String,
    /// Where it stands.
    pub position: Position,
    /// Pages that may show it besides our own: see [`super::origins`].
    pub origins: Lines,
    /// Whether staff sees what a visitor is typing.
    pub typing_preview: bool,
}

impl Default for Widget {
    fn default() -> Self {
        Self { hue: None, greeting: String::new(), position: Position::Right, origins: Lines::default(), typing_preview: true }
    }
}

/// What a business decides about its chats, for its admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Setting {
    /// Host pages sign with it who their visitor is. Empty before it was asked for, and when it cannot be read.
    pub secret: String,
    /// Why the secret cannot be read and what to do; empty when all is well.
    #[cfg_attr(feature = "server", sqlx(default))]
    pub secret_fault: String,
    /// After so many seconds of waiting the visitor is told that it takes long.
    pub long_wait_seconds: i64,
    /// After so many hours without a message a chat is closed.
    pub idle_close_hours: i64,
    /// When another page showed the widget first.
    pub first_seen_at: Option<Timestamp>,
    /// Which page; empty before.
    pub first_seen_origin: String,
    /// How the widget looks and where it may stand.
    #[cfg_attr(feature = "server", sqlx(flatten))]
    pub widget: Widget,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            secret: String::new(),
            secret_fault: String::new(),
            long_wait_seconds: 180,
            idle_close_hours: 24,
            first_seen_at: None,
            first_seen_origin: String::new(),
            widget: Widget::default(),
        }
    }
}
