//! Appointments: what can be booked, with whom and when; times kept while somebody books; moving, cancelling, reminding.

pub mod draft;
pub mod ics;
pub mod model;
pub mod roster;
pub mod rules;
pub mod undo;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod links;
#[cfg(feature = "server")]
mod queries;
