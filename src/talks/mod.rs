//! Talks of the staff among themselves: direct and in groups, with mentions and unread counts, on the same engine as everything else.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
