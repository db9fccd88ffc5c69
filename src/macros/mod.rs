//! Several changes of a ticket at once, written down under a name: applied by hand after a look at what will happen, or by whatever works on its own.

pub mod draft;
pub mod model;
pub mod rules;
pub mod words;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
