//! Mails that tell people what happened: reactions to events and messages. Nothing below knows of them.

pub mod actions;
pub mod shop;
mod words;
