//! The lines that mark events in a ticket's thread and notes: one wording for the engine and for the demo.

use super::model::{Priority, Status, number_text};
use crate::sla::model::SlaClock;

/// An agent is in charge now.
pub fn taken(agent: &str) -> String {
    format!("{agent} is taking care of this ticket.")
}

/// Nobody is in charge any more.
pub fn released() -> String {
    "The ticket went back to unassigned.".into()
}

/// The ticket moved; `by` is empty when Stoa moved it.
pub fn moved(from: Status, to: Status, by: &str) -> String {
    let by = by_whom(by);
    match (from, to) {
        (_, Status::Resolved) => format!("Marked as resolved{by}."),
        (_, Status::Closed) => format!("Closed{by}."),
        (_, Status::WaitingResponse) => format!("Waiting for the customer's answer; set{by}."),
        (Status::Resolved, _) => format!("Reopened{by}."),
        (_, to) => format!("{}{by}.", to.label()),
    }
}

/// Staff noted that another ticket has to do with this one.
pub fn linked(number: i64, by: &str) -> String {
    format!("Linked with {} by {by}.", number_text(number))
}

/// What was said in another ticket follows.
pub fn merged_here(number: i64, subject: &str) -> String {
    format!("{} “{subject}” was merged into this ticket.", number_text(number))
}

/// What is said from now on is said in another ticket.
pub fn merged(into: i64) -> String {
    format!("Merged into {}: we go on there.", number_text(into))
}

/// A reply waits for its moment; the line is read on any day.
pub fn scheduled(when: &str, by: &str) -> String {
    format!("{by} wrote a reply that is sent on {when}.")
}

/// A reply was kept back at its moment.
pub fn not_sent(by: &str, why: &str) -> String {
    format!("The scheduled reply of {by} was not sent. {why}")
}

/// Put aside until then; the line is read on any day.
pub fn snoozed(when: &str, by: &str) -> String {
    format!("Snoozed until {when} by {by}.")
}

/// The moment has come.
pub fn woken() -> String {
    "Back from its snooze.".into()
}

/// The customer did not wait for the moment.
pub fn woken_by(who: &str) -> String {
    format!("Back from its snooze before its time: {who}.")
}

/// Staff changed how urgent it is.
pub fn prioritised(from: Priority, to: Priority, by: &str) -> String {
    format!("Priority {} → {}{}.", from.label(), to.label(), by_whom(by))
}

/// Staff changed what it is about.
pub fn categorised(category: &str, by: &str) -> String {
    format!("Category set to {category}{}.", by_whom(by))
}

/// Tags were put on it or taken off.
pub fn tagged(added: &[String], removed: &[String], by: &str) -> String {
    let part = |word: &str, names: &[String]| (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")));
    let parts: Vec<String> = [part("tagged", added), part("no longer tagged", removed)].into_iter().flatten().collect();
    let words = parts.join("; ");
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}{}.", letters.as_str(), by_whom(by))
}

/// Fields of the business's own were filled or emptied; each with its words.
pub fn filled(changed: &[String], by: &str) -> String {
    format!("{}{}.", changed.join("; "), by_whom(by))
}

/// Who did it; nothing where Stoa did.
fn by_whom(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(" by {by}") }
}

/// A promise was missed and the priority rose, unless it was at the top.
pub fn overdue(clock: SlaClock, priority: Priority) -> String {
    let raised = match priority.raised() {
        same if same == priority => String::new(),
        raised => format!(" Priority raised to {}.", raised.label()),
    };
    format!("{} is overdue.{raised}", clock.label())
}

/// Staff took its last change back.
pub fn undone(by: &str, back: &str) -> String {
    format!("{by} undid the last change: {back} as before.")
}

/// The customer gave stars.
pub fn rated(customer: &str, stars: i64, comment: &str) -> String {
    let said = if comment.is_empty() { String::new() } else { format!(": “{comment}”") };
    format!("{customer} rated the solution {stars} of 5{said}")
}
