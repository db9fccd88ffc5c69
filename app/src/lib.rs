//! What people see.

// The properties of a component are fields of a generated struct: those whose name says it all go without a comment.
#![allow(missing_docs)]
// A page is one type, as deep as its markup.
#![recursion_limit = "512"]

pub mod layout;
pub mod ui;
