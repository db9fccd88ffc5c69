//! SMS: how a business sends them, and those that were sent.

pub mod api;

#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod settings;

#[cfg(feature = "ssr")]
pub use list::sms_list;
#[cfg(feature = "ssr")]
pub use settings::SmsPage;
