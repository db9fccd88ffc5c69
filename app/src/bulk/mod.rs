//! Changing many tickets at once: choosing them in the table, watching the change, undoing it.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod bar;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use bar::{BulkBar, Chosen, SelectTicket};
#[cfg(feature = "ssr")]
pub use pages::BulkPage;
