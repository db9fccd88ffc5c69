//! `stoa seed`: a demo business to look around in.

use super::say;
use crate::config::Config;
use crate::{data, demo};
use stoa::platform::Services;

/// Fills an empty installation with the demo business.
///
/// # Errors
/// A sentence that says why not.
pub async fn seed(config: &Config) -> Result<(), String> {
    let secret = data::prepare(config)?;
    let services = Services::start(config.options(secret)).await?;
    let done = demo::seed(&services).await.map_err(|e| format!("The demo business could not be made: {e}"));
    services.db().close().await;
    if !done? {
        return Err("This installation is in use: the demo business only goes into an empty one. Point STOA_DATA_DIR or DATABASE_URL elsewhere.".into());
    }
    say(&format!("The demo business is there. Sign in as owner@example.com with the password “{}”.", demo::PASSWORD));
    Ok(())
}
