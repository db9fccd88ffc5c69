//! The desk: inbox, one ticket, all tickets as a table, a ticket for a customer.

pub mod api;
mod face;
pub mod islands;
pub mod keys;
pub mod shelf;
mod state;

pub use state::OpenTicket;

#[cfg(feature = "ssr")]
pub mod availability;
#[cfg(feature = "ssr")]
mod details;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
mod inbox;
#[cfg(feature = "ssr")]
mod new;
#[cfg(feature = "ssr")]
mod others;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod partner;
#[cfg(feature = "ssr")]
pub mod read;
#[cfg(feature = "ssr")]
mod scheduled;
#[cfg(feature = "ssr")]
mod table;
#[cfg(feature = "ssr")]
mod talk;
#[cfg(feature = "ssr")]
mod views;

#[cfg(feature = "ssr")]
pub use new::NewForCustomerPage;
#[cfg(feature = "ssr")]
pub use pages::{DeskPage, DeskTicketPage};
#[cfg(feature = "ssr")]
pub use table::DeskTicketsPage;
