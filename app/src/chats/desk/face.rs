//! Words and addresses of the desk's chats, the same on both sides.

use super::state::OpenChat;
use crate::routes;
use crate::ui::Tone;
use stoa::chats::model::{Outcome, State};
use stoa::chats::views::{BotNote, ChatRow, Tab};
use stoa::kernel::ids::{ChatId, MemberId};
use stoa::kernel::time::{Timestamp, short_duration};

/// A chat, with the tab it was opened from.
pub fn chat_href(id: ChatId, tab: Tab) -> String {
    format!("{}?tab={tab}", routes::desk_chat(id))
}

/// A tab of the list.
pub fn tab_href(tab: Tab) -> String {
    format!("{}?tab={tab}", routes::DESK_CHATS)
}

/// Who has a chat, as a badge: its tone and its words.
pub fn standing(row: &ChatRow, me: MemberId, now: Timestamp) -> (Tone, String) {
    match (row.state, row.waiting_since, &row.assignee) {
        (State::Archived, ..) => (Tone::Neutral, "Archived".into()),
        (State::Closed, ..) => (Tone::Neutral, "Closed".into()),
        (State::Active, Some(since), _) => (Tone::Warn, format!("Waits {}", short_duration(now.since(since)))),
        (State::Active, None, _) if row.assignee_id == Some(me) => (Tone::Accent, "You".into()),
        (State::Active, None, Some(name)) => (Tone::Neutral, name.clone()),
        (State::Active, None, None) => (Tone::Neutral, "Bot".into()),
    }
}

/// The line under the name of the open chat.
pub fn line(chat: &OpenChat, me: MemberId) -> String {
    let holder = match (chat.holder, &chat.holder_name) {
        (Some(holder), _) if holder == me => "with you".to_owned(),
        (Some(_), Some(name)) => format!("with {name}"),
        _ if chat.bot_holds => "with the bot".to_owned(),
        _ => match chat.position {
            Some(1) => "waits for a human, next in line".to_owned(),
            Some(n) => format!("waits for a human, number {n} in line"),
            None => "with nobody".to_owned(),
        },
    };
    match (chat.state, chat.ticket_number) {
        (_, Some(number)) => format!("goes on as {}", stoa::tickets::model::number_text(number)),
        (State::Active, _) => holder,
        (State::Closed, _) => "closed".to_owned(),
        (State::Archived, _) => "archived".to_owned(),
    }
}

/// What a colleague's step means for whoever looks at the chat: `None` when nothing that matters here changed. That it was given to them a hint tells.
pub fn news(before: &OpenChat, after: &OpenChat, me: MemberId) -> Option<String> {
    if before.state != after.state && after.state != State::Active {
        return Some("This chat is closed now.".into());
    }
    if before.holder == after.holder || after.holder == Some(me) {
        return None;
    }
    match (after.holder, &after.holder_name) {
        (Some(_), Some(name)) => Some(format!("{name} has this chat now.")),
        _ => Some("This chat waits for a human again.".into()),
    }
}

/// What the bot did with a message.
pub fn bot_words(note: &BotNote) -> String {
    match note.outcome {
        Outcome::Topic => format!("Answered: {}", note.topic),
        Outcome::Article => format!("Answered from the help centre, {} % sure", note.confidence),
        Outcome::AskedBack if note.topic.is_empty() => "Asked which of two is meant".into(),
        Outcome::AskedBack => format!("Asked what is meant: {}", note.topic),
        Outcome::Courtesy => format!("Was polite: {}", note.topic),
        Outcome::Missed if note.confidence > 0 => format!("No answer; the closest was {} % sure", note.confidence),
        Outcome::Missed => "No answer".into(),
        Outcome::HandedOver => "Called a human".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::ConversationId;

    fn chat(holder: Option<(i64, &str)>) -> OpenChat {
        OpenChat {
            why: String::new(),
            id: ChatId(1),
            talk: ConversationId(1),
            asker: MemberId(7),
            name: "Wanjiru".into(),
            is_guest: true,
            is_claimed: false,
            state: State::Active,
            bot_holds: holder.is_none(),
            holder: holder.map(|h| MemberId(h.0)),
            holder_name: holder.map(|h| h.1.into()),
            position: None,
            waiting_since: None,
            ticket_number: None,
            rating: None,
            feedback: String::new(),
            unread: 0,
            is_blocked: false,
            pages: vec![],
            bot: vec![],
        }
    }

    #[test]
    fn everybody_reads_who_has_a_chat_from_their_own_side() {
        let (me, brian) = (MemberId(1), chat(Some((2, "Brian"))));
        assert_eq!(line(&chat(None), me), "with the bot");
        assert_eq!(line(&chat(Some((1, "Amina"))), me), "with you");
        assert_eq!(line(&brian, me), "with Brian");
        assert_eq!(line(&OpenChat { bot_holds: false, position: Some(3), ..chat(None) }, me), "waits for a human, number 3 in line");
        assert_eq!(line(&OpenChat { ticket_number: Some(7), ..brian }, me), "goes on as TKT-000007");
    }

    #[test]
    fn whoever_looks_at_a_chat_hears_what_colleagues_do_with_it() {
        let (me, brian) = (MemberId(1), chat(Some((2, "Brian"))));
        assert_eq!(news(&chat(None), &brian, me).as_deref(), Some("Brian has this chat now."));
        assert_eq!(news(&brian, &chat(Some((1, "Amina"))), me), None, "a hint tells it, and only when somebody else did it");
        assert_eq!(news(&brian, &OpenChat { state: State::Closed, ..brian.clone() }, me).as_deref(), Some("This chat is closed now."));
        assert_eq!(news(&brian, &brian, me), None);
    }
}
