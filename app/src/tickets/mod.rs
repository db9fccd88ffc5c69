//! Tickets as their customers see them, and what both sides send about them.

pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
