//! What the desk asks and sends. Every change answers with the ticket as it stands afterwards.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use super::shelf::Shelf;
use super::state::{Followed, Line, Lines, OpenTicket, Tallies};
use crate::error::Result;
use leptos::prelude::*;
use stoa::accounts::model::Seen;
use stoa::kernel::ids::{CategoryId, MemberId, TicketId};
use stoa::kernel::page::Cursor;
use stoa::tickets::model::{Priority, Status};

/// A page of a list of the inbox.
#[server]
pub async fn list_inbox(shelf: Shelf, after: Option<Cursor>) -> Result<Lines> {
    let agent = crate::session::agent().await?;
    Ok(super::read::lines(&crate::session::services(), &agent, shelf, after).await?)
}

/// The lines of tickets that changed, of a saved view only those it lets through, and the numbers on the tabs.
#[server]
pub async fn get_inbox_rows(ids: Vec<TicketId>, shelf: Shelf) -> Result<(Vec<Line>, Tallies)> {
    let agent = crate::session::agent().await?;
    Ok(super::read::changed(&crate::session::services(), &agent, &ids, shelf).await?)
}

/// The numbers on the tabs.
#[server]
pub async fn get_tallies() -> Result<Tallies> {
    let agent = crate::session::agent().await?;
    Ok(super::read::tallies(&crate::session::services(), &agent).await?)
}

/// A ticket as it stands.
#[server]
pub async fn get_open_ticket(ticket: TicketId) -> Result<OpenTicket> {
    super::read::now(&crate::session::agent().await?, ticket).await
}

/// Takes a ticket that nobody holds.
#[server]
pub async fn take_ticket(ticket: TicketId) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::take(&crate::session::services(), &agent, ticket).await?;
    super::read::now(&agent, ticket).await
}

/// When a customer or guest was there.
#[server]
pub async fn get_seen(member: MemberId) -> Result<Seen> {
    Ok(stoa::accounts::actions::find_seen(&crate::session::services(), &crate::session::agent().await?, member).await?)
}

/// Gives a ticket to somebody of the team; empty gives it to nobody. A form on another page than that of the ticket names it in `back`.
#[server]
pub async fn assign_ticket(ticket: TicketId, #[server(default)] agent: String, #[server(default)] back: String) -> Result<OpenTicket> {
    let by = crate::session::agent().await?;
    let to = super::read::chosen("agent", &agent)?;
    stoa::tickets::actions::assign(&crate::session::services(), &by, ticket, to).await?;
    crate::notes::lead_back(&back, if to.is_some() { "given" } else { "returned" });
    super::read::now(&by, ticket).await
}

/// Moves a ticket to another status. Who resolved it may have decided to go on to another page then, unless they are on another one already.
#[server]
pub async fn set_ticket_status(ticket: TicketId, status: Status, #[server(default)] stays: bool) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::set_status(&crate::session::services(), &agent, ticket, status).await?;
    if !stays {
        super::read::go_on(&agent, ticket, status).await?;
    }
    super::read::now(&agent, ticket).await
}

/// Changes how urgent a ticket is.
#[server]
pub async fn set_ticket_priority(ticket: TicketId, priority: Priority) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::set_priority(&crate::session::services(), &agent, ticket, priority).await?;
    super::read::now(&agent, ticket).await
}

/// Changes what a ticket is about.
#[server]
pub async fn set_ticket_category(ticket: TicketId, category: CategoryId) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::set_category(&crate::session::services(), &agent, ticket, category).await?;
    super::read::now(&agent, ticket).await
}

/// The moment that brings a ticket back which was put aside.
pub const NOW: &str = "now";

/// Puts a ticket aside until a moment, as a clock in the business's zone shows it: one that was offered, or any other.
#[server]
pub async fn snooze_ticket(ticket: TicketId, #[server(default)] until: String, #[server(default)] other: String) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    super::read::snooze(&agent, ticket, if until.is_empty() { &other } else { &until }).await?;
    super::read::now(&agent, ticket).await
}

/// Saves a filter of the ticket list under a name; the filter as in the address of the list.
#[server]
pub async fn save_view(name: String, #[server(default)] shared: String, #[server(default)] filter: String) -> Result<()> {
    let agent = crate::session::agent().await?;
    let id = super::read::save_view(&agent, &name, shared == "yes", &filter).await?;
    leptos_axum::redirect(&super::face::shelf_href(Shelf::View(id)));
    Ok(())
}

/// Removes a saved view.
#[server]
pub async fn remove_view(view: stoa::kernel::ids::ViewId) -> Result<()> {
    let agent = crate::session::agent().await?;
    stoa::saved_views::actions::remove(&crate::session::services(), &agent, view).await?;
    leptos_axum::redirect(crate::routes::DESK_TICKETS);
    Ok(())
}

/// Keeps a reply until a moment, as a clock in the business's zone shows it.
#[server(input = leptos::server_fn::codec::Json)]
pub async fn schedule_reply(ticket: TicketId, client_id: uuid::Uuid, body: String, files: Vec<stoa::kernel::ids::FileId>, later: String) -> Result<()> {
    let agent = crate::session::agent().await?;
    Ok(super::read::schedule(&agent, ticket, client_id, body, files, None, &later).await?)
}

/// Sends a scheduled reply now.
#[server]
pub async fn send_scheduled(reply: stoa::kernel::ids::ReplyId) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let ticket = stoa::tickets::actions::send_now(&services, &agent, reply).await?;
    super::read::back_to(&agent, ticket).await
}

/// Takes a scheduled reply back into the composer.
#[server]
pub async fn take_back_reply(reply: stoa::kernel::ids::ReplyId) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let ticket = stoa::tickets::actions::take_back(&services, &agent, reply).await?;
    super::read::back_to(&agent, ticket).await
}

/// Links a ticket with the one of this number.
#[server]
pub async fn link_tickets(ticket: TicketId, #[server(default)] number: String) -> Result<()> {
    let agent = crate::session::agent().await?;
    Ok(stoa::tickets::actions::link(&crate::session::services(), &agent, ticket, &number).await?)
}

/// Takes the link between two tickets away.
#[server]
pub async fn unlink_tickets(ticket: TicketId, other: TicketId) -> Result<()> {
    let agent = crate::session::agent().await?;
    Ok(stoa::tickets::actions::unlink(&crate::session::services(), &agent, ticket, other).await?)
}

/// Merges a ticket into another one of the same customer, and goes there.
#[server]
pub async fn merge_ticket(ticket: TicketId, into: TicketId) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    stoa::tickets::actions::merge(&services, &agent, ticket, into).await?;
    super::read::back_to(&agent, into).await
}

/// Takes one's own last change of a ticket back.
#[server]
pub async fn undo_ticket_change(ticket: TicketId) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::revert(&crate::session::services(), &agent, ticket).await?;
    super::read::now(&agent, ticket).await
}

/// Follows a ticket: what happens in it is told from now on.
#[server]
pub async fn follow_ticket(ticket: TicketId) -> Result<Followed> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::follow(&crate::session::services(), &agent, ticket).await?;
    super::read::followed(&agent, ticket).await
}

/// Follows a ticket no longer.
#[server]
pub async fn unfollow_ticket(ticket: TicketId) -> Result<Followed> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::unfollow(&crate::session::services(), &agent, ticket).await?;
    super::read::followed(&agent, ticket).await
}

/// How the other people of the team are called.
#[server]
pub async fn list_colleagues() -> Result<Vec<String>> {
    let agent = crate::session::agent().await?;
    let team = stoa::accounts::actions::list_staff(&crate::session::services(), &agent).await?;
    Ok(team.into_iter().filter(|m| m.id != agent.member()).map(|m| m.name).collect())
}

/// Customers whose name or address contains these letters: address and name.
#[server]
pub async fn find_customers(search: String) -> Result<Vec<(String, String)>> {
    let agent = crate::session::agent().await?;
    Ok(super::read::customers(&crate::session::services(), &agent, &search).await?)
}

/// Opens a ticket for a customer, who gets it as if they had.
#[server]
pub async fn open_ticket_for(
    client_id: String,
    customer: String,
    subject: String,
    description: String,
    #[server(default)] category: String,
    priority: String,
    #[server(default)] tags: String,
    #[server(default)] fields: std::collections::HashMap<String, String>,
) -> Result<()> {
    use stoa::tickets::actions::{self, Draft, Extras};
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let customer = super::read::customer(&services, &agent, &customer).await?;
    let draft = Draft { client_id, subject, description, category, priority, files: Vec::new() };
    let extras = Extras { fields: fields.into_iter().collect(), tags, given: Vec::new() };
    let ticket = actions::open_for_with(&services, &agent, customer, draft, Some(extras)).await?;
    leptos_axum::redirect(&crate::routes::desk_ticket(ticket.number));
    Ok(())
}
