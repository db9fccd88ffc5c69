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
    let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
    match (from, to) {
        (_, Status::Resolved) => format!("Marked as resolved{by}."),
        (_, Status::Closed) => format!("Closed{by}."),
        (_, Status::WaitingResponse) => format!("Waiting for the customer's answer; set{by}."),
        (Status::Resolved, _) => format!("Reopened{by}."),
        (_, to) => format!("{}{by}.", to.label()),
    }
}

/// Staff changed how urgent it is.
pub fn prioritised(from: Priority, to: Priority, by: &str) -> String {
    format!("Priority {} → {} by {by}.", from.label(), to.label())
}

/// Staff changed what it is about.
pub fn categorised(category: &str, by: &str) -> String {
    format!("Category set to {category} by {by}.")
}

/// A promise was missed and the priority rose, unless it was at the top.
pub fn overdue(clock: SlaClock, number: i64, priority: Priority) -> String {
    let raised = match priority.raised() {
        same if same == priority => String::new(),
        raised => format!(" Priority raised to {}.", raised.label()),
    };
    format!("{} of {} is overdue.{raised}", clock.label(), number_text(number))
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
