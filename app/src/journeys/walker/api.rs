//! What whoever walks sends.

use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};
use stoa::kernel::ids::BusinessId;

/// Begins to walk the journey of a business and goes to its first step.
#[server]
pub async fn start_journey(business: BusinessId) -> Result<()> {
    let services = crate::session::services();
    let shop = stoa::businesses::actions::find(services.db(), business).await?;
    let who = crate::session::somebody().await?;
    let at = stoa::accounts::Visitor::of(&shop);
    let token = stoa::journeys::actions::start(&services, &at, who.as_ref(), &crate::session::address()).await?;
    super::place::lead_back(&token).await
}

/// Keeps the answer of a step and goes on, or back.
#[server(input = MultipartFormData)]
pub async fn answer_step(form: MultipartData) -> Result<()> {
    let who = crate::session::somebody().await?;
    let person = super::place::uploader(who.as_ref()).await?;
    let form = crate::multipart::Filled::read_of(person.as_ref(), form).await?;
    let token = super::forms::answer(&crate::session::services(), who.as_ref(), person.map(|p| p.member()), form).await?;
    super::place::lead_back(&token).await
}

/// Opens the ticket that a walk ends with, and goes to it.
#[server]
pub async fn open_journey_ticket(token: String) -> Result<()> {
    let who = crate::session::identity().await?;
    let ticket = stoa::journeys::actions::open_ticket(&crate::session::services(), &who.customer()?, &who, &token).await?;
    leptos_axum::redirect(&crate::routes::ticket(ticket.number));
    Ok(())
}

/// Starts the chat that a walk ends with, and goes to it.
#[server]
pub async fn start_journey_chat(token: String) -> Result<()> {
    let to = super::forms::chat(&crate::session::services(), &token).await?;
    leptos_axum::redirect(&to);
    Ok(())
}
