//! Fields of the business's own on a ticket, by hand.

use super::change::Change;
use super::revert::keep_all;
use super::visible;
use super::within::change_fields;
use crate::accounts::{Agent, Person};
use crate::error::Result;
use crate::fields::actions as fields;
use crate::fields::model::{FilledBy, Slot};
use crate::fields::rules;
use crate::kernel::ids::{FieldId, TicketId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};
use crate::tickets::model::Ticket;
use crate::tickets::queries;
use crate::tickets::undo::Beside;

/// Writes what was typed into the fields of a ticket, by their keys; an empty one is emptied.
///
/// # Errors
/// `Invalid` names the controls of the fields.
pub async fn fill(services: &Services, agent: &Agent, id: TicketId, typed: &[(String, String)]) -> Result<()> {
    visible(services, agent, id).await?;
    let known = fields::list(services.db(), agent.business()).await?;
    let mut check = Check::new();
    let entries = rules::entries(&mut check, &known, typed.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    check.finish()?;
    let mut tx = services.begin().await?;
    let ticket = queries::lock(&mut tx, agent.business(), id).await?;
    let before = values(&mut tx, &ticket).await?;
    change_fields(&mut tx, &ticket, &entries, Change { actor: Some(agent.member()), by: agent.name() }).await?;
    let mut beside = Beside::between("Fields changed".into(), (&[], &[]), (&before, &values(&mut tx, &ticket).await?));
    if let [(only, ..)] = beside.fields.as_slice()
        && let Some(field) = known.iter().find(|f| f.id == *only)
    {
        beside.words = format!("{} changed", field.label);
    }
    keep_all(&mut tx, &ticket, agent.member(), &ticket, beside).await?;
    tx.commit().await
}

/// What stands in the fields of a ticket; those that are empty are not among them.
pub(super) async fn values(tx: &mut Tx, ticket: &Ticket) -> Result<Vec<(FieldId, String)>> {
    let slots = fields::of_ticket(&mut *tx, ticket.business_id, ticket.id, ticket.category_id).await?;
    Ok(slots.into_iter().filter(|slot| !slot.value.is_empty()).map(|slot| (slot.field.id, slot.value)).collect())
}

/// The fields of a ticket as this person may see them: staff all it has, its customer those that customers fill, where something stands in them.
///
/// # Errors
/// When the database fails.
pub async fn slots(services: &Services, person: &Person, ticket: &Ticket) -> Result<Vec<Slot>> {
    let mut slots = fields::of_ticket(services.db(), person.business(), ticket.id, ticket.category_id).await?;
    slots.retain(|slot| person.is_staff() || (slot.field.filled_by == FilledBy::Customer && !slot.value.is_empty()));
    Ok(slots)
}
