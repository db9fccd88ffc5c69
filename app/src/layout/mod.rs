//! The frames of pages: desk, admin, portal and plain. They are given links and slots, and leave the `h1` to the page.

mod account;
mod admin;
mod chat;
mod desk;
mod islands;
mod plain;
mod portal;
mod skip;
mod theme;

pub use {account::*, admin::*, chat::*, desk::*, islands::*, plain::*, portal::*, skip::*, theme::*};
