//! The frames of the socket: what a browser says and what it hears.

use super::{Event, Topic};
use crate::conversations::model::MessageView;
use crate::error::Error;
use crate::kernel::ids::{CallId, ConversationId, FileId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a browser says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case", deny_unknown_fields)]
pub enum Say {
    /// Tell me about this topic from after number `after` on (ignored where the topic is fleeting).
    Watch { topic: Topic, after: i64 },
    /// No more of this topic.
    Unwatch { topic: Topic },
    /// Store this message. Sending the same `client_id` again is harmless.
    Send {
        conversation: ConversationId,
        client_id: Uuid,
        body: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
    },
    /// I am writing in this conversation; in a chat the text so far may go with it, for staff: see [`crate::chats::typing`].
    Typing {
        conversation: ConversationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Everything up to `seq` has arrived here; `read` when it was on the screen of an active page.
    Seen { conversation: ConversationId, seq: i64, read: bool },
    /// Something for the other end of a call.
    Signal { call: CallId, signal: Signal },
    /// Are you there?
    Ping,
}

/// What two browsers tell each other to find a way for a call (WebRTC). They are words of the browsers: Stoa carries them as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The microphone is here: whoever rings may make the offer.
    Ready,
    /// The offer of whoever rings: a session description (SDP).
    Offer(String),
    /// What whoever is rung answers to it: a session description (SDP).
    Answer(String),
    /// A way that may lead here: an ICE candidate, with the id and the number of its media line.
    Way { candidate: String, mid: Option<String>, line: Option<u16> },
    /// The camera was turned on or off.
    Camera(bool),
    /// I still take part. This goes to nobody; without it a call is over after a minute.
    Still,
    /// The call is over, or this one takes no part in it.
    Bye,
}

/// What a browser hears: `{"stored":{"client_id":…}}`. The kind stands first and outside, so that a reader knows what comes and need not
/// keep the frame in pieces; that is half the code in the browser.
///
/// `E` is what is read of an event: browsers read only that there was one, and look at the page's state again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard<E = Event> {
    /// First frame: who the server takes this browser for, and its clock.
    Welcome { member: MemberId, now: Timestamp },
    /// A numbered event of a durable topic.
    Event { topic: Topic, seq: i64, at: Timestamp, event: E },
    /// A message of a conversation; its number is in the view.
    Message { conversation: ConversationId, message: MessageView },
    /// Your message is stored under this number and survives anything.
    Stored { client_id: Uuid, seq: i64, at: Timestamp },
    /// Your message was not stored; `error` says why. Retrying helps only after `TooMany` and `Internal`.
    Refused { client_id: Uuid, error: Error },
    /// You have everything of this topic up to `seq`.
    CaughtUp { topic: Topic, seq: i64 },
    /// You are too far behind: fetch the page's state anew.
    Resync { topic: Topic },
    /// You may not watch this, or no longer.
    Denied { topic: Topic, error: Error },
    /// Lists: look at these again. Several changes in a short time come as one frame.
    Changed { topic: Topic, hints: Vec<Hint> },
    /// Somebody is writing. Valid for five seconds. `text` is what they have typed so far: only on the desk's topic, only in chats of a
    /// business that allows it; a frame without it says nothing about the text.
    Typing {
        conversation: ConversationId,
        member: MemberId,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// How far a person has come: both numbers only grow.
    Receipt { conversation: ConversationId, member: MemberId, delivered: i64, read: i64 },
    /// Something of the other end of a call; only on the topic of the person it is for.
    Signal { call: CallId, signal: Signal },
    /// Somebody came or went.
    Presence { member: MemberId, online: bool, at: Timestamp },
    /// A colleague has the talk of a ticket or a chat open, or no longer. Valid for 45 seconds. `asks`: who came just now wants to hear of the others.
    Looking {
        conversation: ConversationId,
        member: MemberId,
        name: String,
        here: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        asks: bool,
    },
    /// I am here.
    Pong { now: Timestamp },
    /// The server restarts: come back after about this many milliseconds.
    ComeBack { after_ms: u32 },
    /// What you said could not be understood, and why.
    Misunderstood { error: Error },
}

/// What a list should read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hint {
    /// The kind of thing.
    pub what: Subject,
    /// Its id.
    pub id: i64,
}

/// Kinds of things that lists show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A ticket that was just opened.
    NewTicket,
    /// A ticket that changed.
    Ticket,
    /// A ticket that was given to the person who hears this.
    Assigned,
    /// A ticket that is back after it was put aside by the person who hears this, or for them.
    Woken,
    /// A ticket in which a reply of the person who hears this was kept back at its moment.
    NotSent,
    /// A ticket whose deadline is near.
    Warning,
    /// A ticket that missed a deadline.
    Breach,
    /// A chat that just began.
    NewChat,
    /// A chat that changed, or in which something was said.
    Chat,
    /// A chat that waits for a human.
    ChatWaits,
    /// A chat that was given to the person who hears this.
    ChatGiven,
    /// A talk of the team in which something was said; the id is its conversation.
    Talk,
    /// A talk of the team in which the person who hears this was named.
    Mention,
    /// A talk in which nobody can write any more; the id is its conversation.
    Frozen,
    /// A talk in which one can write again; the id is its conversation.
    Thawed,
    /// An order that was just placed.
    NewOrder,
    /// An order that changed.
    Order,
    /// A product that changed, or its stock.
    Product,
    /// A variant of a product of which little or nothing is left.
    LowStock,
    /// An appointment that was just booked.
    NewAppointment,
    /// An appointment that changed or was called off.
    Appointment,
    /// A change of many tickets that the person who hears this asked for.
    Bulk,
    /// A ticket in which the person who hears this was named in a note.
    MentionInTicket,
    /// A ticket that the person who hears this follows, and in which something happened.
    Followed,
    /// A call that rings, goes on or is over.
    Call,
    /// An agent's availability.
    Agent,
    /// A person of the business.
    Person,
    /// The business's settings.
    Settings,
    /// Too much at once: read the whole list again.
    Everything,
}

impl Subject {
    /// What somebody may be told of a ticket, the most important first.
    pub const NEWS_OF_A_TICKET: [Self; 8] =
        [Self::MentionInTicket, Self::Assigned, Self::Breach, Self::Warning, Self::NotSent, Self::Woken, Self::NewTicket, Self::Followed];

    /// Whether somebody may be told of it, and the id beside it is a ticket's.
    pub fn is_news_of_a_ticket(self) -> bool {
        Self::NEWS_OF_A_TICKET.contains(&self)
    }

    /// Whether the id beside it is a ticket's.
    pub const fn is_of_a_ticket(self) -> bool {
        matches!(self, Self::NewTicket | Self::Ticket | Self::Assigned | Self::Woken | Self::NotSent | Self::Warning | Self::Breach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_have_a_stable_form() {
        let say = Say::Send { conversation: ConversationId(4), client_id: Uuid::nil(), body: "Hi".into(), files: vec![] };
        let json = r#"{"say":"send","conversation":4,"client_id":"00000000-0000-0000-0000-000000000000","body":"Hi"}"#;
        assert_eq!(serde_json::to_string(&say).unwrap(), json);
        assert_eq!(serde_json::from_str::<Say>(json).unwrap(), say);
        let heard: Heard = Heard::CaughtUp { topic: Topic::Conversation(ConversationId(4)), seq: 9 };
        assert_eq!(serde_json::to_string(&heard).unwrap(), r#"{"caught_up":{"topic":"conversation:4","seq":9}}"#);
    }
}
