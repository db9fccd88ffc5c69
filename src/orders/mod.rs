//! Buying: carts, checkout, orders with what happened to them, refunds.

pub mod cart;
pub mod draft;
pub mod fulfil;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod buyer;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod queries;
