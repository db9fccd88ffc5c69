//! Every change of a ticket inside a transaction that somebody else began, on a ticket that is locked and settled (`jobs::settled`):
//! what a single action does, and what several at once do in turn. Each leaves its line and its event, and gives back the ticket as it is then.

use super::change::{Change, closed, hand_to, move_to, not_staff};
use crate::accounts::actions as accounts;
use crate::assignments::words as reasons;
use crate::conversations::model::{BODY_MAX, Extra, SenderKind};
use crate::conversations::store::{Outgoing, mark, store_one};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::fields::actions as fields;
use crate::fields::model::Entry;
use crate::kernel::ids::{CategoryId, ConversationId, MemberId};
use crate::kernel::text::Check;
use crate::platform::Tx;
use crate::tags::actions as tags;
use crate::tags::model::Outcome;
use crate::tickets::deadlines::promise_anew;
use crate::tickets::jobs::settled;
use crate::tickets::model::{Priority, Status, Ticket};
use crate::tickets::{lines, queries, rules};
use uuid::Uuid;

/// Moves it to another status.
///
/// # Errors
/// `Conflict` when it cannot go there from where it stands.
pub async fn change_status(tx: &mut Tx, ticket: Ticket, to: Status, change: Change<'_>) -> Result<Ticket> {
    if ticket.status == to {
        return Ok(ticket);
    }
    if !rules::may_move(ticket.status, to) {
        return Err(Error::Conflict(format!("A ticket that is {} cannot become {}.", ticket.status.label().to_lowercase(), to.label().to_lowercase())));
    }
    move_to(tx, ticket, to, change).await
}

/// Changes how urgent it is, and what is promised with it.
///
/// # Errors
/// `Conflict` when it is closed.
pub async fn change_priority(tx: &mut Tx, ticket: Ticket, to: Priority, change: Change<'_>) -> Result<Ticket> {
    let before = ticket.priority;
    let ticket = raise_priority(tx, ticket, to, change).await?;
    if before == to { Ok(ticket) } else { promise_anew(tx, ticket, Some(to)).await }
}

/// Changes how urgent it is because a promise is in danger: the promises stay, or a shorter one would be missed at once.
///
/// # Errors
/// `Conflict` when it is closed.
pub async fn raise_priority(tx: &mut Tx, ticket: Ticket, to: Priority, change: Change<'_>) -> Result<Ticket> {
    if ticket.status == Status::Closed {
        return Err(closed());
    }
    if ticket.priority == to {
        return Ok(ticket);
    }
    queries::set_priority(tx, ticket.business_id, ticket.id, to).await?;
    mark(tx, ticket.staff_lane, lines::prioritised(ticket.priority, to, change.by)).await?;
    let event = Event::PriorityChanged { ticket: ticket.id, customer: ticket.customer_id, from: ticket.priority, to };
    tx.emit(ticket.business_id, change.actor, event).await?;
    Ok(Ticket { priority: to, ..ticket })
}

/// Changes what it is about, and what is promised with it.
///
/// # Errors
/// `Invalid` names the field `category`; `Conflict` when the ticket is closed.
pub async fn change_category(tx: &mut Tx, ticket: Ticket, to: CategoryId, change: Change<'_>) -> Result<Ticket> {
    let found = queries::categories::find(&mut *tx, ticket.business_id, to).await?;
    let found = found.ok_or_else(|| Error::field("category", "Category: choose one of the options."))?;
    if ticket.status == Status::Closed {
        return Err(closed());
    }
    if ticket.category_id == Some(to) {
        return Ok(ticket);
    }
    queries::set_category(tx, ticket.business_id, ticket.id, Some(to)).await?;
    mark(tx, ticket.staff_lane, lines::categorised(&found.name, change.by)).await?;
    let event = Event::CategoryChanged { ticket: ticket.id, customer: ticket.customer_id, from: ticket.category_id, to: Some(to) };
    tx.emit(ticket.business_id, change.actor, event).await?;
    promise_anew(tx, Ticket { category_id: Some(to), ..ticket }, None).await
}

/// Gives it to an agent, or to nobody.
///
/// # Errors
/// `Invalid` names the field `agent` when that person does not answer tickets here; `Conflict` when the ticket is closed.
pub async fn change_holder(tx: &mut Tx, ticket: Ticket, agent: Option<MemberId>, change: Change<'_>) -> Result<Ticket> {
    let holder = match agent {
        Some(agent) => {
            let found = accounts::find_contact(&mut *tx, ticket.business_id, agent).await?;
            found.filter(|m| m.is_on_staff()).ok_or_else(not_staff).map(Some)?
        }
        None => None,
    };
    if ticket.status == Status::Closed {
        return Err(closed());
    }
    if ticket.assignee_id == agent {
        return Ok(ticket);
    }
    let why = holder.as_ref().map(|h| reasons::given(change.by, &h.name)).unwrap_or_default();
    hand_to(tx, ticket, holder.as_ref().map(|h| (h.id, h.name.as_str(), why.as_str())), change.actor).await
}

/// Puts tags on it and takes others off, and says which; also when it is closed, for tags sort what is over as well.
///
/// # Errors
/// `Invalid` names the field `tags` when there would be too many.
pub async fn change_tags(tx: &mut Tx, ticket: &Ticket, add: &[String], remove: &[String], change: Change<'_>) -> Result<Outcome> {
    let outcome = tags::change(tx, ticket.business_id, ticket.id, add, remove).await?;
    if !outcome.is_nothing() {
        mark(tx, ticket.staff_lane, lines::tagged(&outcome.added, &outcome.removed, change.by)).await?;
        tx.emit(ticket.business_id, change.actor, Event::TagsChanged { ticket: ticket.id }).await?;
    }
    Ok(outcome)
}

/// Fills fields of the business's own, or empties them; also when it is closed.
///
/// # Errors
/// When the database fails.
pub async fn change_fields(tx: &mut Tx, ticket: &Ticket, entries: &[Entry], change: Change<'_>) -> Result<()> {
    let changed = fields::fill(tx, ticket.business_id, ticket.id, entries).await?;
    if changed.is_empty() {
        return Ok(());
    }
    mark(tx, ticket.staff_lane, lines::filled(&changed, change.by)).await?;
    tx.emit(ticket.business_id, change.actor, Event::FieldsChanged { ticket: ticket.id }).await
}

/// Writes to the customer; somebody of the staff, or Stoa where nobody acts. What follows from it has happened in the ticket that comes back.
///
/// # Errors
/// `Invalid` names `body`; `Conflict` when the ticket is closed.
pub async fn say(tx: &mut Tx, ticket: Ticket, client_id: Uuid, body: &str, change: Change<'_>) -> Result<Ticket> {
    write(tx, ticket.customer_lane, client_id, body, change).await?;
    settled(tx, ticket.business_id, ticket.id).await
}

/// Writes a private note.
///
/// # Errors
/// `Invalid` names `body`; `Conflict` when the ticket is closed.
pub async fn jot(tx: &mut Tx, ticket: &Ticket, client_id: Uuid, body: &str, change: Change<'_>) -> Result<()> {
    write(tx, ticket.staff_lane, client_id, body, change).await
}

async fn write(tx: &mut Tx, conversation: ConversationId, client_id: Uuid, body: &str, change: Change<'_>) -> Result<()> {
    let mut check = Check::new();
    let body = check.text("body", "Message", body, 1, BODY_MAX);
    check.finish()?;
    // Nobody's words are the bot's: they neither answer for the staff nor end the waiting.
    let kind = if change.actor.is_some() { SenderKind::Agent } else { SenderKind::Bot };
    let name = if change.actor.is_some() { change.by.to_owned() } else { String::new() };
    let message = Outgoing { conversation, client_id, sender: change.actor, name, kind, body, files: Vec::new(), extra: Extra::default() };
    store_one(tx, message).await.map(drop)
}
