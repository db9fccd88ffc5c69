//! `stoa seed`: a demo business to look around in.

use crate::cli::say;
use crate::config::Config;
use crate::{data, demo};
use stoa::businesses;
use stoa::platform::Services;

/// Fills an empty installation with the demo business.
///
/// # Errors
/// A sentence that says why not.
pub async fn seed(config: &Config) -> Result<(), String> {
    data::prepare(config)?;
    let services = Services::start(config.options()).await?;
    let done = if_empty(&services).await;
    services.db().close().await;
    if !done? {
        return Err("This installation is in use: the demo business only goes into an empty one. Point STOA_DATA_DIR or DATABASE_URL elsewhere.".into());
    }
    say(&format!("The demo business is there. Sign in as owner@example.com with the password “{}”.", demo::PASSWORD));
    Ok(())
}

/// Seeds when nobody has an account yet; says whether it did.
///
/// # Errors
/// A sentence that says what failed.
pub async fn if_empty(services: &Services) -> Result<bool, String> {
    if !businesses::actions::needs_setup(services).await.map_err(|e| e.to_string())? {
        return Ok(false);
    }
    demo::seed(services).await.map_err(|e| format!("The demo business could not be made: {e}"))?;
    Ok(true)
}
