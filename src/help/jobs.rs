//! What the help centre does later: forget what was asked long ago.

use super::queries::questions;
use crate::error::Result;
use crate::platform::Services;

/// How long questions are remembered: half a year.
const KEEP_MS: i64 = 180 * 86_400_000;

/// Forgets old questions: people may have written something personal into them.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    questions::delete_old(&mut tx, services.now().plus_ms(-KEEP_MS)).await?;
    tx.commit().await
}
