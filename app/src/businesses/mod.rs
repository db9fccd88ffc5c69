//! The doors of a business: its setup, its invite code.

pub mod api;

#[cfg(feature = "ssr")]
mod days;
#[cfg(feature = "ssr")]
mod doors;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use days::DayFields;
#[cfg(feature = "ssr")]
pub use doors::{door, find_invited};
#[cfg(feature = "ssr")]
pub use pages::{JoinPage, SetupPage, currencies, zones};
