//! Tenants: name, addresses, time zone, currency, opening hours.

pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod queries;
