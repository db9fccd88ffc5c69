//! Mails and SMS that tell people what happened: reactions to events and messages. Nothing below knows of them.

pub mod actions;
mod bookings;
mod chats;
mod followers;
pub mod jobs;
mod money;
mod partners;
mod said;
pub mod shop;
pub mod texts;
pub mod words;
