//! Who got which ticket or chat, when and why: noted in the transaction that gives it.

pub mod model;
pub mod words;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
