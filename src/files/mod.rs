//! Uploaded pictures: checked by content, re-encoded without metadata, kept in the file store.

pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod picture;
#[cfg(feature = "server")]
pub mod queries;
