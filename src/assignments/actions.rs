//! Noting assignments and reading them.

use super::model::{Assignment, Returned, Work};
use super::queries;
use crate::accounts::Agent;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, Tx};

/// Notes that somebody got something, in the transaction that gives it. `by` is who gave it; `None` is the queue.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, business: BusinessId, work: Work, agent: MemberId, by: Option<MemberId>, reason: &str) -> Result<()> {
    queries::insert(tx, business, work, agent, by, reason).await
}

/// Notes that the queue took something back from somebody.
///
/// # Errors
/// When the database fails.
pub async fn note_return(tx: &mut Tx, business: BusinessId, work: Work, agent: MemberId, why: Returned) -> Result<()> {
    if !queries::set_returned(tx, business, work, agent, why).await? {
        // Held since before assignments were noted.
        queries::insert(tx, business, work, agent, None, "").await?;
        queries::set_returned(tx, business, work, agent, why).await?;
    }
    Ok(())
}

/// Why the one who has it now got it; `None` when nobody has it, or it was not noted.
///
/// # Errors
/// When the database fails.
pub async fn last(services: &Services, who: &Agent, work: Work, holder: Option<MemberId>) -> Result<Option<Assignment>> {
    let last = queries::find_last(services.db(), who.business(), work).await?;
    Ok(last.filter(|a| Some(a.agent_id) == holder && !a.reason.is_empty()))
}

/// Everybody who ever got it, the first one first.
///
/// # Errors
/// When the database fails.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, work: Work) -> Result<Vec<Assignment>> {
    queries::list(ex, business, work).await
}

/// What was taken back for silence since then: from whom, when.
///
/// # Errors
/// When the database fails.
pub async fn list_silent(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(Work, MemberId, Timestamp)>> {
    let rows = queries::list_silent(ex, business, since).await?;
    Ok(rows.into_iter().filter_map(|(ticket, chat, agent, at)| Some((Work::of(ticket, chat)?, agent, at))).collect())
}
