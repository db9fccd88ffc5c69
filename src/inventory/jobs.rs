//! What happens later: pieces kept for a checkout that nobody finished are set free.

use super::{ledger, queries};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CartId};
use crate::platform::Services;

/// Sets free what was kept for a cart, when its time is over: the body of [`crate::job::Job::FreeHolds`].
///
/// # Errors
/// When the database fails.
pub async fn free(services: &Services, business: BusinessId, cart: CartId) -> Result<()> {
    let mut tx = services.begin().await?;
    let now = tx.now();
    if !queries::lock_cart(&mut tx, business, cart).await? {
        return Ok(());
    }
    if queries::held_until(&mut tx, business, cart).await?.is_some_and(|until| until <= now) {
        ledger::hold(&mut tx, business, cart, &[], now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The net under it: frees what was kept too long in any business.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    for (business, cart) in queries::list_expired(services.db(), services.now()).await? {
        free(services, business, cart).await?;
    }
    Ok(())
}
