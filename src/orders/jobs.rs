//! What happens later: carts that nobody came back to are forgotten.

use super::queries::carts;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CartId};
use crate::kernel::time::Timestamp;
use crate::platform::Services;

/// How long a cart waits for its owner.
const KEPT_MS: i64 = 60 * 86_400_000;

/// Forgets carts of every business that nobody has used for long.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    let before = kept_since(services.now());
    for (business, id) in carts::list_old(services.db(), before).await? {
        forget(services, business, id, before).await?;
    }
    Ok(())
}

/// Carts that nobody has used since then are forgotten.
pub const fn kept_since(now: Timestamp) -> Timestamp {
    now.plus_ms(-KEPT_MS)
}

/// Forgets a cart, unless somebody has used it since then. Says whether it is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn forget(services: &Services, business: BusinessId, id: CartId, before: Timestamp) -> Result<bool> {
    let mut tx = services.begin().await?;
    // Whoever comes back holds the lock until their use of it is noted, so it is looked at only once that is over.
    let is_old = carts::lock(&mut tx, business, id).await? && carts::is_old(&mut tx, business, id, before).await?;
    if is_old {
        carts::delete(&mut tx, business, id).await?;
        tx.commit().await?;
    }
    Ok(is_old)
}
