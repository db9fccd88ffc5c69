//! Payments: what buyers see of theirs, how admins connect providers, and what does not add up.

pub mod api;

#[cfg(feature = "ssr")]
mod looks;
#[cfg(feature = "ssr")]
mod panel;
#[cfg(feature = "ssr")]
mod reckoning;
#[cfg(feature = "ssr")]
mod settings;
#[cfg(feature = "ssr")]
mod terms;

#[cfg(feature = "ssr")]
pub use looks::PaymentList;
#[cfg(feature = "ssr")]
pub use panel::PaymentPanel;
#[cfg(feature = "ssr")]
pub use reckoning::ReckoningPage;
#[cfg(feature = "ssr")]
pub use settings::PaymentsPage;
