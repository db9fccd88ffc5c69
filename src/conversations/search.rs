//! Searching what was said, and the subjects of whoever owns the lanes.

pub use super::queries::search::{Found, MARKS, insert_subject, search, words};
