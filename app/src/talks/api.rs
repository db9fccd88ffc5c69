//! What the team asks and sends about its own talks.

use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::talks::model::TalkRow;

/// One's own talks, the last one first.
#[server]
pub async fn list_talks() -> Result<Vec<TalkRow>> {
    let agent = crate::session::agent().await?;
    Ok(stoa::talks::actions::list(&crate::session::services(), &agent).await?)
}

/// In how many talks something waits to be read.
#[server]
pub async fn count_unread_talks() -> Result<i64> {
    let agent = crate::session::agent().await?;
    Ok(stoa::talks::actions::count_unread(&crate::session::services(), &agent).await?)
}

/// Goes to the direct talk with a colleague.
#[server]
pub async fn open_direct_talk(agent: MemberId) -> Result<()> {
    let who = crate::session::agent().await?;
    let talk = stoa::talks::actions::open_direct(&crate::session::services(), &who, agent).await?;
    leptos_axum::redirect(&crate::routes::desk_talk(talk));
    Ok(())
}

/// Begins a group and goes there; `members` are the ids that were ticked.
#[server]
pub async fn open_group_talk(name: String, #[server(default)] members: Vec<MemberId>) -> Result<()> {
    let who = crate::session::agent().await?;
    let talk = stoa::talks::actions::open_group(&crate::session::services(), &who, &name, &members).await?;
    leptos_axum::redirect(&crate::routes::desk_talk(talk));
    Ok(())
}

/// Takes a colleague into a group.
#[server]
pub async fn add_to_talk(talk: ConversationId, members: MemberId) -> Result<()> {
    let who = crate::session::agent().await?;
    stoa::talks::actions::add_member(&crate::session::services(), &who, talk, members).await?;
    leptos_axum::redirect(&crate::routes::desk_talk(talk));
    Ok(())
}

/// Renames a group.
#[server]
pub async fn rename_talk(talk: ConversationId, name: String) -> Result<()> {
    let who = crate::session::agent().await?;
    stoa::talks::actions::rename(&crate::session::services(), &who, talk, &name).await?;
    leptos_axum::redirect(&crate::routes::desk_talk(talk));
    Ok(())
}

/// Leaves a group.
#[server]
pub async fn leave_talk(talk: ConversationId) -> Result<()> {
    let who = crate::session::agent().await?;
    stoa::talks::actions::leave(&crate::session::services(), &who, talk).await?;
    leptos_axum::redirect(crate::routes::DESK_TEAM);
    Ok(())
}

/// Writes in a talk from the form of the composer; then comes back to it.
#[server(input = MultipartFormData)]
pub async fn say_in_talk(form: MultipartData) -> Result<()> {
    let agent = crate::session::agent().await?;
    let form = crate::multipart::Filled::read(&agent, form).await?;
    let talk = super::forms::write(&crate::session::services(), &agent, form).await?;
    leptos_axum::redirect(&crate::routes::desk_talk(talk));
    Ok(())
}
