//! Money that comes in for orders and goes back: by hand, through M-Pesa, through PayPal. Calls to providers happen in jobs; what they tell us is
//! believed only after asking them.

pub mod draft;
pub mod model;
mod reckoned;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod invoice;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod notices;
#[cfg(feature = "server")]
pub mod pdf;
#[cfg(feature = "server")]
pub mod providers;
#[cfg(feature = "server")]
pub mod queries;
