//! What wakes up where many tickets are changed: the boxes of the rows, and the progress of a change.

mod chosen;
mod progress;

pub use chosen::{ChosenCount, SelectPage, rows_left};
pub use progress::BulkProgress;
