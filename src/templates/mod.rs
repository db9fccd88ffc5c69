//! Tickets that are opened often: their words, category, priority, tags and fields, ready to be filled in.

pub mod draft;
pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
