//! SQL of imports.

use crate::catalog::model::Import;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ImportId, MemberId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, dialect};

macro_rules! import {
    () => {
        "id, name, lines, fresh, changed, stocks, faults, state, done, created_at FROM product_import WHERE business_id = $1"
    };
}

const FIND: &str = concat!("SELECT ", import!(), " AND id = $2");
const LIST: &str = concat!("SELECT ", import!(), " ORDER BY id DESC LIMIT 10");
const INSERT: &str = "INSERT INTO product_import (business_id, member_id, name, body, lines, fresh, changed, stocks, faults, state, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'checked', $10) RETURNING id";
const BEGIN: &str = "UPDATE product_import SET state = 'running', sets_stock = $3 WHERE business_id = $1 AND id = $2 AND state = 'checked' AND lines > 0";
const FIND_BODY: &str = "SELECT member_id, body, sets_stock FROM product_import WHERE business_id = $1 AND id = $2 AND state = 'running'";
const LOCK_SQLITE: &str = "SELECT done FROM product_import WHERE business_id = $1 AND id = $2 AND state = 'running'";
const LOCK_POSTGRES: &str = "SELECT done FROM product_import WHERE business_id = $1 AND id = $2 AND state = 'running' FOR UPDATE";
const SET_DONE: &str = "UPDATE product_import SET done = $3 WHERE business_id = $1 AND id = $2";
const FINISH: &str = "UPDATE product_import SET state = 'done', body = '', finished_at = $3 WHERE business_id = $1 AND id = $2";

/// What a file was found to be.
#[derive(Clone, Debug)]
pub struct NewImport<'a> {
    /// The name of the file.
    pub name: &'a str,
    /// All of it.
    pub body: &'a str,
    /// Its good rows.
    pub lines: i64,
    /// Those that make something new.
    pub fresh: i64,
    /// Those that change something.
    pub changed: i64,
    /// Those that change a stock.
    pub stocks: i64,
    /// What is wrong, as JSON.
    pub faults: &'a str,
}

/// An import of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ImportId) -> Result<Option<Import>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// The last imports of this business.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Import>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// A file that was checked.
pub async fn insert(tx: &mut Tx, business: BusinessId, by: MemberId, new: &NewImport<'_>) -> Result<ImportId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT, business, by, new.name, new.body, new.lines, new.fresh, new.changed, new.stocks, new.faults, now)?)
}

/// Begins to take it over, with the stocks that stand in it or without; `false` when that was begun before.
pub async fn begin(tx: &mut Tx, business: BusinessId, id: ImportId, sets_stock: bool) -> Result<bool> {
    Ok(db_exec!(tx, BEGIN, business, id, sets_stock)? == 1)
}

/// An import that is running: who sent it, all of it, and whether its stocks count.
pub async fn find_body(ex: impl Into<Ex<'_>>, business: BusinessId, id: ImportId) -> Result<Option<(MemberId, String, bool)>> {
    Ok(db_opt!(ex.into(), FIND_BODY, business, id)?)
}

/// An import that is running, locked: how many of its rows are taken over.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: ImportId) -> Result<Option<i64>> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let found: Option<(i64,)> = db_opt!(tx, sql, business, id)?;
    Ok(found.map(|f| f.0))
}

/// So many rows are taken over.
pub async fn set_done(tx: &mut Tx, business: BusinessId, id: ImportId, done: i64) -> Result<()> {
    db_exec!(tx, SET_DONE, business, id, done)?;
    Ok(())
}

/// All rows are taken over.
pub async fn finish(tx: &mut Tx, business: BusinessId, id: ImportId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, FINISH, business, id, now)?;
    Ok(())
}
