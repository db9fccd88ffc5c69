//! How each of the staff likes to work: signature, keys, mails, where the desk opens and what comes after a ticket is resolved.

pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
