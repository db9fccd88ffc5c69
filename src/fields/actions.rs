//! Reading fields and filling them, inside the transaction of whoever changes the ticket; and what admins do about the fields themselves.

use super::draft::FieldDraft;
use super::model::{Entry, FIELDS_MAX, Field, FilledBy, Slot};
use super::{queries, rules};
use crate::accounts::{Admin, Agent, Person};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, CategoryId, FieldId, TicketId};
use crate::platform::{Ex, Services, Tx};

/// All fields of a business, in order; archived ones too.
///
/// # Errors
/// When the database fails.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Field>> {
    queries::list(ex, business).await
}

/// The fields this person may fill or see: staff all, others what customers fill. Archived ones too.
///
/// # Errors
/// When the database fails.
pub async fn list_for(services: &Services, who: &Person) -> Result<Vec<Field>> {
    let mut fields = queries::list(services.db(), who.business()).await?;
    fields.retain(|f| who.is_staff() || f.filled_by == FilledBy::Customer);
    Ok(fields)
}

/// The fields of a ticket with what stands in them: those its category has, and those that are filled.
///
/// # Errors
/// When the database fails.
pub async fn of_ticket<'a>(ex: impl Into<Ex<'a>>, business: BusinessId, ticket: TicketId, category: Option<CategoryId>) -> Result<Vec<Slot>> {
    let mut ex = ex.into();
    let fields = queries::list(ex.again(), business).await?;
    let values = queries::values(ex, business, ticket).await?;
    let value = |id: FieldId| values.iter().find(|(field, _)| *field == id).map(|(_, value)| value.clone()).unwrap_or_default();
    let slots = fields.into_iter().map(|field| Slot { value: value(field.id), field });
    Ok(slots.filter(|slot| !slot.value.is_empty() || (!slot.field.is_archived && slot.field.fits(category))).collect())
}

/// Fills fields of a ticket that is locked; says in words what changed.
///
/// # Errors
/// When the database fails.
pub async fn fill(tx: &mut Tx, business: BusinessId, ticket: TicketId, entries: &[Entry]) -> Result<Vec<String>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let fields = queries::list(&mut *tx, business).await?;
    let before = queries::values(&mut *tx, business, ticket).await?;
    let mut changed = Vec::new();
    for (id, value) in entries {
        let Some(field) = fields.iter().find(|f| f.id == *id) else { continue };
        let old = before.iter().find(|(f, _)| f == id).map(|(_, value)| value);
        if old == value.as_ref() {
            continue;
        }
        match value {
            Some(value) => {
                queries::set_value(tx, business, ticket, *id, value, &rules::sought(value)).await?;
                changed.push(format!("{} set to {}", field.label, rules::shown(field.kind, value)));
            }
            None => {
                queries::clear_value(tx, business, ticket, *id).await?;
                changed.push(format!("{} emptied", field.label));
            }
        }
    }
    Ok(changed)
}

/// Tickets of the business in which a field's value begins like this: with the field and the value.
///
/// # Errors
/// When the database fails.
pub async fn find_beginning(ex: impl Into<Ex<'_>>, business: BusinessId, words: &str, limit: i64) -> Result<Vec<(TicketId, String, String)>> {
    let beginning = rules::sought(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    if beginning.is_empty() {
        return Ok(Vec::new());
    }
    queries::list_beginning(ex, business, &beginning, limit).await
}

/// What a value that somebody looks for in a field is found by.
///
/// # Errors
/// When the database fails.
pub async fn sought(ex: impl Into<Ex<'_>>, business: BusinessId, key: &str, typed: &str) -> Result<String> {
    let fields = queries::list(ex, business).await?;
    let read = fields.iter().find(|f| f.key == key).and_then(|f| rules::read(f, typed).ok().flatten());
    Ok(rules::sought(read.as_deref().unwrap_or(typed.trim())))
}

/// Tickets with exactly this in the field with this key, as many as a search can find.
///
/// # Errors
/// When the database fails.
pub async fn list_with(services: &Services, who: &Agent, key: &str, typed: &str) -> Result<Vec<TicketId>> {
    let sought = sought(services.db(), who.business(), key, typed).await?;
    queries::list_with(services.db(), who.business(), key, &sought, 10_000).await
}

/// Adds a field.
///
/// # Errors
/// `Invalid` names the fields of the form.
pub async fn create(services: &Services, who: &Admin, draft: &FieldDraft) -> Result<FieldId> {
    let checked = draft.parse()?;
    let mut tx = services.begin().await?;
    if queries::count(&mut tx, who.business()).await? >= FIELDS_MAX as i64 {
        return Err(Error::field("label", format!("A business has at most {FIELDS_MAX} fields.")));
    }
    let id = queries::insert(&mut tx, who.business(), &checked).await?;
    told(tx, who).await?;
    Ok(id)
}

/// Changes a field. Its kind and who fills it stay once tickets have something in it: customers never get to see what staff wrote for itself.
///
/// # Errors
/// `Invalid` names the fields of the form; `NotFound` for another business's field.
pub async fn change(services: &Services, who: &Admin, id: FieldId, draft: &FieldDraft) -> Result<()> {
    let checked = draft.parse()?;
    let mut tx = services.begin().await?;
    queries::lock_all(&mut tx, who.business()).await?;
    let known = queries::list_kinds(&mut tx, who.business()).await?;
    let (_, kind, filled_by) = known.into_iter().find(|(field, ..)| *field == id).ok_or(Error::NotFound)?;
    let is_used = queries::count_values(&mut tx, who.business(), id).await? > 0;
    if is_used && kind != checked.kind {
        return Err(Error::field("kind", "Tickets have something in this field already, so its kind stays. Add another field instead."));
    }
    if is_used && filled_by == FilledBy::Staff && checked.filled_by == FilledBy::Customer {
        return Err(Error::field("filled_by", "Your team has filled this field already, and customers would see it. Add another field instead."));
    }
    queries::update(&mut tx, who.business(), id, &checked).await?;
    told(tx, who).await
}

/// Puts a field away or brings it back. What stands in tickets stays.
///
/// # Errors
/// `NotFound` for another business's field.
pub async fn set_archived(services: &Services, who: &Admin, id: FieldId, is_archived: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::set_archived(&mut tx, who.business(), id, is_archived).await?;
    told(tx, who).await
}

/// Moves a field up or down by one.
///
/// # Errors
/// `NotFound` for another business's field.
pub async fn shift(services: &Services, who: &Admin, id: FieldId, up: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let mut order = queries::lock_all(&mut tx, who.business()).await?;
    let at = order.iter().position(|field| *field == id).ok_or(Error::NotFound)?;
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(order.len() - 1) };
    order.swap(at, to);
    for (position, field) in order.into_iter().enumerate() {
        queries::set_position(&mut tx, who.business(), field, position as i64).await?;
    }
    told(tx, who).await
}

async fn told(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "fields".into() }).await?;
    tx.commit().await
}
