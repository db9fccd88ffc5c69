//! How many pieces there are and why: a ledger whose sum is the stock, pieces kept for checkouts, figures, and what to order next.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod ledger;
#[cfg(feature = "server")]
pub mod queries;
