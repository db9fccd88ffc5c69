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

/// Sets staff away whose last socket has been gone for two minutes. Their next socket brings them back to what they had said.
///
/// # Errors
/// When the database fails.
pub async fn sweep_presence(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    let gone = queries::update_away(&mut tx).await?;
    actions::told_of_availability(&mut tx, gone).await?;
    tx.commit().await
}

/// Forgets the network addresses and browsers of guests after 90 days.
///
/// # Errors
/// When the database fails.
pub async fn forget_guest_addresses(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::forget_addresses(&mut tx).await?;
    tx.commit().await
}

/// Forgets the tokens of guests who have not come for 180 days.
///
/// # Errors
/// When the database fails.
pub async fn forget_guest_tokens(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::forget_tokens(&mut tx).await?;
    tx.commit().await
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
