//! The bot: what it can talk about, how it understands a question, what it says. Pure; the help centre's answers come from [`crate::help`].

pub mod compose;
pub mod seed;
mod strong;
pub mod think;
pub mod topic;

/// What is always offered beside other suggestions.
pub const HUMAN: &str = "Talk to a human";
