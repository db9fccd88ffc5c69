//! The week grid: shifts as bars that pointers and keys move, over the fields that say the same in words.

mod bar;
mod fields;
mod grid;

pub use grid::WeekGrid;
