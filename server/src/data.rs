//! The data folder: made when it is not there, with the key for secrets at rest and the database in it, readable by its owner only.

use crate::config::Config;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use stoa::platform::secret;

/// The database when `DATABASE_URL` names no other.
pub const DATABASE: &str = "stoa.db";

/// Where the key is kept when `STOA_SECRET` does not give it.
pub fn secret_file(config: &Config) -> PathBuf {
    config.data.join("secret")
}

/// Makes the folder and, unless `STOA_SECRET` gives one, the key. Says the key.
///
/// # Errors
/// A sentence that names the folder or file and what is wrong with it.
pub fn prepare(config: &Config) -> Result<String, String> {
    let folder = config.data.display();
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&config.data)
        .map_err(|e| format!("STOA_DATA_DIR: the folder {folder} cannot be made: {e}. Choose one that this user may write to."))?;
    keep_to_owner(config).map_err(|e| format!("STOA_DATA_DIR: the database cannot be made in {folder}: {e}. Choose a folder that this user may write to."))?;
    if let Some(secret) = &config.secret {
        return Ok(secret.clone());
    }
    let path = secret_file(config);
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            let key = secret::long_token();
            file.write_all(key.as_bytes()).map_err(|e| format!("The key {} cannot be written: {e}.", path.display()))?;
            Ok(key)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::read_to_string(&path) {
            Ok(text) if text.trim().len() >= 32 => Ok(text.trim().to_owned()),
            Ok(_) => Err(format!("The key in {} is too short: put the old one back, or delete the file to get a new one.", path.display())),
            Err(error) => Err(format!("The key {} cannot be read: {error}. Give this user the right to read it.", path.display())),
        },
        Err(error) => Err(format!("STOA_DATA_DIR: nothing can be written into {folder}: {error}. Choose a folder that this user may write to.")),
    }
}

/// SQLite makes its files readable for all, unless there is one to go by: its other files have the rights of the first.
fn keep_to_owner(config: &Config) -> std::io::Result<()> {
    let path = config.data.join(DATABASE);
    if config.database_url != format!("sqlite:{}", path.display()) {
        return Ok(());
    }
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
