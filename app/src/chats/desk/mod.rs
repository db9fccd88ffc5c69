//! Live chats at the desk: the list, one chat with what is known of its visitor, the figures.

pub mod api;
mod face;
pub mod islands;
mod state;

#[cfg(feature = "ssr")]
mod figures;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod panel;
#[cfg(feature = "ssr")]
mod read;

pub use islands::ChatsCount;
#[cfg(feature = "ssr")]
pub use pages::{DeskChatPage, DeskChatsPage};
