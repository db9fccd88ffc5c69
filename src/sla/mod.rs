//! Service levels: what a business promises, when it is due, and what happens when it is missed.

pub mod model;
