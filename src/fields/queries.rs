//! SQL of fields and their values.

use super::draft::Checked;
use super::model::{Field, FilledBy, Kind};
use crate::error::{Error, Result};
use crate::help::model::Lines;
use crate::kernel::ids::{BusinessId, CategoryId, FieldId, TicketId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val, db_vals, dialect};

const LIST: &str = "SELECT f.id, f.key, f.label, f.hint, f.kind, f.options, f.is_required, f.filled_by, f.is_archived,
    COALESCE((SELECT STRING_AGG(CAST(c.category_id AS TEXT), ',' ORDER BY c.category_id) FROM field_category c WHERE c.field_id = f.id), '') AS categories
    FROM field f WHERE f.business_id = $1 ORDER BY f.position, f.id";
const INSERT: &str = "INSERT INTO field (business_id, key, label, hint, kind, options, is_required, filled_by, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT COALESCE(MAX(position), 0) + 1 FROM field WHERE business_id = $1)) RETURNING id";
const UPDATE: &str =
    "UPDATE field SET key = $3, label = $4, hint = $5, kind = $6, options = $7, is_required = $8, filled_by = $9 WHERE business_id = $1 AND id = $2";
const CLEAR_CATEGORIES: &str = "DELETE FROM field_category WHERE business_id = $1 AND field_id = $2";
const ADD_CATEGORY: &str =
    "INSERT INTO field_category (business_id, field_id, category_id) SELECT k.business_id, $2, k.id FROM category k WHERE k.business_id = $1 AND k.id = $3
    ON CONFLICT DO NOTHING";
const SET_ARCHIVED: &str = "UPDATE field SET is_archived = $3 WHERE business_id = $1 AND id = $2";
const SET_POSITION: &str = "UPDATE field SET position = $3 WHERE business_id = $1 AND id = $2";
const LOCK_ALL_SQLITE: &str = "SELECT id FROM field WHERE business_id = $1 ORDER BY position, id";
const LOCK_ALL_POSTGRES: &str = "SELECT id FROM field WHERE business_id = $1 ORDER BY position, id FOR UPDATE";
const VALUES: &str = "SELECT field_id, value FROM ticket_field WHERE business_id = $1 AND ticket_id = $2";
const SET_VALUE: &str = "INSERT INTO ticket_field (business_id, ticket_id, field_id, kind, value, sought)
    SELECT f.business_id, $2, f.id, f.kind, $4, $5 FROM field f WHERE f.business_id = $1 AND f.id = $3
    ON CONFLICT (ticket_id, field_id) DO UPDATE SET value = excluded.value, sought = excluded.sought";
const CLEAR_VALUE: &str = "DELETE FROM ticket_field WHERE business_id = $1 AND ticket_id = $2 AND field_id = $3";
const BEGINNING: &str = "SELECT v.ticket_id, f.label, v.value FROM ticket_field v JOIN field f ON f.id = v.field_id
    WHERE v.business_id = $1 AND v.sought >= $2 AND v.sought < $3 ORDER BY v.sought, v.ticket_id DESC LIMIT $4";
const COUNT: &str = "SELECT COUNT(*) FROM field WHERE business_id = $1";

/// All fields of a business, in order; archived ones too.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Field>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// How many fields a business has.
pub async fn count(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT, business)?)
}

/// A new field, the last in order.
pub async fn insert(tx: &mut Tx, business: BusinessId, f: &Checked) -> Result<FieldId> {
    let options = Lines(f.options.clone()).to_string();
    let id: Result<FieldId, sqlx::Error> = db_val!(&mut *tx, INSERT, business, &f.key, &f.label, &f.hint, f.kind, options, f.is_required, f.filled_by);
    let id = id.on_constraint(taken)?;
    set_categories(tx, business, id, &f.categories).await?;
    Ok(id)
}

/// Changes a field.
pub async fn update(tx: &mut Tx, business: BusinessId, id: FieldId, f: &Checked) -> Result<()> {
    let options = Lines(f.options.clone()).to_string();
    db_exec!(tx, UPDATE, business, id, &f.key, &f.label, &f.hint, f.kind, options, f.is_required, f.filled_by).on_constraint(taken)?;
    db_exec!(tx, CLEAR_CATEGORIES, business, id)?;
    set_categories(tx, business, id, &f.categories).await
}

fn taken() -> Error {
    Error::field("key", "There is already a field with this name.")
}

async fn set_categories(tx: &mut Tx, business: BusinessId, id: FieldId, categories: &[CategoryId]) -> Result<()> {
    for category in categories {
        if db_exec!(tx, ADD_CATEGORY, business, id, *category)? == 0 {
            return Err(Error::field("categories", "Categories: choose some of the list."));
        }
    }
    Ok(())
}

/// The fields of a business in order, locked for this transaction.
pub async fn lock_all(tx: &mut Tx, business: BusinessId) -> Result<Vec<FieldId>> {
    let sql = dialect!(tx, sqlite: LOCK_ALL_SQLITE, postgres: LOCK_ALL_POSTGRES);
    Ok(db_vals!(tx, sql, business)?)
}

/// Puts a field away or brings it back.
pub async fn set_archived(tx: &mut Tx, business: BusinessId, id: FieldId, is_archived: bool) -> Result<()> {
    if db_exec!(tx, SET_ARCHIVED, business, id, is_archived)? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Where a field stands.
pub async fn set_position(tx: &mut Tx, business: BusinessId, id: FieldId, position: i64) -> Result<()> {
    db_exec!(tx, SET_POSITION, business, id, position)?;
    Ok(())
}

/// What stands in the fields of a ticket.
pub async fn values(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<(FieldId, String)>> {
    Ok(db_all!(ex.into(), VALUES, business, ticket)?)
}

/// Writes a value.
pub async fn set_value(tx: &mut Tx, business: BusinessId, ticket: TicketId, field: FieldId, value: &str, sought: &str) -> Result<()> {
    db_exec!(tx, SET_VALUE, business, ticket, field, value, sought)?;
    Ok(())
}

/// Empties a field.
pub async fn clear_value(tx: &mut Tx, business: BusinessId, ticket: TicketId, field: FieldId) -> Result<()> {
    db_exec!(tx, CLEAR_VALUE, business, ticket, field)?;
    Ok(())
}

/// Values that begin like this: whose, in which field, and what.
pub async fn list_beginning(ex: impl Into<Ex<'_>>, business: BusinessId, beginning: &str, limit: i64) -> Result<Vec<(TicketId, String, String)>> {
    let end = format!("{beginning}\u{10FFFF}");
    Ok(db_all!(ex.into(), BEGINNING, business, beginning, end, limit)?)
}

/// Tickets with exactly this in the field with this key.
pub async fn list_with(ex: impl Into<Ex<'_>>, business: BusinessId, key: &str, sought: &str, limit: i64) -> Result<Vec<TicketId>> {
    const SQL: &str =
        "SELECT v.ticket_id FROM field d JOIN ticket_field v ON v.field_id = d.id WHERE d.business_id = $1 AND d.key = $2 AND v.sought = $3 LIMIT $4";
    Ok(db_vals!(ex.into(), SQL, business, key, sought, limit)?)
}

/// How many tickets have a value in this field.
pub async fn count_values(ex: impl Into<Ex<'_>>, business: BusinessId, id: FieldId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM ticket_field WHERE business_id = $1 AND field_id = $2";
    Ok(db_val!(ex.into(), SQL, business, id)?)
}

/// The kind of a field and who fills it, as they stand.
pub async fn list_kinds(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(FieldId, Kind, FilledBy)>> {
    const SQL: &str = "SELECT id, kind, filled_by FROM field WHERE business_id = $1";
    Ok(db_all!(ex.into(), SQL, business)?)
}
