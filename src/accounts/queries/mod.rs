//! The SQL of accounts, by table.

mod accounts;
mod guests;
mod links;
mod members;
mod presence;
mod sessions;

pub(super) use accounts::*;
pub(super) use guests::*;
pub(super) use links::*;
pub(super) use members::*;
pub(super) use presence::*;
pub(super) use sessions::*;
