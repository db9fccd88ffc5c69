//! What Stoa does, free of any web framework: the browser uses the models and rules, the server everything.
//!
//! Floors, from the ground up; a feature calls only lower floors:
//! kernel, platform → accounts, businesses → files, help, assignments, preferences, tags, fields, sms → conversations → catalog, inventory → orders → payments →
//! tickets, sla, talks → saved_views, chats → queue, journeys, phrases, macros, canned, templates → bulk, automations, appointments → cards
//! → notifications.

/// Who people are and what they may do.
pub mod accounts;
/// Services that are booked for a time.
pub mod appointments;
/// Who got which work, and why.
pub mod assignments;
/// What happens to tickets by itself.
pub mod automations;
/// The same change of many tickets at once.
pub mod bulk;
/// Tenants.
pub mod businesses;
/// Products, orders and times that staff shows in a conversation.
pub mod calls;
/// Texts that are written often.
pub mod canned;
pub mod cards;
/// What the shop sells.
pub mod catalog;
/// Live chats of visitors with the bot and the staff.
pub mod chats;
/// One engine for every kind of talk.
pub mod conversations;
/// What went wrong, in words that are safe to show.
pub mod error;
/// Everything that happens, typed once for browser and server.
pub mod event;
/// Fields of a business's own on its tickets.
pub mod fields;
/// Uploaded pictures.
pub mod files;
/// Articles that answer questions, and automatic responses.
pub mod help;
/// How many pieces there are, and why.
pub mod inventory;
/// Background work, typed once.
#[cfg(feature = "server")]
pub mod job;
/// Questions that lead to a ticket, an article or a chat.
pub mod journeys;
/// Ids, times, pages, opening hours and bounded text.
pub mod kernel;
/// Several changes of a ticket at once.
pub mod macros;
/// Mails and SMS that tell people what happened.
#[cfg(feature = "server")]
pub mod notifications;
/// Carts, checkout, orders.
pub mod orders;
/// Money that comes in for orders, and goes back.
pub mod payments;
/// Placeholders in texts that the staff prepares.
pub mod phrases;
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
/// Filters of the ticket list that people come back to.
pub mod saved_views;
/// What is promised, and when it is due.
pub mod sla;
/// Short messages to phones.
pub mod sms;
/// Words the staff puts on tickets.
pub mod tags;
/// Talks of the staff among themselves.
pub mod talks;
/// Tickets that are opened often.
pub mod templates;
/// Requests for help.
pub mod tickets;

pub use error::{Error, Result};
