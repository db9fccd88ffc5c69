//! Live chats as visitors, staff and admins see them.

pub mod admin;
pub mod visitor;
