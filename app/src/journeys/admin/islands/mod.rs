//! The canvas on which a journey is drawn.

mod board;
mod canvas;
mod leaving;
mod node_panel;
mod panel;
mod stage;
mod step;
mod way;

pub use canvas::JourneyCanvas;
