//! What is asked and sent about calls.

use crate::error::Result;
use leptos::prelude::*;
use stoa::calls::model::IceServer;
use stoa::kernel::ids::{CallId, ConversationId};

/// Staff rings whoever a conversation is with. `client_id` is that of the message that says so.
#[server]
pub async fn ring_call(conversation: ConversationId, client_id: uuid::Uuid) -> Result<CallId> {
    let agent = crate::session::agent().await?;
    Ok(stoa::cards::actions::ring(&crate::session::services(), &agent, conversation, client_id).await?)
}

/// Whoever is rung answers.
#[server]
pub async fn answer_call(conversation: ConversationId, call: CallId) -> Result<()> {
    let lane = crate::cards::own_lane(conversation).await?;
    Ok(stoa::calls::actions::answer(&crate::session::services(), lane.person(), call).await?)
}

/// One of the two ends a call, declines it, or gives up.
#[server]
pub async fn end_call(conversation: ConversationId, call: CallId) -> Result<()> {
    let lane = crate::cards::own_lane(conversation).await?;
    Ok(stoa::calls::actions::end(&crate::session::services(), lane.person(), call).await?)
}

/// The servers by which this browser finds a way to the other one, for whoever may read the conversation.
#[server]
pub async fn list_ice_servers(conversation: ConversationId) -> Result<Vec<IceServer>> {
    crate::cards::own_lane(conversation).await?;
    Ok(stoa::calls::actions::ice_servers(&crate::session::services()))
}
