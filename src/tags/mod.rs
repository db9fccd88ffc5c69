//! Words the staff puts on tickets, to find them again and to tell them apart. Customers never see them.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
