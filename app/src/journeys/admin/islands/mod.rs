//! The canvas on which a journey is drawn.

mod board;
mod canvas;
mod node_panel;
mod panel;
mod stage;

pub use canvas::JourneyCanvas;
