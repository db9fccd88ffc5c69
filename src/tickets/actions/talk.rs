//! Talking in a ticket from a form: the same engine as the socket, with the ticket brought up to date before the page comes back.

use super::visible;
use crate::accounts::{Agent, Person};
use crate::conversations::actions as conversations;
use crate::conversations::store::Stored;
use crate::error::Result;
use crate::kernel::ids::{FileId, TicketId};
use crate::platform::Services;
use crate::reactions;
use uuid::Uuid;

/// A customer or agent writes in the customer lane.
///
/// # Errors
/// `Invalid` names `body` or `files`; `Conflict` when the ticket is closed.
pub async fn reply(services: &Services, person: &Person, id: TicketId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let ticket = visible(services, person, id).await?;
    let lane = conversations::open(services, person, ticket.customer_lane).await?;
    let stored = conversations::send(services, &lane, client_id, body, files).await?;
    conversations::mark_read(services, &lane, stored.seq).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}

/// Staff writes a private note.
///
/// # Errors
/// `Invalid` names `body`; `Conflict` when the ticket is closed.
pub async fn note(services: &Services, agent: &Agent, id: TicketId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let ticket = visible(services, agent, id).await?;
    let lane = conversations::open(services, agent, ticket.staff_lane).await?;
    let stored = conversations::send(services, &lane, client_id, body, files).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}
