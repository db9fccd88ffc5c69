//! Tags on a ticket, by hand.

use super::change::Change;
use super::revert::keep_all;
use super::visible;
use super::within::change_tags;
use crate::accounts::Agent;
use crate::error::Result;
use crate::kernel::ids::TicketId;
use crate::kernel::text::Check;
use crate::platform::Services;
use crate::tags::model::Outcome;
use crate::tags::rules;
use crate::tickets::undo::Beside;
use crate::tickets::{lines, queries};

/// Puts tags on a ticket: one, or several with commas between.
///
/// # Errors
/// `Invalid` names the field `tags`.
pub async fn tag(services: &Services, agent: &Agent, id: TicketId, names: &str) -> Result<()> {
    visible(services, agent, id).await?;
    let mut check = Check::new();
    let names = rules::parse_list(&mut check, "tags", names);
    if names.is_empty() {
        check.fail("tags", "Tag is missing.");
    }
    check.finish()?;
    change(services, agent, id, &names, &[]).await
}

/// Takes a tag off a ticket.
///
/// # Errors
/// `NotFound` when there is no such ticket for this agent.
pub async fn untag(services: &Services, agent: &Agent, id: TicketId, name: &str) -> Result<()> {
    visible(services, agent, id).await?;
    change(services, agent, id, &[], &[rules::normal(name)]).await
}

async fn change(services: &Services, agent: &Agent, id: TicketId, add: &[String], remove: &[String]) -> Result<()> {
    let mut tx = services.begin().await?;
    let ticket = queries::lock(&mut tx, agent.business(), id).await?;
    let Outcome { added, removed } = change_tags(&mut tx, &ticket, add, remove, Change { actor: Some(agent.member()), by: agent.name() }).await?;
    let words = lines::tagged(&added, &removed, "").trim_end_matches('.').to_owned();
    keep_all(&mut tx, &ticket, agent.member(), &ticket, Beside { words, tags: added, not_tags: removed, fields: Vec::new() }).await?;
    tx.commit().await
}
