//! Live chats as visitors, staff and admins see them.

pub mod admin;
pub mod desk;
pub mod visitor;
