//! Service levels: what a business promises, when it is due, and how the clocks stand.

pub mod draft;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod calendar;
#[cfg(feature = "server")]
pub mod explain;
#[cfg(feature = "server")]
pub mod queries;
#[cfg(feature = "server")]
mod stretches;
#[cfg(feature = "server")]
pub mod terms;
#[cfg(feature = "server")]
pub mod trial;

#[cfg(all(test, feature = "server"))]
pub mod counter;
