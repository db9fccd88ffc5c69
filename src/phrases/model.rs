//! What placeholders stand for.

/// What is known where a text is used. Nothing stands for what is not there: a chat has no number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How the customer or visitor is called.
    pub customer: String,
    /// The ticket's number as people read it.
    pub number: String,
    /// What the ticket is called.
    pub subject: String,
    /// Who writes.
    pub agent: String,
    /// The business.
    pub business: String,
}

/// Every placeholder and what it means.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("customer.name", "the customer's name"),
    ("customer.first_name", "their first name"),
    ("ticket.number", "the number of the ticket; nothing in a chat"),
    ("ticket.subject", "its subject; nothing in a chat"),
    ("agent.name", "your name"),
    ("agent.first_name", "your first name"),
    ("business.name", "the name of the business"),
];
