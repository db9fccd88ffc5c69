//! Calls that end by themselves.

use super::rules::{Look, look};
use super::{actions, queries};
use crate::error::Result;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, CallId};
use crate::platform::Services;

/// Ends a call that rang too long or that no browser takes part in any more, or looks again later: the body of [`Job::LookAtCall`].
///
/// # Errors
/// When the database fails.
pub async fn look_at(services: &Services, business: BusinessId, id: CallId) -> Result<()> {
    let mut tx = services.begin().await?;
    let Some(call) = queries::lock(&mut tx, business, id).await? else { return Ok(()) };
    match look(&call, tx.now()) {
        Look::Over => return Ok(()),
        Look::Again(at) => tx.enqueue_at(Job::LookAtCall { business, call: id }, at).await?,
        Look::Ends(at) => actions::close(&mut tx, &call, at, None).await?,
    }
    tx.commit().await
}
