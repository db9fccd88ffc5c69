//! Calls: staff rings whoever they talk to, and two browsers speak with each other. Stoa knows that a call rings, goes on and ends, and carries the signals
//! by which the browsers find each other; what is said goes from one browser to the other and never through it.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
