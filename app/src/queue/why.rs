//! Why whoever has a ticket or a chat has it.

use crate::error::Result;
use crate::session;
use stoa::accounts::Agent;
use stoa::assignments::actions;
use stoa::assignments::model::Work;
use stoa::kernel::ids::MemberId;

/// The sentence; empty when nobody has it or it was not noted.
pub async fn why(agent: &Agent, work: Work, holder: Option<MemberId>) -> Result<String> {
    let last = actions::last(&session::services(), agent, work, holder).await?;
    Ok(last.map(|a| a.reason).unwrap_or_default())
}
