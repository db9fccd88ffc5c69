//! What happens to tickets by itself: when something happens to one – if it stands like this – then do that; in order, tried before, with a log, never in a circle.

pub mod draft;
pub mod facts;
pub mod fresh;
mod impossible;
pub mod model;
pub mod parts;
mod reading;
pub mod rules;
pub mod words;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod apply;
#[cfg(feature = "server")]
pub mod hooks;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
#[cfg(feature = "server")]
mod snapshot;
