//! What the desk asks and sends. Every change answers with the ticket as it stands afterwards.

use super::state::{Followed, Line, Lines, OpenTicket, Tallies};
use crate::error::Result;
use leptos::prelude::*;
use stoa::kernel::ids::{CategoryId, TicketId};
use stoa::kernel::page::Cursor;
use stoa::tickets::model::{Holder, Priority, Status};

/// A page of a tab of the inbox.
#[server]
pub async fn list_inbox(tab: Holder, after: Option<Cursor>) -> Result<Lines> {
    let agent = crate::session::agent().await?;
    Ok(super::read::lines(&crate::session::services(), &agent, tab, after).await?)
}

/// The lines of tickets that changed, and the numbers on the tabs.
#[server]
pub async fn get_inbox_rows(ids: Vec<TicketId>) -> Result<(Vec<Line>, Tallies)> {
    let agent = crate::session::agent().await?;
    Ok(super::read::changed(&crate::session::services(), &agent, &ids).await?)
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

/// Gives a ticket to somebody of the team; empty gives it to nobody.
#[server]
pub async fn assign_ticket(ticket: TicketId, #[server(default)] agent: String) -> Result<OpenTicket> {
    let by = crate::session::agent().await?;
    let to = super::read::chosen("agent", &agent)?;
    stoa::tickets::actions::assign(&crate::session::services(), &by, ticket, to).await?;
    super::read::now(&by, ticket).await
}

/// Moves a ticket to another status. Who resolved it may have decided to go on to another page then.
#[server]
pub async fn set_ticket_status(ticket: TicketId, status: Status) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::set_status(&crate::session::services(), &agent, ticket, status).await?;
    super::read::go_on(&agent, ticket, status).await?;
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
) -> Result<()> {
    use stoa::tickets::actions::{self, Draft};
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let customer = super::read::customer(&services, &agent, &customer).await?;
    let draft = Draft { client_id, subject, description, category, priority, files: Vec::new() };
    let ticket = actions::open_for(&services, &agent, customer, draft).await?;
    leptos_axum::redirect(&crate::routes::desk_ticket(ticket.number));
    Ok(())
}
