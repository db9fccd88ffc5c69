//! SQL of what the bot can talk about.

use super::json;
use crate::chats::bot::topic::{Topic, TopicDraft, Written};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, TopicId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val, dialect};

const LIST: &str = "SELECT id, name, wordings, answer, chips, effect, is_on FROM chat_topic WHERE business_id = $1 AND (is_on OR $2) ORDER BY position, id";
const INSERT: &str = "INSERT INTO chat_topic (business_id, name, wordings, answer, chips, effect, is_on, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT COALESCE(MAX(t.position), 0) + 1 FROM chat_topic t WHERE t.business_id = $1)) RETURNING id";
const INSERT_ALL_SQLITE: &str = "INSERT INTO chat_topic (business_id, name, wordings, answer, chips, effect, position)
    SELECT $1, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]'), key
    FROM json_each($2) WHERE true ON CONFLICT (business_id, name) DO NOTHING";
const INSERT_ALL_POSTGRES: &str = "INSERT INTO chat_topic (business_id, name, wordings, answer, chips, effect, position)
    SELECT $1, j->>0, j->>1, j->>2, j->>3, j->>4, n - 1 FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (j, n) ON CONFLICT (business_id, name) DO NOTHING";
const UPDATE: &str = "UPDATE chat_topic SET name = $3, wordings = $4, answer = $5, chips = $6, effect = $7, is_on = $8 WHERE business_id = $1 AND id = $2";
const DELETE: &str = "DELETE FROM chat_topic WHERE business_id = $1 AND id = $2";

/// The topics in order: those that are switched on, or all.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, all: bool) -> Result<Vec<Topic>> {
    Ok(db_all!(ex.into(), LIST, business, all)?)
}

/// A new topic, after the others.
pub async fn insert(tx: &mut Tx, business: BusinessId, w: &Written) -> Result<TopicId> {
    let (wordings, chips) = (w.wordings.to_string(), w.chips.to_string());
    let id: Result<TopicId, sqlx::Error> = db_val!(tx, INSERT, business, w.name.as_str(), wordings, w.answer.as_str(), chips, w.effect, w.is_on);
    id.on_constraint(name_is_taken)
}

/// Several topics; those whose names are there already stay as they are. Says how many are new.
pub async fn insert_all(tx: &mut Tx, business: BusinessId, drafts: &[TopicDraft]) -> Result<u64> {
    let rows: Vec<_> = drafts.iter().map(|d| (&d.name, &d.wordings, &d.answer, &d.chips, &d.effect)).collect();
    let sql = dialect!(tx, sqlite: INSERT_ALL_SQLITE, postgres: INSERT_ALL_POSTGRES);
    Ok(db_exec!(tx, sql, business, json(&rows))?)
}

/// Changes a topic.
pub async fn update(tx: &mut Tx, business: BusinessId, id: TopicId, w: &Written) -> Result<()> {
    let (wordings, chips) = (w.wordings.to_string(), w.chips.to_string());
    let touched = db_exec!(tx, UPDATE, business, id, w.name.as_str(), wordings, w.answer.as_str(), chips, w.effect, w.is_on);
    if touched.on_constraint(name_is_taken)? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Deletes a topic.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: TopicId) -> Result<()> {
    if db_exec!(tx, DELETE, business, id)? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn name_is_taken() -> Error {
    Error::field("name", "There is already a topic with this name.")
}
