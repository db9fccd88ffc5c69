//! What wakes up in the desk.

mod bar;
mod customer;
mod fields;
mod head;
mod inbox;
mod keys;
mod line;
mod merge;
mod open;
mod picker;
mod snooze;
mod waiting;

pub use bar::AssignBar;
pub use customer::CustomerNow;
pub use fields::TicketFields;
pub use head::TicketHead;
pub use inbox::InboxList;
pub use keys::DeskKeys;
pub use open::{change, follow};
pub use picker::CustomerPicker;
pub use waiting::WaitingCount;
