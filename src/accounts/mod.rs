//! Who people are: sign-up, sign-in, sessions, roles, and the proof types that actions ask for.

pub mod guest;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod proof;
#[cfg(feature = "server")]
mod queries;
#[cfg(feature = "server")]
pub mod vouch;
#[cfg(feature = "server")]
pub mod way_back;

#[cfg(feature = "server")]
pub use proof::{Admin, Agent, Asker, Customer, Guest, Identity, LinkHolder, Owner, Partner, Person, Visitor};
