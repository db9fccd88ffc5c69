//! What wakes up on a customer's pages.

mod ending;
mod follow;
mod picker;
mod progress;
mod rows;

pub use ending::TicketEnding;
pub use follow::follow;
pub use picker::PicturePicker;
pub use progress::TicketProgress;
pub use rows::{NoTickets, TicketRows, TicketStats, TicketTable};
