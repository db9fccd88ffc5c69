//! Finding a ticket, a customer, a page or a key: the palette, and the page that does the same without script.

pub mod api;
mod islands;
mod model;

#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod read;

pub use islands::Palette;
pub use model::{Found, Kind, pages};
#[cfg(feature = "ssr")]
pub use page::DeskFindPage;
