//! Talking: one thread and one composer for customers and staff.

pub mod api;
mod bubbles;
mod entry;
mod islands;
mod items;
pub mod thread;

pub use entry::{Entry, Owner, Side, Stage, Start};
pub use islands::{Composer, Draft, Place, ThreadView, Tray, TrayView};
