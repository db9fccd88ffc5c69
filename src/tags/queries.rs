//! SQL of tags.

use super::model::Tag;
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, TagId, TicketId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val_opt, db_vals, dialect};

const LIST: &str =
    "SELECT g.id, g.name, (SELECT COUNT(*) FROM ticket_tag x WHERE x.tag_id = g.id) AS tickets FROM tag g WHERE g.business_id = $1 ORDER BY g.name";
const NAMES: &str = "SELECT name FROM tag WHERE business_id = $1 ORDER BY name LIMIT $2";
const OF_TICKET: &str = "SELECT g.name FROM ticket_tag x JOIN tag g ON g.id = x.tag_id WHERE x.business_id = $1 AND x.ticket_id = $2 ORDER BY g.name";
const INSERT: &str = "INSERT INTO tag (business_id, name) VALUES ($1, $2) ON CONFLICT (business_id, name) DO NOTHING";
const PUT: &str = "INSERT INTO ticket_tag (business_id, ticket_id, tag_id) SELECT g.business_id, $2, g.id FROM tag g WHERE g.business_id = $1 AND g.name = $3
    ON CONFLICT DO NOTHING";
const TAKE_OFF: &str =
    "DELETE FROM ticket_tag WHERE business_id = $1 AND ticket_id = $2 AND tag_id = (SELECT id FROM tag WHERE business_id = $1 AND name = $3)";
const RENAME: &str = "UPDATE tag SET name = $3 WHERE business_id = $1 AND id = $2";
const LOCK_SQLITE: &str = "SELECT name FROM tag WHERE business_id = $1 AND id = $2";
const LOCK_POSTGRES: &str = "SELECT name FROM tag WHERE business_id = $1 AND id = $2 FOR UPDATE";
const MOVE: &str =
    "INSERT INTO ticket_tag (business_id, ticket_id, tag_id) SELECT x.business_id, x.ticket_id, $3 FROM ticket_tag x WHERE x.business_id = $1 AND x.tag_id = $2
    ON CONFLICT DO NOTHING";
const CLEAR: &str = "DELETE FROM ticket_tag WHERE business_id = $1 AND tag_id = $2";
const DELETE: &str = "DELETE FROM tag WHERE business_id = $1 AND id = $2";

/// All tags of a business by name.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Tag>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// The first names.
pub async fn names(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<String>> {
    Ok(db_vals!(ex.into(), NAMES, business, limit)?)
}

/// The tags of one ticket by name.
pub async fn of_ticket(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<String>> {
    Ok(db_vals!(ex.into(), OF_TICKET, business, ticket)?)
}

/// Puts a tag on a ticket; the business has it afterwards.
pub async fn put(tx: &mut Tx, business: BusinessId, ticket: TicketId, name: &str) -> Result<()> {
    db_exec!(tx, INSERT, business, name)?;
    db_exec!(tx, PUT, business, ticket, name).on_constraint(|| Error::Conflict("This tag was just deleted. Try again.".into()))?;
    Ok(())
}

/// Takes a tag off a ticket.
pub async fn take_off(tx: &mut Tx, business: BusinessId, ticket: TicketId, name: &str) -> Result<()> {
    db_exec!(tx, TAKE_OFF, business, ticket, name)?;
    Ok(())
}

/// The name of a tag, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: TagId) -> Result<String> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let name: Option<String> = db_val_opt!(tx, sql, business, id)?;
    name.ok_or(Error::NotFound)
}

/// Another name for a tag.
pub async fn rename(tx: &mut Tx, business: BusinessId, id: TagId, name: &str) -> Result<()> {
    let taken = || Error::field("name", "There is already a tag with this name. Join the two below instead.");
    db_exec!(tx, RENAME, business, id, name).on_constraint(taken)?;
    Ok(())
}

/// Gives every ticket of one tag the other.
pub async fn move_to(tx: &mut Tx, business: BusinessId, from: TagId, to: TagId) -> Result<()> {
    db_exec!(tx, MOVE, business, from, to)?;
    Ok(())
}

/// Deletes a tag and takes it off every ticket.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: TagId) -> Result<()> {
    db_exec!(tx, CLEAR, business, id)?;
    db_exec!(tx, DELETE, business, id)?;
    Ok(())
}
