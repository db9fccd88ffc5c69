//! How a chat stands, for the one who asks: who answers, how long it may take, what can be done.

use serde::{Deserialize, Serialize};
use stoa::chats::model::State;
use stoa::chats::views::{AskerView, Welcome};
use stoa::tickets::model::number_text;

/// How a chat stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The chat.
    pub chat: AskerView,
    /// In words.
    pub words: String,
}

impl Standing {
    /// How this chat stands; `welcome` says who is there.
    pub fn of(chat: AskerView, welcome: &Welcome) -> Self {
        let words = words(&chat, welcome);
        Self { chat, words }
    }

    /// Whether the chat goes on as a chat.
    pub fn is_active(&self) -> bool {
        self.chat.state == State::Active
    }

    /// Whether a human can be called.
    pub fn may_call(&self) -> bool {
        self.is_active() && self.chat.is_with_bot
    }
}

fn words(chat: &AskerView, welcome: &Welcome) -> String {
    if let Some(number) = chat.ticket_number {
        let number = number_text(number);
        return if chat.is_open { format!("This goes on as ticket {number}.") } else { format!("This went on as ticket {number}, which is closed.") };
    }
    match (chat.state, &chat.agent, chat.position) {
        (State::Closed | State::Archived, ..) => "This chat is closed.".into(),
        (State::Active, Some(agent), _) => format!("{agent} answers you."),
        (State::Active, None, Some(position)) => {
            // How long it usually takes is true of whoever is next.
            let later = Welcome { usual_reply_ms: None, ..welcome.clone() };
            if position <= 1 { format!("You are next. {}", waits(welcome)) } else { format!("You are number {position} in the queue. {}", waits(&later)) }
        }
        (State::Active, None, None) if chat.is_with_bot => "The bot answers first. You can ask for a human at any time.".into(),
        (State::Active, None, None) => waits(welcome),
    }
}

fn waits(welcome: &Welcome) -> String {
    match (welcome.is_open, welcome.present.is_empty()) {
        (false, _) => format!("We are back {}. What you write waits for us.", welcome.opens_at),
        (true, true) => "Nobody is here right now. What you write waits for us.".into(),
        (true, false) => usual(welcome).unwrap_or_else(|| "One of us will be with you.".into()),
    }
}

/// How long a reply usually takes, when that is known.
pub fn usual(welcome: &Welcome) -> Option<String> {
    let minutes = (welcome.usual_reply_ms? + 59_999) / 60_000;
    Some(match minutes {
        ..=1 => "Usually replies within a minute.".into(),
        2..60 => format!("Usually replies in {minutes} minutes."),
        60..90 => "Usually replies in an hour.".into(),
        90..1440 => format!("Usually replies in {} hours.", (minutes + 30) / 60),
        _ => "Usually replies in a day or two.".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::{ChatId, ConversationId};
    use stoa::kernel::time::Timestamp;

    fn chat() -> AskerView {
        AskerView {
            id: ChatId(1),
            conversation_id: ConversationId(1),
            state: State::Active,
            is_open: true,
            is_with_bot: true,
            agent: None,
            position: None,
            preview: String::new(),
            last_message_at: Timestamp(0),
            rating: None,
            ticket_number: None,
        }
    }

    #[test]
    fn the_visitor_is_told_who_answers_and_how_long_it_may_take() {
        let open = Welcome { is_open: true, present: vec!["Amina".into()], usual_reply_ms: Some(240_000), ..Welcome::default() };
        let shut = Welcome { opens_at: "at 08:00 tomorrow".into(), ..Welcome::default() };
        let says = |chat: AskerView, welcome: &Welcome| Standing::of(chat, welcome).words;
        assert!(says(chat(), &open).starts_with("The bot answers first."));
        assert!(Standing::of(chat(), &open).may_call());
        let waits = |n| AskerView { is_with_bot: false, position: Some(n), ..chat() };
        assert_eq!(says(waits(1), &open), "You are next. Usually replies in 4 minutes.");
        assert_eq!(says(waits(15), &open), "You are number 15 in the queue. One of us will be with you.");
        assert_eq!(says(waits(3), &shut), "You are number 3 in the queue. We are back at 08:00 tomorrow. What you write waits for us.");
        assert_eq!(says(waits(1), &Welcome { present: vec![], ..open.clone() }), "You are next. Nobody is here right now. What you write waits for us.");
        assert_eq!(says(AskerView { agent: Some("Amina Otieno".into()), is_with_bot: false, ..chat() }, &open), "Amina Otieno answers you.");
        let closed = Standing::of(AskerView { state: State::Closed, is_open: false, ..chat() }, &open);
        assert!(!closed.may_call() && closed.words == "This chat is closed.");
        let ticket = Standing::of(AskerView { state: State::Closed, ticket_number: Some(7), ..chat() }, &open);
        assert!(!ticket.may_call() && ticket.words == "This goes on as ticket TKT-000007.");
        assert_eq!(usual(&Welcome { usual_reply_ms: Some(20_000), ..open }).as_deref(), Some("Usually replies within a minute."));
        assert_eq!(usual(&shut), None);
    }
}
