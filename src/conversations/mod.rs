//! One engine for every kind of talk: members, numbered messages, receipts, attachments.

pub mod mention;
pub mod model;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod drafts;
#[cfg(feature = "server")]
pub mod excerpt;
#[cfg(feature = "server")]
pub mod lanes;
#[cfg(feature = "server")]
pub mod markdown;
#[cfg(feature = "server")]
pub mod meanwhile;
#[cfg(feature = "server")]
pub mod queries;
#[cfg(feature = "server")]
pub mod receipts;
#[cfg(feature = "server")]
pub mod recheck;
#[cfg(feature = "server")]
pub mod search;
#[cfg(feature = "server")]
pub mod store;
#[cfg(feature = "server")]
pub mod writer;
