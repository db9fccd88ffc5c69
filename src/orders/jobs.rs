//! What happens later: carts that nobody came back to are forgotten.

use super::queries::carts;
use crate::error::Result;
use crate::platform::Services;

/// How long a cart waits for its owner.
const KEPT_MS: i64 = 60 * 86_400_000;

/// Forgets carts of every business that nobody has used for long.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    for (business, id) in carts::list_old(services.db(), services.now().plus_ms(-KEPT_MS)).await? {
        let mut tx = services.begin().await?;
        carts::delete(&mut tx, business, id).await?;
        tx.commit().await?;
    }
    Ok(())
}
