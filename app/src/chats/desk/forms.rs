//! What the composer's form means in a chat.

use crate::error::Result;
use crate::multipart::Filled;
use stoa::accounts::Agent;
use stoa::chats::actions;
use stoa::kernel::ids::ChatId;
use stoa::platform::Services;
use uuid::Uuid;

/// Writes what the composer's form holds. Says in which chat.
///
/// # Errors
/// As the actions behind it.
pub async fn write(services: &Services, agent: &Agent, mut form: Filled) -> Result<ChatId> {
    let (chat, client_id) = (form.parse::<ChatId>("chat")?, form.parse::<Uuid>("client_id")?);
    let (body, then) = (form.take("body"), form.take("then"));
    let pictures = std::mem::take(&mut form.pictures);
    if form.take("mode") == "note" {
        actions::note(services, agent, chat, client_id, &body, pictures).await?;
        return Ok(chat);
    }
    actions::reply(services, agent, chat, client_id, &body, pictures).await?;
    if then == "close" {
        actions::close(services, agent, chat).await?;
    }
    Ok(chat)
}
