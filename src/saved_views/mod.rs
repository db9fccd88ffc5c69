//! Saved views: filters of the ticket list that people come back to, their own or shared with the team.

pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
