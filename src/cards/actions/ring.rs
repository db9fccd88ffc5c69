//! Ringing whoever one talks to: a call, and a message with a card that says how it stands.

use super::share::put;
use super::{contact, talk};
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::accounts::model::Being;
use crate::calls::actions as calls;
use crate::calls::rules::call_words;
use crate::cards::model::Sharing;
use crate::conversations::actions::{self as conversations, Lane};
use crate::conversations::lanes;
use crate::error::{Error, Result};
use crate::kernel::ids::{CallId, ConversationId, MemberId};
use crate::platform::Services;
use uuid::Uuid;

/// Rings the customer or visitor of a conversation. `client_id` is that of the message that says so.
///
/// # Errors
/// `Conflict` when they are not here to hear it, one of the two is in a call, or the conversation is closed; `NotFound`.
pub async fn ring(services: &Services, who: &Agent, conversation: ConversationId, client_id: Uuid) -> Result<CallId> {
    let lane = talk(services, who, conversation).await?;
    let callee = callee(services, who, &lane).await?;
    let message = conversations::compose(&lane, client_id, &call_words(who.name()), Vec::new())?;
    let mut tx = services.begin().await?;
    let call = calls::begin(&mut tx, who.business(), conversation, who.member(), callee).await?;
    put(services, tx, &lane, message, &Sharing::Call(call)).await?;
    Ok(call)
}

/// Who would hear it: whoever of them is here.
async fn callee(services: &Services, who: &Agent, lane: &Lane) -> Result<MemberId> {
    let (id, now) = (lane.conversation().id, services.now());
    let mut name = None;
    for (member, called) in lanes::list_parties(services.db(), who.business(), id).await? {
        // Colleagues who have written here are not rung.
        if contact(services, who.business(), member).await.is_err() {
            continue;
        }
        if accounts::find_seen(services, who, member).await?.being(now) != Being::Gone {
            return Ok(member);
        }
        name.get_or_insert(called);
    }
    let name = name.as_deref().unwrap_or("Nobody");
    Err(Error::Conflict(format!("{name} is not here right now and would not hear it. Write instead: they find it when they are back.")))
}
