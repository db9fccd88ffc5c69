//! The same change of many tickets at once: with progress, and one undo.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
