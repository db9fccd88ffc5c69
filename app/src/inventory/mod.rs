//! Stock: restocking with proposals, every change, figures.

pub mod api;

#[cfg(feature = "ssr")]
mod movements;
#[cfg(feature = "ssr")]
mod restock;
#[cfg(feature = "ssr")]
mod summary;

#[cfg(feature = "ssr")]
pub use movements::MovementsPage;
#[cfg(feature = "ssr")]
pub use restock::RestockPage;
#[cfg(feature = "ssr")]
pub use summary::SummaryPage;
