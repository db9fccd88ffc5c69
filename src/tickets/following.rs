//! What follows from messages for colleagues: who is named in a note hears of it and follows the ticket from then on; who follows it hears of the rest.

use super::model::Ticket;
use super::queries::followers;
use crate::accounts::actions as accounts;
use crate::conversations::lanes::MessageRow;
use crate::conversations::mention::mentions;
use crate::conversations::model::{Kind, SenderKind};
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::MemberId;
use crate::platform::Tx;

/// Takes in new messages of one lane, in the transaction that claims them: so each is told once.
pub(super) async fn heard(tx: &mut Tx, ticket: &Ticket, lane: Kind, new: &[MessageRow]) -> Result<()> {
    let (is_note, is_partner) = (lane == Kind::StaffLane, lane == Kind::PartnerLane);
    let said: Vec<&MessageRow> = new.iter().filter(|m| m.sender_kind != SenderKind::System).collect();
    let named = if is_note { name(tx, ticket, &said).await? } else { Vec::new() };
    if said.is_empty() {
        return Ok(());
    }
    let (business, id) = (ticket.business_id, ticket.id);
    for (agent, _) in followers::list(&mut *tx, business, id).await? {
        let last = said.iter().rev().find(|m| m.sender_id != Some(agent));
        if let Some(last) = last.filter(|_| !named.contains(&agent)) {
            tx.emit(business, last.sender_id, Event::FollowedSaid { ticket: id, agent, seq: last.seq, is_note, is_partner }).await?;
        }
    }
    Ok(())
}

/// Tells those who are named in notes. Says who they are.
async fn name(tx: &mut Tx, ticket: &Ticket, notes: &[&MessageRow]) -> Result<Vec<MemberId>> {
    let mut named = Vec::new();
    if !notes.iter().any(|note| note.body.contains('@')) {
        return Ok(named);
    }
    let team: Vec<_> = accounts::list_team(&mut *tx, ticket.business_id).await?.into_iter().map(|m| (m.id, m.name)).collect();
    for note in notes {
        for agent in mentions(&note.body, &team).into_iter().filter(|agent| Some(*agent) != note.sender_id) {
            followers::insert(tx, ticket.business_id, ticket.id, agent).await?;
            tx.emit(ticket.business_id, note.sender_id, Event::MentionedInTicket { ticket: ticket.id, agent, seq: note.seq }).await?;
            named.push(agent);
        }
    }
    Ok(named)
}
