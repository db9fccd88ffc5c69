//! Periodic work of all processes together: whoever moves a row forward runs that tick, nobody else does.

use super::{Ex, Services};
use crate::error::Error;
use crate::kernel::time::Timestamp;
use crate::{db_all, db_exec};

const LIST: &str = "SELECT name, next_at FROM schedule";
const ADD: &str = "INSERT INTO schedule (name, next_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
const TAKE: &str = "UPDATE schedule SET next_at = $3 WHERE name = $1 AND next_at <= $2";

/// When each piece of periodic work is due next; work that never ran is missing.
///
/// # Errors
/// When the database fails.
pub async fn list(ex: impl Into<Ex<'_>>) -> Result<Vec<(String, Timestamp)>, Error> {
    Ok(db_all!(ex.into(), LIST)?)
}

/// Whether this process is to run the tick that is due now: true for one of all that ask, and not again for `every_ms`.
///
/// # Errors
/// When the database fails.
pub async fn take(services: &Services, name: &str, every_ms: i64) -> Result<bool, Error> {
    let mut tx = services.begin().await?;
    let now = tx.now();
    db_exec!(tx, ADD, name, now)?;
    let is_ours = db_exec!(tx, TAKE, name, now, now.plus_ms(every_ms))? == 1;
    tx.commit().await?;
    Ok(is_ours)
}
