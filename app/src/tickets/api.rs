//! What people send about tickets.

use super::{Narrow, Progress, TicketList};
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{Json, MultipartData, MultipartFormData};
use stoa::kernel::ids::TicketId;

/// Opens a ticket from the form and goes to it.
#[server(input = MultipartFormData)]
pub async fn open_ticket(form: MultipartData) -> Result<()> {
    let customer = crate::session::customer().await?;
    let mut form = crate::multipart::Filled::read(&customer, form).await?;
    let (template, fields) = (form.take("template").parse().ok(), form.take_group("fields"));
    let services = crate::session::services();
    let ticket = stoa::templates::actions::open(&services, &customer, template, super::forms::draft(form), fields).await?;
    leptos_axum::redirect(&crate::routes::ticket(ticket.number));
    Ok(())
}

/// Writes in a ticket from the form of the composer: a reply, or a private note of staff; then comes back to the ticket.
#[server(input = MultipartFormData)]
pub async fn reply_to_ticket(form: MultipartData) -> Result<()> {
    let who = crate::session::identity().await?;
    let form = crate::multipart::Filled::read(&who.person(), form).await?;
    let page = super::forms::write(&crate::session::services(), &who, form).await?;
    leptos_axum::redirect(&page);
    Ok(())
}

/// Staff writes to the partner of a ticket's order, from the form of the composer.
#[server(input = MultipartFormData)]
pub async fn reply_to_partner(form: MultipartData) -> Result<()> {
    let agent = crate::session::agent().await?;
    let form = crate::multipart::Filled::read(&agent, form).await?;
    super::forms::write_to_partner(&agent, form).await
}

/// The customer says that it is solved.
#[server]
pub async fn close_ticket(ticket: TicketId) -> Result<()> {
    let customer = crate::session::customer().await?;
    stoa::tickets::actions::close_own(&crate::session::services(), &customer, ticket).await?;
    super::forms::back_to(&customer, ticket).await
}

/// The customer rates the solution.
#[server]
pub async fn rate_ticket(ticket: TicketId, #[server(default)] stars: i64, #[server(default)] comment: String) -> Result<()> {
    let customer = crate::session::customer().await?;
    stoa::tickets::actions::rate(&crate::session::services(), &customer, ticket, stars, &comment).await?;
    super::forms::back_to(&customer, ticket).await
}

/// How a customer's ticket is getting on.
#[server]
pub async fn get_progress(number: i64) -> Result<Progress> {
    let (services, customer) = (crate::session::services(), crate::session::customer().await?);
    let opened = stoa::tickets::actions::find(&services, &customer, number).await?;
    Ok(super::reading::progress(&opened, services.now()))
}

/// A customer's tickets, narrowed like the address of the list.
#[server(input = Json)]
pub async fn list_tickets(narrow: Narrow) -> Result<TicketList> {
    super::reading::list(&crate::session::services(), &crate::session::customer().await?, &narrow).await
}
