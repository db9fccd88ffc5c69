//! What is sent about macros.

use super::{MacroLine, Preview};
use crate::error::Result;
use crate::tickets::desk::OpenTicket;
use leptos::prelude::*;
use stoa::kernel::ids::{MacroId, TicketId};
use uuid::Uuid;

/// The macros to choose from.
#[server]
pub async fn list_macros() -> Result<Vec<MacroLine>> {
    Ok(super::forms::lines(&crate::session::services(), &crate::session::agent().await?).await?)
}

/// What a macro would do to a ticket now.
#[server]
pub async fn preview_macro(id: MacroId, ticket: TicketId) -> Result<Preview> {
    Ok(super::forms::preview(&crate::session::services(), &crate::session::agent().await?, id, ticket).await?)
}

/// Applies a macro to a ticket as it was looked at. A form without script says `back`, and leads to the ticket.
#[server]
pub async fn apply_macro(id: MacroId, ticket: TicketId, revision: i64, client_id: Uuid, #[server(default)] back: bool) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::macros::actions::run(&crate::session::services(), &agent, id, ticket, revision, client_id).await?;
    let after = crate::tickets::desk::read::now(&agent, ticket).await?;
    if back {
        leptos_axum::redirect(&crate::routes::desk_ticket(after.number));
    }
    Ok(after)
}

/// Adds a macro and goes to it.
#[server]
pub async fn create_macro(name: String, #[server(default)] about: String) -> Result<()> {
    let id = stoa::macros::actions::create(&crate::session::services(), &crate::session::admin().await?, &name, &about).await?;
    leptos_axum::redirect(&crate::routes::admin_macro(id));
    Ok(())
}

/// Renames a macro, puts it away or brings it back.
#[server]
pub async fn change_macro(id: MacroId, name: String, #[server(default)] about: String, #[server(default)] is_archived: bool) -> Result<()> {
    let who = crate::session::admin().await?;
    stoa::macros::actions::change(&crate::session::services(), &who, id, &name, &about, is_archived).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_macro(id), "saved"));
    Ok(())
}

/// Adds a step at the end.
#[server]
pub async fn add_macro_step(id: MacroId, revision: i64, deed: String, #[server(default)] value: String, #[server(default)] field: String) -> Result<()> {
    super::forms::add(id, revision, deed, value, field).await
}

/// Changes a step.
#[server]
pub async fn change_macro_step(
    id: MacroId,
    revision: i64,
    at: usize,
    deed: String,
    #[server(default)] value: String,
    #[server(default)] field: String,
) -> Result<()> {
    super::forms::change(id, revision, at, deed, value, field).await
}

/// Moves a step `up`, `down` or `away`.
#[server]
pub async fn move_macro_step(id: MacroId, revision: i64, at: usize, to: String) -> Result<()> {
    super::forms::move_step(id, revision, at, &to).await
}
