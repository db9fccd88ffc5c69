//! What follows from messages of the staff's talks: lists are told, and whoever is named hears of it.

use super::queries;
use crate::conversations::lanes::{self as conversations, Waiting};
use crate::conversations::markdown::start_of;
use crate::conversations::mention::mentions;
use crate::conversations::model::SenderKind;
use crate::error::Result;
use crate::event::{Event, Hint, Subject, Topic};
use crate::platform::Tx;

/// Brings a talk up to date with its new messages.
///
/// # Errors
/// When the database fails.
pub async fn after_messages(tx: &mut Tx, talk: &Waiting) -> Result<()> {
    let Some(lane) = conversations::claim(tx, talk.id).await? else { return Ok(()) };
    conversations::set_dispatched(tx, lane.id).await?;
    let (business, members) = (lane.business_id, conversations::list_parties(&mut *tx, lane.business_id, lane.id).await?);
    let new = conversations::list_after(&mut *tx, lane.id, lane.dispatched, lane.head - lane.dispatched).await?;
    for message in new.iter().filter(|m| m.sender_kind != SenderKind::System) {
        for agent in mentions(&message.body, &members).into_iter().filter(|id| Some(*id) != message.sender_id) {
            tx.emit(business, message.sender_id, Event::Mentioned { conversation: lane.id, agent, seq: message.seq }).await?;
        }
    }
    if let Some(last) = new.iter().rev().find(|m| m.sender_kind != SenderKind::System) {
        let text = start_of(&last.body);
        queries::set_last(tx, business, lane.id, &text, last.at).await?;
    }
    for (member, _) in members {
        tx.hint(Topic::Person(member), Hint { what: Subject::Talk, id: lane.id.0 });
    }
    Ok(())
}
