//! SQL of versions; walks beside.

pub mod walks;

use super::graph::Graph;
use super::model::{Journey, JourneyRow, State};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, JourneyId};
use crate::kernel::time::Timestamp;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};
use serde::Serialize;
use serde::de::DeserializeOwned;

macro_rules! columns {
    () => {
        "id, business_id, number, name, state, revision, graph, updated_at"
    };
}

const LIST: &str = "SELECT j.id, j.number, j.name, j.state, j.updated_at,
    (SELECT COUNT(*) FROM journey_walk w WHERE w.business_id = $1 AND w.journey_id = j.id AND NOT w.is_trial) AS walked,
    (SELECT COUNT(*) FROM journey_walk w WHERE w.business_id = $1 AND w.journey_id = j.id AND NOT w.is_trial AND w.finished_at IS NOT NULL) AS ended
    FROM journey j WHERE j.business_id = $1 ORDER BY j.number DESC LIMIT 200";
const FIND: &str = concat!("SELECT ", columns!(), " FROM journey WHERE business_id = $1 AND id = $2");
const FIND_ACTIVE: &str = concat!("SELECT ", columns!(), " FROM journey WHERE business_id = $1 AND state = 'active'");
const INSERT: &str = "INSERT INTO journey (business_id, number, name, state, graph, created_at, updated_at)
    VALUES ($1, $2, $3, 'draft', $4, $5, $5) RETURNING id";
const NEXT_NUMBER: &str = "UPDATE business SET journey_head = journey_head + 1 WHERE id = $1 RETURNING journey_head";
const UPDATE: &str = "UPDATE journey SET name = $4, graph = $5, revision = revision + 1, updated_at = $6
    WHERE business_id = $1 AND id = $2 AND revision = $3 AND state = 'draft'";
const SET_STATE: &str = "UPDATE journey SET state = $4, revision = revision + 1, updated_at = $5
    WHERE business_id = $1 AND id = $2 AND state = $3 AND revision = $6";
const ARCHIVE_ACTIVE: &str = "UPDATE journey SET state = 'archived', revision = revision + 1, updated_at = $2 WHERE business_id = $1 AND state = 'active'";
const DELETE_TRIAL_VISITS: &str = "DELETE FROM journey_visit WHERE business_id = $1 AND journey_id = $2";
const DELETE_TRIALS: &str = "DELETE FROM journey_walk WHERE business_id = $1 AND journey_id = $2 AND is_trial";
const DELETE: &str = "DELETE FROM journey WHERE business_id = $1 AND id = $2 AND state = 'draft'";

#[derive(Debug, sqlx_macros::FromRow)]
struct Row {
    id: JourneyId,
    business_id: BusinessId,
    number: i64,
    name: String,
    state: State,
    revision: i64,
    graph: String,
    updated_at: Timestamp,
}

impl Row {
    fn read(self) -> Result<Journey> {
        let Self { id, business_id, number, name, state, revision, graph, updated_at } = self;
        Ok(Journey { id, business_id, number, name, state, revision, graph: read_json(&graph)?, updated_at })
    }
}

/// JSON as it is stored.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}

/// JSON as it was stored.
pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        tracing::error!(%error, "a stored journey cannot be read");
        Error::Internal
    })
}

/// The versions, the newest first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<JourneyRow>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// A version.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: JourneyId) -> Result<Option<Journey>> {
    let row: Option<Row> = db_opt!(ex.into(), FIND, business, id)?;
    row.map(Row::read).transpose()
}

/// The version that customers walk.
pub async fn find_active(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Journey>> {
    let row: Option<Row> = db_opt!(ex.into(), FIND_ACTIVE, business)?;
    row.map(Row::read).transpose()
}

/// A new draft under a number that none had before.
pub async fn insert(tx: &mut Tx, business: BusinessId, name: &str, graph: &Graph) -> Result<JourneyId> {
    let now = tx.now();
    let number: i64 = db_val!(&mut *tx, NEXT_NUMBER, business)?;
    Ok(db_val!(tx, INSERT, business, number, name, json(graph), now)?)
}

/// Saves a draft; `false` when it is none any more, or was saved since.
pub async fn update(tx: &mut Tx, business: BusinessId, id: JourneyId, revision: i64, name: &str, graph: &Graph) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, UPDATE, business, id, revision, name, json(graph), now)? == 1)
}

/// Moves a version to another state; `false` when it does not stand as `seen` any more: what was saved since was not looked at.
pub async fn set_state(tx: &mut Tx, business: BusinessId, seen: &Journey, to: State) -> Result<bool> {
    let now = tx.now();
    let moved = db_exec!(tx, SET_STATE, business, seen.id, seen.state, to, now, seen.revision);
    Ok(moved.on_constraint(|| Error::Conflict("Somebody activated another version at the same moment. Look again.".into()))? == 1)
}

/// Archives the version that is active, if there is one.
pub async fn archive_active(tx: &mut Tx, business: BusinessId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, ARCHIVE_ACTIVE, business, now)?;
    Ok(())
}

/// Deletes a draft and the trials of it; `false` when it is none.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: JourneyId) -> Result<bool> {
    db_exec!(tx, DELETE_TRIAL_VISITS, business, id)?;
    db_exec!(tx, DELETE_TRIALS, business, id)?;
    Ok(db_exec!(tx, DELETE, business, id)? == 1)
}
