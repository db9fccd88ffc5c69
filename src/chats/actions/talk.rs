//! Talking in a chat from a form: the same engine as the socket, with the chat brought up to date before the page comes back.

use super::{own, visible};
use crate::accounts::{Agent, Asker};
use crate::conversations::actions as conversations;
use crate::conversations::store::Stored;
use crate::error::Result;
use crate::kernel::ids::{ChatId, FileId};
use crate::platform::{Services, limits};
use crate::reactions;
use uuid::Uuid;

/// The one who asks writes.
///
/// # Errors
/// `Invalid` names `body` or `files`; `NotFound` when the chat is none of theirs; `Conflict` when it is closed; `TooMany` when they write very fast.
pub async fn say(services: &Services, asker: &Asker, id: ChatId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let chat = own(services, asker, id).await?;
    services.limits().check(limits::SAY, &asker.member().to_string())?;
    let lane = conversations::open(services, asker, chat.conversation_id).await?;
    let stored = conversations::send(services, &lane, client_id, body, files).await?;
    conversations::mark_read(services, &lane, stored.seq).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}

/// Staff answers.
///
/// # Errors
/// `Invalid` names `body` or `files`; `Conflict` when the chat is closed.
pub async fn reply(services: &Services, agent: &Agent, id: ChatId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let chat = visible(services, agent, id).await?;
    let lane = conversations::open(services, agent, chat.conversation_id).await?;
    let stored = conversations::send(services, &lane, client_id, body, files).await?;
    conversations::mark_read(services, &lane, stored.seq).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}

/// Staff writes a private note.
///
/// # Errors
/// `Invalid` names `body`; `Conflict` when the chat is closed.
pub async fn note(services: &Services, agent: &Agent, id: ChatId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let chat = visible(services, agent, id).await?;
    let lane = conversations::open(services, agent, chat.notes_id).await?;
    let stored = conversations::send(services, &lane, client_id, body, files).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}
