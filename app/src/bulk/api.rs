//! What is sent about changes of many tickets.

use crate::error::Result;
use leptos::prelude::*;
use stoa::bulk::model::Progress;
use stoa::kernel::ids::{BulkId, TicketId};
use uuid::Uuid;

/// Begins a change: `step` is one of those the bar offers, `tag` goes with steps about tags. `all` takes every ticket that `filter`, as in the address of
/// the list, lets through instead of those that were ticked.
#[server]
pub async fn start_bulk(
    client_id: Uuid,
    #[server(default)] step: String,
    #[server(default)] tag: String,
    #[server(default)] ids: Vec<TicketId>,
    #[server(default)] all: String,
    #[server(default)] filter: String,
) -> Result<()> {
    let agent = crate::session::agent().await?;
    let chosen = super::Chosen { step, tag, ids, filter: (all == "yes").then_some(filter) };
    let id = chosen.start(&agent, client_id).await?;
    leptos_axum::redirect(&crate::routes::desk_bulk(id));
    Ok(())
}

/// How far a change has come.
#[server]
pub async fn get_bulk(bulk: BulkId) -> Result<Progress> {
    let agent = crate::session::agent().await?;
    Ok(stoa::bulk::actions::progress(&crate::session::services(), &agent, bulk).await?)
}

/// Puts the tickets of a change back.
#[server]
pub async fn undo_bulk(bulk: BulkId) -> Result<()> {
    let agent = crate::session::agent().await?;
    stoa::bulk::actions::undo(&crate::session::services(), &agent, bulk).await?;
    leptos_axum::redirect(&crate::routes::desk_bulk(bulk));
    Ok(())
}
