//! What `stoa` does besides serving: each command in a file of its own.

pub mod admin;
pub mod backup;
pub mod doctor;
pub mod manifest;
pub mod migrate;
pub mod restore;
pub mod seed;

use std::io::Write;

/// Tells the person at the terminal.
pub fn say(words: &str) {
    // Who closed the pipe has heard enough.
    let _ = writeln!(std::io::stdout(), "{words}");
}
