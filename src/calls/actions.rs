//! What people do with calls. A call begins with a card in its conversation: see [`crate::cards::actions::ring`].

use super::model::{Call, CallView, IceServer};
use super::queries;
use super::rules::{self, Look, RINGS_MS, SILENT_MS};
use crate::accounts::Person;
use crate::error::{Error, Result};
use crate::event::{Hint, Signal, Subject, Topic};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, CallId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Services, Tx};

/// Begins a call in the transaction of the message that says so. Calls of before that nobody takes part in any more are over with that.
///
/// # Errors
/// `Conflict` while there is a call in this conversation, or one of the two is in another one.
pub async fn begin(tx: &mut Tx, business: BusinessId, conversation: ConversationId, caller: MemberId, callee: MemberId) -> Result<CallId> {
    let now = tx.now();
    for open in queries::list_open(tx, business, conversation, caller, callee).await? {
        match rules::look(&open, now) {
            Look::Ends(at) => close(tx, &open, at, None).await?,
            _ if open.caller_id == caller => return Err(Error::Conflict("You are in a call already. End it first.".into())),
            _ => return Err(Error::Conflict("There is a call with them already. Wait until it is over.".into())),
        }
    }
    let id = queries::insert(tx, business, conversation, caller, callee).await?;
    tx.enqueue_at(Job::LookAtCall { business, call: id }, now.plus_ms(RINGS_MS)).await?;
    Ok(id)
}

/// Whoever is rung answers, on one of their devices: the second one is told so.
///
/// # Errors
/// `Conflict` when it is over, or was answered; `NotFound` when it is for somebody else.
pub async fn answer(services: &Services, who: &Person, id: CallId) -> Result<()> {
    let mut tx = services.begin().await?;
    let call = queries::lock(&mut tx, who.business(), id).await?.filter(|c| c.callee_id == who.member()).ok_or(Error::NotFound)?;
    match (call.ended_at, call.answered_at) {
        (Some(_), _) => return Err(Error::Conflict("This call is over.".into())),
        (None, Some(_)) => return Err(Error::Conflict("You have answered this call somewhere else.".into())),
        (None, None) => {}
    }
    queries::answer(&mut tx, call.business_id, id).await?;
    tx.enqueue_at(Job::LookAtCall { business: call.business_id, call: id }, tx.now().plus_ms(SILENT_MS)).await?;
    tell(&mut tx, &call);
    tx.commit().await
}

/// One of the two ends a call, declines it, or gives up. Ending it twice is ending it.
///
/// # Errors
/// `NotFound` for whoever takes no part.
pub async fn end(services: &Services, who: &Person, id: CallId) -> Result<()> {
    let mut tx = services.begin().await?;
    let call = queries::lock(&mut tx, who.business(), id).await?.filter(|c| c.other(who.member()).is_some()).ok_or(Error::NotFound)?;
    if call.ended_at.is_none() {
        let now = tx.now();
        close(&mut tx, &call, now, Some(who.member())).await?;
        tx.withdraw(&Job::LookAtCall { business: call.business_id, call: id }).await?;
    }
    tx.commit().await
}

/// Notes that a browser takes part, and says to whom its signal goes: nobody where it is only that.
///
/// # Errors
/// `NotFound` when there is no such call any more, or this person takes no part in it.
pub async fn signal(services: &Services, who: &Person, id: CallId, signal: &Signal) -> Result<Option<MemberId>> {
    let call = queries::find(services.db(), who.business(), id).await?.filter(|c| c.ended_at.is_none()).ok_or(Error::NotFound)?;
    let other = call.other(who.member()).ok_or(Error::NotFound)?;
    if *signal == Signal::Still {
        let mut tx = services.begin().await?;
        queries::see(&mut tx, call.business_id, id).await?;
        return tx.commit().await.map(|()| None);
    }
    Ok(Some(other))
}

/// Calls as somebody is shown them now. That they may read the conversation is for the caller to know.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, reader: &Person, ids: &[CallId]) -> Result<Vec<CallView>> {
    let view = |call: Call| {
        let (stage, part) = (rules::stage(&call), rules::part(&call, reader.member()));
        CallView { id: call.id, stage, caller: call.caller, callee: call.callee, part }
    };
    Ok(queries::list(services.db(), reader.business(), ids).await?.into_iter().map(view).collect())
}

/// The servers by which browsers find a way to each other.
pub fn ice_servers(services: &Services) -> Vec<IceServer> {
    services.ice().iter().filter_map(|text| rules::ice_server(text)).collect()
}

/// It is over; whoever has the conversation open sees it.
pub(super) async fn close(tx: &mut Tx, call: &Call, at: Timestamp, by: Option<MemberId>) -> Result<()> {
    queries::end(tx, call.business_id, call.id, at, by).await?;
    tell(tx, call);
    Ok(())
}

fn tell(tx: &mut Tx, call: &Call) {
    tx.hint(Topic::Conversation(call.conversation_id), Hint { what: Subject::Call, id: call.id.0 });
}
