//! Service levels as people see them.

pub mod faces;
mod islands;

pub use islands::{SlaTimer, Timer, TimerForm, ticking};
