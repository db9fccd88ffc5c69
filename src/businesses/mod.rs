//! Tenants: name, addresses, time zone, currency, opening hours.

pub mod model;
