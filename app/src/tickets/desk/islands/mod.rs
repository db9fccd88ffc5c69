//! What wakes up in the desk.

mod bar;
mod customer;
mod fields;
mod followers;
mod head;
mod inbox;
mod keys;
mod lanes;
mod line;
mod merge;
mod news;
mod open;
mod picker;
mod snooze;
mod table;
mod waiting;

pub use bar::AssignBar;
pub use customer::CustomerNow;
pub use fields::TicketFields;
pub use followers::Followers;
pub use head::TicketHead;
pub use inbox::InboxList;
pub use keys::{DeskKeys, act, has};
pub use lanes::LaneTabs;
pub use news::ColleagueNews;
pub use open::{change, changed, follow, is_open};
pub use picker::CustomerPicker;
pub use table::{KeepTable, PARTS};
pub use waiting::WaitingCount;
