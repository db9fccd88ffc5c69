//! Calls: staff rings from the composer, whoever is rung answers in the thread.

pub mod api;
pub mod islands;
