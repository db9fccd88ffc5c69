//! Searching what was said, and the subjects of whoever owns the lanes.

pub use super::excerpt::MARKS;
pub use super::queries::search::{Found, insert_subject, search, words};
