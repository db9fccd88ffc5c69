//! Putting tags on tickets and taking them off, inside the transaction of whoever changes the ticket; and what admins do about the tags themselves.

use super::model::{Outcome, TAGS_MAX, Tag};
use super::{queries, rules};
use crate::accounts::{Admin, Agent};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, TagId, TicketId};
use crate::kernel::text::Check;
use crate::platform::{Ex, Services, Tx};

/// Names that are offered while one is typed.
const OFFERED: i64 = 300;

/// Changes the tags of a ticket that is locked. Names are written as [`rules::normal`] writes them.
///
/// # Errors
/// `Invalid` names the field `tags` when there would be too many.
pub async fn change(tx: &mut Tx, business: BusinessId, ticket: TicketId, add: &[String], remove: &[String]) -> Result<Outcome> {
    let has = queries::of_ticket(&mut *tx, business, ticket).await?;
    let removed: Vec<String> = remove.iter().filter(|name| has.contains(name) && !add.contains(name)).cloned().collect();
    let added: Vec<String> = add.iter().filter(|name| !has.contains(name)).cloned().collect();
    if !added.is_empty() && has.len() + added.len() - removed.len() > TAGS_MAX {
        return Err(Error::field("tags", format!("A ticket has at most {TAGS_MAX} tags. Remove some first.")));
    }
    for name in &removed {
        queries::take_off(tx, business, ticket, name).await?;
    }
    for name in &added {
        queries::put(tx, business, ticket, name).await?;
    }
    Ok(Outcome { added, removed })
}

/// The tags of a ticket, by name.
///
/// # Errors
/// When the database fails.
pub async fn of_ticket(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<String>> {
    queries::of_ticket(ex, business, ticket).await
}

/// Names to choose from.
///
/// # Errors
/// When the database fails.
pub async fn names(services: &Services, who: &Agent) -> Result<Vec<String>> {
    queries::names(services.db(), who.business(), OFFERED).await
}

/// All tags with the number of their tickets.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Admin) -> Result<Vec<Tag>> {
    queries::list(services.db(), who.business()).await
}

/// Gives a tag another name, on every ticket that has it.
///
/// # Errors
/// `Invalid` names the field `name`; `NotFound` for another business's tag.
pub async fn rename(services: &Services, who: &Admin, id: TagId, name: &str) -> Result<()> {
    let mut check = Check::new();
    let name = rules::parse(&mut check, "name", name);
    check.finish()?;
    let mut tx = services.begin().await?;
    if queries::lock(&mut tx, who.business(), id).await? != name {
        queries::rename(&mut tx, who.business(), id, &name).await?;
    }
    told(tx, who).await
}

/// Makes one tag of two: whatever had `from` has `into` afterwards.
///
/// # Errors
/// `Invalid` names the field `into` when both are the same or there is no such tag; `NotFound` for another business's tag.
pub async fn merge(services: &Services, who: &Admin, from: TagId, into: TagId) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, who.business(), from).await?;
    if from == into {
        return Err(Error::field("into", "Choose another tag to join this one with."));
    }
    queries::lock(&mut tx, who.business(), into).await.map_err(|_| Error::field("into", "Choose one of the tags."))?;
    queries::move_to(&mut tx, who.business(), from, into).await?;
    queries::delete(&mut tx, who.business(), from).await?;
    told(tx, who).await
}

/// Deletes a tag; the tickets that had it stay as they are otherwise.
///
/// # Errors
/// `NotFound` for another business's tag.
pub async fn delete(services: &Services, who: &Admin, id: TagId) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, who.business(), id).await?;
    queries::delete(&mut tx, who.business(), id).await?;
    told(tx, who).await
}

async fn told(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "tags".into() }).await?;
    tx.commit().await
}
