//! Fields of a business's own on its tickets: what they are, who fills them, what stands in them.

pub mod draft;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
mod queries;
