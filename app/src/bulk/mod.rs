//! Changing many tickets at once: choosing them in the table or in the inbox, watching the change, undoing it.

pub mod api;
pub mod islands;
mod tick;

#[cfg(feature = "ssr")]
mod bar;
#[cfg(feature = "ssr")]
mod choices;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use bar::{BulkBar, BulkFoot, Chosen};
#[cfg(feature = "ssr")]
pub use choices::Offer;
#[cfg(feature = "ssr")]
pub use pages::BulkPage;
pub use tick::SelectTicket;
