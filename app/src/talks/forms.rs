//! What the composer's form means in a talk of the team.

use crate::error::Result;
use crate::multipart::Filled;
use stoa::accounts::Agent;
use stoa::kernel::ids::ConversationId;
use stoa::platform::Services;
use stoa::talks::actions;
use uuid::Uuid;

/// Writes what the composer's form holds. Says in which talk.
///
/// # Errors
/// As the action behind it.
pub async fn write(services: &Services, agent: &Agent, mut form: Filled) -> Result<ConversationId> {
    let (talk, client_id) = (form.parse::<ConversationId>("talk")?, form.parse::<Uuid>("client_id")?);
    let (body, pictures) = (form.take("body"), std::mem::take(&mut form.pictures));
    actions::say(services, agent, talk, client_id, &body, pictures).await?;
    Ok(talk)
}
