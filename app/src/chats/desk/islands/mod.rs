//! What wakes up in the desk's chats.

mod count;
mod details;
mod head;
mod lines;
mod open;
mod right_now;
mod typing;

pub use count::ChatsCount;
pub use details::ChatDetails;
pub use head::{ChatHead, WhileOpen};
pub use lines::ChatLines;
pub use right_now::{ChatsRightNow, SmallFigure};
pub use typing::VisitorTyping;
