//! Requests for help: number, status, priority, assignment, rating; a customer lane and a staff lane each, and a partner lane where an order has a partner.

pub mod along;
pub mod later;
pub mod lines;
pub mod model;
pub mod news;
pub mod numbers;
pub mod order_lines;
pub mod rules;
pub mod snooze;
pub mod source;
pub mod stand;
pub mod totals;
pub mod undo;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod anew;
#[cfg(feature = "server")]
pub mod course;
#[cfg(feature = "server")]
pub mod deadlines;
#[cfg(feature = "server")]
mod following;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod orders;
#[cfg(feature = "server")]
pub mod queries;
#[cfg(feature = "server")]
pub mod views;
#[cfg(feature = "server")]
pub mod watch;
