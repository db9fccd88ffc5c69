//! Talking in a ticket from a form: the same engine as the socket, with the ticket brought up to date before the page comes back.

use super::visible;
use crate::accounts::{Agent, Partner, Person};
use crate::conversations::actions::{self as conversations, Lane};
use crate::conversations::meanwhile;
use crate::conversations::store::Stored;
use crate::error::{Error, Result};
use crate::kernel::ids::{FileId, OrderId, TicketId};
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
    say_in(services, &lane, client_id, body, files).await
}

/// The numbers of the last messages that somebody had on the page when they wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Of the talk with the customer.
    pub talk: i64,
    /// Of the private notes.
    pub notes: i64,
}

/// An agent replies, unless somebody else wrote something that they have not seen.
///
/// # Errors
/// `Conflict` that names who wrote; otherwise as [`reply`].
pub async fn reply_to_shown(services: &Services, agent: &Agent, id: TicketId, client_id: Uuid, body: &str, files: Vec<FileId>, shown: Shown) -> Result<Stored> {
    let ticket = visible(services, agent, id).await?;
    let talk = conversations::open(services, agent, ticket.customer_lane).await?;
    // Between this look and the reply somebody may write yet: as between two people who speak at once.
    if let Some(mut names) = meanwhile::others(services, &talk, shown.talk, client_id).await? {
        let notes = conversations::open(services, agent, ticket.staff_lane).await?;
        names.extend(meanwhile::others(services, &notes, shown.notes, client_id).await?.unwrap_or_default());
        names.sort();
        names.dedup();
        if !names.is_empty() {
            let who = names.join(" and ");
            return Err(Error::Conflict(format!("{who} wrote while you were writing. Read it above, then send again if your reply still fits.")));
        }
    }
    reply(services, agent, id, client_id, body, files).await
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

/// Staff writes to the partner of the ticket's order.
///
/// # Errors
/// `Invalid` names `body`; `Conflict` when the ticket is closed; `NotFound` when no partner has its order.
pub async fn reply_to_partner(services: &Services, agent: &Agent, id: TicketId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let lane = visible(services, agent, id).await?.partner_lane.ok_or(Error::NotFound)?;
    let lane = conversations::open(services, agent, lane).await?;
    say_in(services, &lane, client_id, body, files).await
}

/// A partner writes in the lane of an order they have.
///
/// # Errors
/// `Invalid` names `body`; `Conflict` when the lane is closed; `NotFound` for orders of others.
pub async fn reply_as_partner(services: &Services, who: &Partner, order: OrderId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let lane = super::partner_lane(services, who, order).await?.ok_or(Error::NotFound)?;
    let lane = conversations::open(services, who, lane).await?;
    say_in(services, &lane, client_id, body, files).await
}

/// Says something in a lane, as whoever opened it.
pub(super) async fn say_in(services: &Services, lane: &Lane, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let stored = conversations::send(services, lane, client_id, body, files).await?;
    conversations::mark_read(services, lane, stored.seq).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}
