//! SQL of macros.

use super::model::{Macro, Step};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, MacroId, MemberId, TicketId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, dialect};

macro_rules! columns {
    () => {
        "id, name, about, steps, revision, is_archived"
    };
}

const LIST: &str = concat!("SELECT ", columns!(), " FROM macro WHERE business_id = $1 ORDER BY is_archived, name");
const FIND: &str = concat!("SELECT ", columns!(), " FROM macro WHERE business_id = $1 AND id = $2");
const LOCK_SQLITE: &str = concat!("SELECT ", columns!(), " FROM macro WHERE business_id = $1 AND id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", columns!(), " FROM macro WHERE business_id = $1 AND id = $2 FOR UPDATE");
const INSERT: &str = "INSERT INTO macro (business_id, name, about, steps, revision) VALUES ($1, $2, $3, $4, 1) RETURNING id";
const INSERT_NEW: &str = "INSERT INTO macro (business_id, name, about, steps, revision) VALUES ($1, $2, $3, $4, 1) ON CONFLICT (business_id, name) DO NOTHING";
const UPDATE: &str = "UPDATE macro SET name = $3, about = $4, is_archived = $5 WHERE business_id = $1 AND id = $2";
const SET_STEPS: &str = "UPDATE macro SET steps = $3, revision = revision + 1 WHERE business_id = $1 AND id = $2";
const NOTE_RUN: &str = "INSERT INTO macro_run (business_id, ticket_id, client_id, macro_id, member_id, at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (ticket_id, client_id) DO NOTHING";

/// All macros of a business: those in use first, by name.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Macro>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// One macro.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: MacroId) -> Result<Option<Macro>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// One macro, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: MacroId) -> Result<Macro> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let found: Option<Macro> = db_opt!(tx, sql, business, id)?;
    found.ok_or(Error::NotFound)
}

/// A new macro.
pub async fn insert(tx: &mut Tx, business: BusinessId, name: &str, about: &str, steps: &[Step]) -> Result<MacroId> {
    let id: Result<MacroId, sqlx::Error> = db_val!(tx, INSERT, business, name, about, json(steps));
    id.on_constraint(taken)
}

/// A new macro, unless the business has one of this name.
pub async fn insert_new(tx: &mut Tx, business: BusinessId, name: &str, about: &str, steps: &[Step]) -> Result<u64> {
    Ok(db_exec!(tx, INSERT_NEW, business, name, about, json(steps))?)
}

/// Renames a macro, puts it away or brings it back.
pub async fn update(tx: &mut Tx, business: BusinessId, id: MacroId, name: &str, about: &str, is_archived: bool) -> Result<()> {
    let touched = db_exec!(tx, UPDATE, business, id, name, about, is_archived).on_constraint(taken)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Other steps for a macro.
pub async fn set_steps(tx: &mut Tx, business: BusinessId, id: MacroId, steps: &[Step]) -> Result<()> {
    db_exec!(tx, SET_STEPS, business, id, json(steps))?;
    Ok(())
}

/// Notes that a macro is applied; `false` when the same form applied it before.
pub async fn note_run(tx: &mut Tx, business: BusinessId, ticket: TicketId, client_id: &str, id: MacroId, by: MemberId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, NOTE_RUN, business, ticket, client_id, id, by, now)? > 0)
}

fn taken() -> Error {
    Error::field("name", "There is already a macro with this name.")
}

fn json(steps: &[Step]) -> String {
    serde_json::to_string(steps).expect("steps are plain data")
}
