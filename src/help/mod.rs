//! The help centre: articles that answer questions, matching of questions to articles, automatic responses.

pub mod draft;
pub mod model;
pub mod rules;
pub mod seed;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod indexes;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
#[cfg(feature = "server")]
mod snippet;

/// The confidence from which on questions are answered, unless the business decides otherwise.
pub const DEFAULT_THRESHOLD: u8 = 70;
