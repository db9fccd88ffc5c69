//! `stoa migrate`: the tables, and nothing else.

use super::say;
use crate::config::Config;
use crate::data;
use stoa::platform::Db;

/// Brings the tables up to date.
///
/// # Errors
/// A sentence that says what failed; the database stays at the last migration that worked.
pub async fn migrate(config: &Config) -> Result<(), String> {
    data::prepare(config)?;
    let failed = |e| format!("DATABASE_URL: the database could not be brought up to date: {e}");
    let db = Db::connect(&config.database_url).await.map_err(failed)?;
    let before = db.schema().await;
    db.migrate().await.map_err(failed)?;
    let after = db.schema().await;
    db.close().await;
    say(&if before == after { format!("The tables are up to date ({after}).") } else { format!("The tables went from {before} to {after}.") });
    Ok(())
}
