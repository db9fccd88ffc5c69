//! What is sent about fields.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use crate::tickets::desk::OpenTicket;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::kernel::ids::{FieldId, TicketId};

/// Writes what was typed into the fields of a ticket.
#[server]
pub async fn set_ticket_fields(ticket: TicketId, #[server(default)] fields: HashMap<String, String>) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    let typed: Vec<(String, String)> = fields.into_iter().collect();
    stoa::tickets::actions::fill(&crate::session::services(), &agent, ticket, &typed).await?;
    crate::tickets::desk::read::now(&agent, ticket).await
}

/// Adds a field.
#[server]
pub async fn create_field(
    label: String,
    #[server(default)] key: String,
    #[server(default)] hint: String,
    kind: String,
    #[server(default)] options: String,
    #[server(default)] is_required: bool,
    filled_by: String,
    #[server(default)] categories: Vec<String>,
) -> Result<()> {
    let draft = stoa::fields::draft::FieldDraft { key, label, hint, kind, options, is_required, filled_by, categories };
    stoa::fields::actions::create(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_FIELDS, "added"));
    Ok(())
}

/// Changes a field.
#[server]
pub async fn change_field(
    id: FieldId,
    label: String,
    #[server(default)] key: String,
    #[server(default)] hint: String,
    kind: String,
    #[server(default)] options: String,
    #[server(default)] is_required: bool,
    filled_by: String,
    #[server(default)] categories: Vec<String>,
) -> Result<()> {
    let draft = stoa::fields::draft::FieldDraft { key, label, hint, kind, options, is_required, filled_by, categories };
    stoa::fields::actions::change(&crate::session::services(), &crate::session::admin().await?, id, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_FIELDS, "saved"));
    Ok(())
}

/// Puts a field away or brings it back.
#[server]
pub async fn archive_field(id: FieldId, is_archived: bool) -> Result<()> {
    stoa::fields::actions::set_archived(&crate::session::services(), &crate::session::admin().await?, id, is_archived).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_FIELDS, "saved"));
    Ok(())
}

/// Moves a field up or down.
#[server]
pub async fn move_field(id: FieldId, #[server(default)] up: bool) -> Result<()> {
    stoa::fields::actions::shift(&crate::session::services(), &crate::session::admin().await?, id, up).await?;
    leptos_axum::redirect(&format!("{}#fields", crate::routes::ADMIN_FIELDS));
    Ok(())
}
