//! What wakes up about calls: the button that rings, the bar in which one answers and ends a call, and the line between two browsers.

mod bar;
mod button;
mod line;
mod media;
mod phone;

pub use bar::CallBar;
pub use button::CallButton;
