//! Carts, checkout and orders: of whoever buys, and of staff.

pub mod api;
pub mod badge;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod buying;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
mod looks;

#[cfg(feature = "ssr")]
pub use looks::Tracking;
