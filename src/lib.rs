//! What Stoa does, free of any web framework: the browser uses the models and rules, the server everything.
//!
//! Floors, from the ground up; a feature calls only lower floors:
//! kernel, platform → accounts, businesses → files, help, assignments, preferences → conversations → tickets, sla, talks → chats → queue, journeys → notifications.

/// Who people are and what they may do.
pub mod accounts;
/// Who got which work, and why.
pub mod assignments;
/// Tenants.
pub mod businesses;
/// Live chats of visitors with the bot and the staff.
pub mod chats;
/// One engine for every kind of talk.
pub mod conversations;
/// What went wrong, in words that are safe to show.
pub mod error;
/// Everything that happens, typed once for browser and server.
pub mod event;
/// Uploaded pictures.
pub mod files;
/// Articles that answer questions, and automatic responses.
pub mod help;
/// Background work, typed once.
#[cfg(feature = "server")]
pub mod job;
/// Questions that lead to a ticket, an article or a chat.
pub mod journeys;
/// Ids, times, pages, opening hours and bounded text.
pub mod kernel;
/// Mails that tell people what happened.
#[cfg(feature = "server")]
pub mod notifications;
/// Databases, transactions, events, jobs, bus, mail, clock.
#[cfg(feature = "server")]
pub mod platform;
/// How each of the staff likes to work.
pub mod preferences;
/// Who gets which work next.
pub mod queue;
/// Who reacts to what.
#[cfg(feature = "server")]
pub mod reactions;
/// What is promised, and when it is due.
pub mod sla;
/// Talks of the staff among themselves.
pub mod talks;
/// Requests for help.
pub mod tickets;

pub use error::{Error, Result};
