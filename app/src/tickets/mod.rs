//! Tickets as their customers and staff see them, and what both sides send about them.

pub mod api;
mod badges;
pub mod desk;
pub mod find;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
pub mod looks;
mod narrow;
#[cfg(feature = "ssr")]
mod pages;
mod progress;
#[cfg(feature = "ssr")]
mod reading;

pub use badges::{PriorityBadge, StatusBadge};
pub use islands::PicturePicker;
pub use narrow::Narrow;
#[cfg(feature = "ssr")]
pub use pages::{HomePage, NewTicketPage, TicketPage, TicketsPage};
pub use progress::Progress;

use serde::{Deserialize, Serialize};
use stoa::kernel::page::Page;
use stoa::tickets::model::{Counts, TicketRow};

/// A page of a customer's tickets and the counts above it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TicketList {
    /// The rows.
    pub page: Page<TicketRow>,
    /// How many there are per state.
    pub counts: Counts,
}
