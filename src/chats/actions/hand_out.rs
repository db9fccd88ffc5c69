//! Giving chats out and taking them back on nobody's behalf: what whoever hands out the work calls, in a transaction of its own.

use super::change::{give, put_back};
use crate::chats::jobs::settled;
use crate::chats::model::State;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ChatId, MemberId};
use crate::platform::Tx;

/// Gives a chat that waits for a human to an agent, with the reason; `false` when it does not wait any more.
///
/// # Errors
/// When the database fails.
pub async fn give_waiting(tx: &mut Tx, business: BusinessId, id: ChatId, agent: (MemberId, &str), why: &str) -> Result<bool> {
    let chat = settled(tx, business, id).await?;
    if chat.state != State::Active || chat.assignee_id.is_some() || chat.waiting_since.is_none() {
        return Ok(false);
    }
    give(tx, chat, agent, None, why).await?;
    Ok(true)
}

/// Takes an open chat back from its holder: it waits for a human again. `false` when they do not hold it any more.
///
/// # Errors
/// When the database fails.
pub async fn take_back(tx: &mut Tx, business: BusinessId, id: ChatId, from: MemberId) -> Result<bool> {
    let chat = settled(tx, business, id).await?;
    if chat.assignee_id != Some(from) || chat.state != State::Active {
        return Ok(false);
    }
    put_back(tx, chat, None).await?;
    Ok(true)
}
