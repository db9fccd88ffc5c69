//! The talks of the team: direct ones and groups, with the same thread and composer as tickets and chats.

pub mod api;
mod islands;

#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod panel;

pub use islands::{TalkLines, TalksCount};
#[cfg(feature = "ssr")]
pub use pages::{DeskTalkPage, DeskTeamPage};
