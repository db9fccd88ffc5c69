//! What is sent about canned responses.

use crate::error::Result;
use leptos::prelude::*;
use stoa::canned::model::Ready;
use stoa::kernel::ids::{CannedId, ChatId, TicketId};

/// The texts as they would be written in a ticket or a chat.
#[server]
pub async fn list_canned(#[server(default)] ticket: Option<TicketId>, #[server(default)] chat: Option<ChatId>) -> Result<Vec<Ready>> {
    use stoa::canned::model::Spot;
    let agent = crate::session::agent().await?;
    let spot = ticket.map(Spot::Ticket).or(chat.map(Spot::Chat)).ok_or(stoa::Error::NotFound)?;
    Ok(stoa::canned::actions::list_ready(&crate::session::services(), &agent, spot).await?)
}

/// Adds a text: one's own, or the team's.
#[server]
pub async fn create_canned(
    shortcut: String,
    title: String,
    body: String,
    #[server(default)] category: String,
    #[server(default)] is_shared: bool,
) -> Result<()> {
    let draft = stoa::canned::draft::CannedDraft { shortcut, title, body, category, is_shared };
    stoa::canned::actions::create(&crate::session::services(), &crate::session::agent().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::DESK_CANNED, "added"));
    Ok(())
}

/// Gives the team the standard texts that it does not have.
#[server]
pub async fn add_standard_canned() -> Result<()> {
    stoa::canned::actions::add_missing(&crate::session::services(), &crate::session::admin().await?).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::DESK_CANNED, "standard"));
    Ok(())
}

/// Changes a text.
#[server]
pub async fn change_canned(
    id: CannedId,
    shortcut: String,
    title: String,
    body: String,
    #[server(default)] category: String,
    #[server(default)] is_shared: bool,
) -> Result<()> {
    let draft = stoa::canned::draft::CannedDraft { shortcut, title, body, category, is_shared };
    stoa::canned::actions::change(&crate::session::services(), &crate::session::agent().await?, id, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::DESK_CANNED, "saved"));
    Ok(())
}

/// Deletes a text.
#[server]
pub async fn delete_canned(id: CannedId) -> Result<()> {
    stoa::canned::actions::delete(&crate::session::services(), &crate::session::agent().await?, id).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::DESK_CANNED, "deleted"));
    Ok(())
}
