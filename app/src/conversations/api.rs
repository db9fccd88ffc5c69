//! What a thread reads while it is open.

use crate::error::Result;
use leptos::prelude::*;
use stoa::conversations::model::History;
use stoa::kernel::ids::ConversationId;

/// A stretch of a conversation: the newest messages, or those before number `before`.
#[server]
pub async fn list_messages(conversation: ConversationId, before: Option<i64>) -> Result<History> {
    let lane = crate::guests::open(conversation).await?;
    Ok(stoa::conversations::actions::history(&crate::session::services(), &lane, before, stoa::conversations::model::PAGE).await?)
}
