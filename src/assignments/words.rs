//! The reasons of what people do by hand: one wording for tickets and chats.

/// Somebody took it.
pub fn took(agent: &str) -> String {
    format!("{agent} took it.")
}

/// Somebody gave it to a colleague, or took it themselves by that way; `by` is empty where Stoa did.
pub fn given(by: &str, to: &str) -> String {
    match by {
        "" => format!("It was given to {to}."),
        by if by == to => took(to),
        by => format!("{by} gave it to {to}."),
    }
}

/// Somebody wrote first in a chat that nobody had.
pub fn answered(agent: &str) -> String {
    format!("{agent} answered first.")
}

/// A promise was missed, and somebody leads; `clock` names the promise.
pub fn escalated(clock: &str, lead: &str) -> String {
    format!("{clock} is overdue, so {lead} leads.")
}

/// Something with a name escalated it, and somebody leads.
pub fn escalated_by(by: &str, lead: &str) -> String {
    let mut words = format!("{by} escalated it, so {lead} leads.");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A ticket stays with whoever had the chat.
pub fn came_along(agent: &str) -> String {
    format!("{agent} had the chat it came from.")
}
