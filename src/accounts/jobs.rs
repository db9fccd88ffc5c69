//! What happens later: mails with links, and forgetting what has expired.

use super::{actions, queries};
use crate::error::Result;
use crate::platform::Services;

/// Writes the mail with a link to a new password, when there is such an account: the body of [`crate::job::Job::OfferReset`].
///
/// # Errors
/// When the database fails.
pub async fn offer_reset(services: &Services, email: &str, request: &str) -> Result<()> {
    actions::mail_reset_link(services, email, request).await
}

/// Deletes sessions and links that are over. Safe to run at any time.
///
/// # Errors
/// When the database fails.
pub async fn forget_expired(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::delete_expired_sessions(&mut tx).await?;
    queries::delete_expired_links(&mut tx).await?;
    tx.commit().await
}
