//! What journeys do later: forget walks that led to nothing.

use super::queries::walks;
use crate::error::Result;
use crate::platform::Services;

/// Forgets the answers of walks whose link does not hold any more. What the funnel counts stays, and what became a ticket.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    walks::forget(&mut tx).await?;
    tx.commit().await
}
