//! What a thread reads while it is open.

use crate::error::Result;
use leptos::prelude::*;
use stoa::conversations::model::History;
use stoa::kernel::ids::{ConversationId, FileId};

/// A stretch of a conversation: the newest messages, or those before number `before`.
#[server]
pub async fn list_messages(conversation: ConversationId, before: Option<i64>) -> Result<History> {
    let lane = crate::guests::open(conversation).await?;
    Ok(stoa::conversations::actions::history(&crate::session::services(), &lane, before, stoa::conversations::model::PAGE).await?)
}

/// Keeps what somebody of the staff began to write in a conversation, so that it is there on every device; an empty text without pictures is forgotten.
/// What was begun in `instead` goes, as when a reply became a private note.
#[server]
pub async fn save_draft(
    conversation: ConversationId,
    instead: Option<ConversationId>,
    #[server(default)] body: String,
    #[server(default)] files: Vec<FileId>,
) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let lane = stoa::conversations::actions::open(&services, &agent, conversation).await?;
    let instead = match instead {
        Some(id) => Some(stoa::conversations::actions::open(&services, &agent, id).await?),
        None => None,
    };
    Ok(stoa::conversations::drafts::save(&services, &lane, instead.as_ref(), &body, &files).await?)
}
