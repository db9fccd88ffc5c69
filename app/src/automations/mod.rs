//! Automations as admins write, order, switch, try and follow them.

pub mod api;

#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use pages::{AutomationPage, AutomationsPage, RunsPage};
