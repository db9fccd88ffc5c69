//! What people see.
//!
//! Pages and the shell exist on the server only; islands, server functions, paths and the design system on both sides.

// The properties of a component are fields of a generated struct: those whose name says it all go without a comment.
#![allow(missing_docs)]
// A page is one type, as deep as its markup.
#![recursion_limit = "512"]

/// Coming in, and one's own account.
pub mod accounts;
/// What admins see and decide, and the owner of the installation.
pub mod admin;
/// Appointments.
pub mod appointments;
/// What happens to tickets by itself.
pub mod automations;
/// The doors of a business.
pub mod bulk;
pub mod businesses;
/// Calls.
pub mod calls;
/// Canned responses.
pub mod canned;
/// Cards in conversations, and what stands beside them.
pub mod cards;
/// The shop's products.
pub mod catalog;
/// Live chats.
pub mod chats;
/// One thread and one composer.
pub mod conversations;
/// What a server function answers when it refuses.
pub mod error;
/// Fields of a business's own.
pub mod fields;
/// What was typed into a form that was refused.
pub mod forms;
/// The frames of pages, filled in for who is asking.
#[cfg(feature = "ssr")]
pub mod frames;
/// What keeps a page as things are now.
pub mod fresh;
/// Guests by their cookies.
#[cfg(feature = "ssr")]
pub mod guests;
/// The help centre.
pub mod help;
/// Stock.
pub mod inventory;
/// Journeys.
pub mod journeys;
/// The frames of pages.
pub mod layout;
/// The one socket of a tab.
pub mod live;
/// Macros.
pub mod macros;
/// Forms that carry pictures.
pub mod multipart;
/// What a page says after a form.
#[cfg(feature = "ssr")]
pub mod notes;
/// Carts and orders.
pub mod orders;
/// What a page is made of: its reading, its errors.
#[cfg(feature = "ssr")]
pub mod page;
/// What partners do: the orders they fulfil.
pub mod partner;
/// Money that comes in for orders, and goes back.
pub mod payments;
/// How each of the staff likes to work.
pub mod preferences;
/// Who gets which work next.
pub mod queue;
/// Every path, and the one route table.
pub mod routes;
/// Who is asking, at which business.
#[cfg(feature = "ssr")]
pub mod session;
/// The document around every page.
#[cfg(feature = "ssr")]
pub mod shell;
/// Service levels.
pub mod sla;
/// SMS.
pub mod sms;
/// Tags of tickets.
pub mod tags;
/// The talks of the team.
pub mod talks;
/// Ticket templates.
pub mod templates;
/// Tickets.
pub mod tickets;
/// The design system.
pub mod ui;
