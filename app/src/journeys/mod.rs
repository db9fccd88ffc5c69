//! Journeys as customers walk them and as admins draw them.

pub mod admin;
pub mod walker;
