//! Mails that tell people what happened: reactions to events and messages. Nothing below knows of them.

pub mod actions;
mod bookings;
mod chats;
mod followers;
pub mod jobs;
mod partners;
pub mod shop;
pub mod words;
