//! What is sent about tags.

use crate::error::Result;
use crate::tickets::desk::OpenTicket;
use leptos::prelude::*;
use stoa::kernel::ids::{TagId, TicketId};

/// Puts tags on a ticket: one, or several with commas between.
#[server]
pub async fn tag_ticket(ticket: TicketId, tags: String) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::tag(&crate::session::services(), &agent, ticket, &tags).await?;
    crate::tickets::desk::read::now(&agent, ticket).await
}

/// Takes a tag off a ticket.
#[server]
pub async fn untag_ticket(ticket: TicketId, tag: String) -> Result<OpenTicket> {
    let agent = crate::session::agent().await?;
    stoa::tickets::actions::untag(&crate::session::services(), &agent, ticket, &tag).await?;
    crate::tickets::desk::read::now(&agent, ticket).await
}

/// Gives a tag another name.
#[server]
pub async fn rename_tag(tag: TagId, name: String) -> Result<()> {
    stoa::tags::actions::rename(&crate::session::services(), &crate::session::admin().await?, tag, &name).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_TAGS, "renamed"));
    Ok(())
}

/// Makes one tag of two.
#[server]
pub async fn merge_tag(tag: TagId, into: TagId) -> Result<()> {
    stoa::tags::actions::merge(&crate::session::services(), &crate::session::admin().await?, tag, into).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_TAGS, "joined"));
    Ok(())
}

/// Deletes a tag.
#[server]
pub async fn delete_tag(tag: TagId) -> Result<()> {
    stoa::tags::actions::delete(&crate::session::services(), &crate::session::admin().await?, tag).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_TAGS, "deleted"));
    Ok(())
}
