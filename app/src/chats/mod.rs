//! Live chats.

pub mod desk;
