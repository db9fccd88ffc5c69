//! The data folder: made when it is not there, with the key for secrets at rest in it, readable by its owner only.

use crate::config::Config;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use stoa::platform::secret;

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
    fs::create_dir_all(&config.data).map_err(|e| format!("STOA_DATA_DIR: the folder {folder} cannot be made: {e}. Choose one that this user may write to."))?;
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
