//! Texts that are written often: for the whole team or somebody's own, found by a shortcut while a message is written.

pub mod draft;
pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
