//! Canned responses: offered while a message is written, and the pages where they are written.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod links;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use links::{CannedLinks, chosen};
#[cfg(feature = "ssr")]
pub use pages::{CannedListPage, CannedPage};
