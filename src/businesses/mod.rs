//! Tenants: name, addresses, time zone, currency, opening hours.

pub mod day;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
