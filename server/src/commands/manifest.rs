//! What lies in a backup and how it is checked: `manifest.json`, the last entry of the archive, so that one that was cut off has none.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The form of the archive: `tables/NAME.ndjson`, `files/…`, `manifest.json`.
pub const FORMAT: u32 = 1;
/// The name of the last entry.
pub const NAME: &str = "manifest.json";

/// The table of contents.
#[derive(Debug, Deserialize, Serialize)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: u32,
    /// The version of Stoa that wrote it.
    pub version: String,
    /// The last migration its database had.
    pub schema: i64,
    /// `sqlite` or `postgres`: what it came from; it can go into either.
    pub database: String,
    /// When, in milliseconds since 1970.
    pub made_at: i64,
    /// The tables, in the order in which they are filled.
    pub tables: Vec<Table>,
    /// The uploaded files.
    pub files: Vec<Entry>,
}

/// A table.
#[derive(Debug, Deserialize, Serialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
    /// Of its entry.
    pub sha256: String,
}

/// A file.
#[derive(Debug, Deserialize, Serialize)]
pub struct Entry {
    /// Its path below `files/`.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Of its bytes.
    pub sha256: String,
}

impl Table {
    /// Where its rows lie.
    pub fn entry(name: &str) -> String {
        format!("tables/{name}.ndjson")
    }
}

/// Length and SHA-256 of a file.
///
/// # Errors
/// When it cannot be read.
pub fn checksum(path: &Path) -> std::io::Result<(u64, String)> {
    let (mut file, mut sum, mut length) = (BufReader::new(File::open(path)?), Sha256::new(), 0);
    let mut block = vec![0; 64 * 1024];
    loop {
        match file.read(&mut block)? {
            0 => break,
            n => {
                sum.update(&block[..n]);
                length += n as u64;
            }
        }
    }
    Ok((length, sum.finalize().iter().map(|b| format!("{b:02x}")).collect()))
}
