//! Who gets which work next: shifts, skills and capacity of the staff, the order in which tickets and chats wait, handing them out and taking them back.

pub mod draft;
pub mod figures;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
#[cfg(feature = "server")]
pub mod shifts;
#[cfg(feature = "server")]
mod team;
