//! The portal of partners: the orders they fulfil, one of them with its talk with the shop.

pub mod api;

#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod order;

#[cfg(feature = "ssr")]
pub use list::PartnerPage;
#[cfg(feature = "ssr")]
pub use order::PartnerOrderPage;
