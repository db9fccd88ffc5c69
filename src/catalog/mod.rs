//! What the shop sells: products in groups, with pictures, each in one or several variants that have a price and a stock.

pub mod draft;
pub mod import;
pub mod model;
pub mod sheet;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod queries;
