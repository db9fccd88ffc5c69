//! How each of the staff likes to work, as they decide it.

pub mod api;

#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use page::DeskSettingsPage;
