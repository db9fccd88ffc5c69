//! Tickets that have to do with each other: linked by staff, or merged, so that one goes on in the other.

use super::change::{Change, closed, move_to};
use super::visible;
use crate::accounts::{Agent, Person};
use crate::conversations::lanes as conversations;
use crate::conversations::model::{Extra, Origin, SenderKind};
use crate::conversations::store::{Outgoing, mark, store, store_one};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::files::actions as files;
use crate::kernel::ids::{BusinessId, ConversationId, FileId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Services, Tx};
use crate::tickets::jobs::settled;
use crate::tickets::lines;
use crate::tickets::model::{Status, Ticket, TicketRow, number_text, parse_number};
use crate::tickets::queries::lists::{self, Scope};
use crate::tickets::queries::{self, links};
use std::collections::HashMap;
use uuid::Uuid;

/// The longest lane that can go along when tickets are merged.
const MOST: i64 = 2000;

/// Links a ticket with the one of this number. Both show it to the staff; doing it again changes nothing.
///
/// # Errors
/// `Invalid` names the field `number`.
pub async fn link(services: &Services, agent: &Agent, id: TicketId, number: &str) -> Result<()> {
    let ticket = visible(services, agent, id).await?;
    let wanted = parse_number(number).ok_or_else(|| Error::field("number", "Write the number of a ticket, like TKT-000201."))?;
    let other = queries::find_by_number(services.db(), agent.business(), wanted).await?;
    let other = other.ok_or_else(|| Error::field("number", format!("There is no ticket {}.", number_text(wanted))))?;
    if other.id == ticket.id {
        return Err(Error::field("number", "That is this ticket. Write the number of another one."));
    }
    let mut tx = services.begin().await?;
    if links::insert(&mut tx, agent.business(), ticket.id, other.id).await? {
        for (one, another) in [(&ticket, &other), (&other, &ticket)] {
            mark(&mut tx, one.staff_lane, lines::linked(another.number, agent.name())).await?;
            tx.emit(agent.business(), Some(agent.member()), Event::Linked { ticket: one.id }).await?;
        }
    }
    tx.commit().await
}

/// Takes the link between two tickets away.
///
/// # Errors
/// `NotFound` when this person may not see one of them.
pub async fn unlink(services: &Services, agent: &Agent, id: TicketId, other: TicketId) -> Result<()> {
    let (ticket, other) = (visible(services, agent, id).await?, visible(services, agent, other).await?);
    let mut tx = services.begin().await?;
    if links::delete(&mut tx, agent.business(), ticket.id, other.id).await? {
        for one in [&ticket, &other] {
            tx.emit(agent.business(), Some(agent.member()), Event::Linked { ticket: one.id }).await?;
        }
    }
    tx.commit().await
}

/// The tickets that are linked with one.
///
/// # Errors
/// `NotFound` when this person may not see it.
pub async fn linked(services: &Services, agent: &Agent, id: TicketId) -> Result<Vec<TicketRow>> {
    let ticket = visible(services, agent, id).await?;
    let ids = links::list(services.db(), agent.business(), ticket.id).await?;
    lists::list_by_id(services.db(), agent.business(), Scope::Staff(agent.member()), &ids).await
}

/// The number of the ticket in which this one goes on, for those who may see it.
///
/// # Errors
/// `NotFound` when this person may not see the ticket.
pub async fn merged_into(services: &Services, person: &Person, id: TicketId) -> Result<Option<i64>> {
    let ticket = visible(services, person, id).await?;
    links::find_merged(services.db(), person.business(), ticket.id).await
}

/// Merges a ticket into another one of the same customer: what was said and noted in it goes along, with pictures, and it is closed. Doing it again
/// changes nothing. Nothing is counted as said anew: clocks and first answers of the other ticket stay as they are.
///
/// # Errors
/// `Invalid` names the field `into`; `Conflict` when one of them is closed.
pub async fn merge(services: &Services, agent: &Agent, id: TicketId, into: TicketId) -> Result<()> {
    let (source, target) = (visible(services, agent, id).await?, visible(services, agent, into).await?);
    if source.id == target.id {
        return Err(Error::field("into", "Choose another ticket."));
    }
    if source.customer_id != target.customer_id {
        return Err(Error::field("into", "Only tickets of the same customer can be merged: nobody else may read their words. Link them instead."));
    }
    let business = agent.business();
    let mut tx = services.begin().await?;
    // In one order, so that two who merge crosswise do not wait for each other.
    let mut locked = HashMap::new();
    for id in [source.id.min(target.id), source.id.max(target.id)] {
        locked.insert(id, settled(&mut tx, business, id).await?);
    }
    let (source, target) = (locked.remove(&source.id).ok_or(Error::NotFound)?, locked.remove(&target.id).ok_or(Error::NotFound)?);
    if links::find_merged(&mut tx, business, source.id).await? == Some(target.number) {
        return tx.commit().await;
    }
    if source.partner_lane.is_some() {
        return Err(Error::Conflict("A partner talks in this ticket, so it cannot go on in another one. Merge the other one into it, or link the two.".into()));
    }
    if source.status == Status::Closed || target.status == Status::Closed {
        return Err(closed());
    }
    let lanes = [source.customer_lane, source.staff_lane, target.customer_lane, target.staff_lane];
    if conversations::lock_all(&mut tx, &lanes).await? > MOST {
        return Err(Error::Conflict(format!("One of them has more than {MOST} messages, too many to go along. Link them instead.")));
    }
    let (here, at) = (target.customer_lane, tx.now());
    let line = Outgoing::of_nobody(here, SenderKind::System, lines::merged_here(source.number, &source.subject));
    // It tells of the other ticket, as the words that follow it do.
    store_one(&mut tx, Outgoing { extra: came_from(source.number, at), ..line }).await?;
    for (from, to) in [(source.customer_lane, target.customer_lane), (source.staff_lane, target.staff_lane)] {
        copy(&mut tx, business, source.number, from, to).await?;
    }
    mark(&mut tx, source.customer_lane, lines::merged(target.number)).await?;
    links::set_merged(&mut tx, business, source.id, target.id).await?;
    let change = Change { actor: Some(agent.member()), by: agent.name() };
    let source = move_to(&mut tx, source, Status::Closed, change).await?;
    seen(&mut tx, &source).await?;
    seen(&mut tx, &target).await?;
    for one in [source.id, target.id] {
        tx.emit(business, Some(agent.member()), Event::Linked { ticket: one }).await?;
    }
    tx.commit().await
}

/// Copies what people said in a lane to the end of another, with their pictures, and where it comes from.
async fn copy(tx: &mut Tx, business: BusinessId, number: i64, from: ConversationId, to: ConversationId) -> Result<()> {
    let said = conversations::list_after(&mut *tx, from, 0, MOST).await?;
    let mut pictures: HashMap<i64, Vec<FileId>> = HashMap::new();
    for (seq, file) in files::detach(tx, business, from).await? {
        pictures.entry(seq).or_default().push(file);
    }
    let copies: Vec<Outgoing> = said
        .into_iter()
        .filter(|m| m.sender_kind != SenderKind::System)
        .map(|m| Outgoing {
            conversation: to,
            client_id: Uuid::now_v7(),
            sender: m.sender_id,
            name: m.name,
            kind: m.sender_kind,
            body: m.body,
            files: pictures.remove(&m.seq).unwrap_or_default(),
            extra: came_from(number, m.at),
        })
        .collect();
    for stored in store(tx, &copies).await? {
        stored?;
    }
    Ok(())
}

/// Where something was said first.
fn came_from(number: i64, at: Timestamp) -> Extra {
    Extra { origin: Some(Origin { number, at }), ..Extra::default() }
}

/// Nothing in its lanes is news any more.
async fn seen(tx: &mut Tx, ticket: &Ticket) -> Result<()> {
    for lane in [ticket.customer_lane, ticket.staff_lane] {
        conversations::set_dispatched(tx, lane).await?;
    }
    Ok(())
}
