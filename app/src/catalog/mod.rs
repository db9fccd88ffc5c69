//! The shop's products: what visitors look at, and what admins write.

pub mod admin;
#[cfg(feature = "ssr")]
pub mod store;
