//! Live chats: a visitor, the bot that answers first, and the staff that takes over; a conversation and private notes each.

pub mod automatic;
pub mod bot;
pub mod draft;
pub mod lines;
pub mod model;
pub mod origins;
pub mod rules;
pub mod typing;
pub mod views;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod answer;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod missed;
#[cfg(feature = "server")]
mod queries;
#[cfg(feature = "server")]
mod saying;
#[cfg(feature = "server")]
mod times;
