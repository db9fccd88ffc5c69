//! The lines that mark events in a chat and its notes: one wording for all.

use crate::tickets::model::number_text;

/// An agent is in charge now.
pub fn taken(agent: &str) -> String {
    format!("{agent} joined the chat.")
}

/// Nobody is in charge any more.
pub fn released() -> String {
    "The chat went back to the queue.".into()
}

/// Somebody ended it.
pub fn closed(by: &str) -> String {
    format!("{by} closed the chat.")
}

/// It ended by itself.
pub fn quiet(hours: i64) -> String {
    let time = match hours {
        1 => "an hour".into(),
        h if h % 24 == 0 && h > 24 => format!("{} days", h / 24),
        h => format!("{h} hours"),
    };
    format!("The chat was closed, because nobody wrote for {time}.")
}

/// It ended because the same person has another one.
pub fn continued() -> String {
    "The chat was closed: it goes on in another one.".into()
}

/// A host page says who its visitor is.
pub fn vouched(email: &str) -> String {
    format!("The visitor signed in on the page: {email}.")
}

/// It goes on.
pub fn reopened(by: &str) -> String {
    format!("{by} opened the chat again.")
}

/// It goes on as a ticket.
pub fn became_ticket(number: i64) -> String {
    format!("This goes on as ticket {}. Answers come here and by e-mail.", number_text(number))
}

/// Whoever began it as a guest is not in it any more.
pub fn left_to_customer() -> String {
    "The address belongs to a customer, and the visitor had not shown that it is theirs. From now on the customer alone reads and writes here, signed in."
        .into()
}

/// The visitor gave stars.
pub fn rated(name: &str, stars: i64, feedback: &str) -> String {
    let said = if feedback.is_empty() { String::new() } else { format!(": “{feedback}”") };
    format!("{name} rated the chat {stars} of 5{said}")
}

/// The visitor was shut out.
pub fn blocked(by: &str) -> String {
    format!("{by} blocked this visitor.")
}

/// It joined the profile of a customer.
pub fn joined(email: &str) -> String {
    format!("{email} was confirmed: this chat is in the profile of its customer now.")
}
