//! SQL of the help centre.

pub mod articles;
pub mod questions;
pub mod search;

use super::model::{Category, Occasion, Reply};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, HelpCategoryId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, dialect};

const START: &str = "INSERT INTO help_center (business_id) VALUES ($1) ON CONFLICT (business_id) DO NOTHING";
const VERSION: &str = "SELECT version FROM help_center WHERE business_id = $1";
const MOVE_ON: &str = "UPDATE help_center SET version = version + 1 WHERE business_id = $1";
const THRESHOLD: &str = "SELECT threshold FROM help_center WHERE business_id = $1";
const SET_THRESHOLD: &str = "UPDATE help_center SET threshold = $2 WHERE business_id = $1";
const LIST_CATEGORIES: &str = "SELECT id, name, about FROM help_category WHERE business_id = $1 ORDER BY position, id";
const FIND_CATEGORY: &str = "SELECT id, name, about FROM help_category WHERE business_id = $1 AND id = $2";
const INSERT_CATEGORY: &str = "INSERT INTO help_category (business_id, name, about, position)
    VALUES ($1, $2, $3, (SELECT COALESCE(MAX(position), 0) + 1 FROM help_category WHERE business_id = $1)) RETURNING id";
const INSERT_CATEGORIES_SQLITE: &str = "INSERT INTO help_category (business_id, name, about, position)
    SELECT $1, json_extract(value, '$[0]'), json_extract(value, '$[1]'), key + 1 FROM json_each($2) WHERE true ON CONFLICT DO NOTHING";
const INSERT_CATEGORIES_POSTGRES: &str = "INSERT INTO help_category (business_id, name, about, position)
    SELECT CAST($1 AS BIGINT), j->>0, j->>1, n FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (j, n) ON CONFLICT DO NOTHING";
const UPDATE_CATEGORY: &str = "UPDATE help_category SET name = $3, about = $4 WHERE business_id = $1 AND id = $2";
const DELETE_CATEGORY: &str = "DELETE FROM help_category WHERE business_id = $1 AND id = $2";
const REORDER_CATEGORIES_SQLITE: &str = "UPDATE help_category SET position = v.position FROM (SELECT value AS id, key + 1 AS position FROM json_each($2)) AS v WHERE help_category.business_id = $1 AND help_category.id = v.id";
const REORDER_CATEGORIES_POSTGRES: &str = "UPDATE help_category SET position = v.position
    FROM (SELECT value::bigint AS id, position FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS t (value, position)) AS v
    WHERE help_category.business_id = $1 AND help_category.id = v.id";
const LIST_REPLIES: &str = "SELECT occasion, body, is_on FROM help_reply WHERE business_id = $1";
const FIND_REPLY: &str = "SELECT occasion, body, is_on FROM help_reply WHERE business_id = $1 AND occasion = $2";
const INSERT_REPLY: &str = "INSERT INTO help_reply (business_id, occasion, body) VALUES ($1, $2, $3) ON CONFLICT (business_id, occasion) DO NOTHING";
const SET_REPLY: &str = "INSERT INTO help_reply (business_id, occasion, body, is_on) VALUES ($1, $2, $3, $4)
    ON CONFLICT (business_id, occasion) DO UPDATE SET body = excluded.body, is_on = excluded.is_on";

/// Makes the business's help centre when it has none.
pub async fn start(tx: &mut Tx, business: BusinessId) -> Result<()> {
    db_exec!(tx, START, business)?;
    Ok(())
}

/// Grows with every change of what is matched.
pub async fn find_version(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<i64> {
    Ok(db_val_opt!(ex.into(), VERSION, business)?.unwrap_or(0))
}

/// Tells every process that what is matched has changed.
pub async fn move_on(tx: &mut Tx, business: BusinessId) -> Result<()> {
    db_exec!(tx, MOVE_ON, business)?;
    Ok(())
}

/// From which confidence on questions are answered.
pub async fn find_threshold(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<i64>> {
    Ok(db_val_opt!(ex.into(), THRESHOLD, business)?)
}

/// Sets from which confidence on questions are answered.
pub async fn set_threshold(tx: &mut Tx, business: BusinessId, threshold: i64) -> Result<()> {
    db_exec!(tx, SET_THRESHOLD, business, threshold)?;
    Ok(())
}

/// The categories in order.
pub async fn list_categories(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Category>> {
    Ok(db_all!(ex.into(), LIST_CATEGORIES, business)?)
}

/// One category.
pub async fn find_category(ex: impl Into<Ex<'_>>, business: BusinessId, id: HelpCategoryId) -> Result<Option<Category>> {
    Ok(db_opt!(ex.into(), FIND_CATEGORY, business, id)?)
}

/// A new category, after the others.
pub async fn insert_category(tx: &mut Tx, business: BusinessId, name: &str, about: &str) -> Result<HelpCategoryId> {
    let id: Result<HelpCategoryId, sqlx::Error> = db_val!(tx, INSERT_CATEGORY, business, name, about);
    id.on_constraint(name_is_taken)
}

/// Several categories: names and what they are about. Those that are there already stay as they are.
pub async fn insert_categories(tx: &mut Tx, business: BusinessId, categories: &[(&str, &str)]) -> Result<()> {
    let sql = dialect!(tx, sqlite: INSERT_CATEGORIES_SQLITE, postgres: INSERT_CATEGORIES_POSTGRES);
    db_exec!(tx, sql, business, json(&categories))?;
    Ok(())
}

/// Changes a category.
pub async fn update_category(tx: &mut Tx, business: BusinessId, id: HelpCategoryId, name: &str, about: &str) -> Result<()> {
    let touched = db_exec!(tx, UPDATE_CATEGORY, business, id, name, about).on_constraint(name_is_taken)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Deletes a category that no article is in.
pub async fn delete_category(tx: &mut Tx, business: BusinessId, id: HelpCategoryId) -> Result<()> {
    let full = || Error::Conflict("There are articles in this category. Move them to another one first.".into());
    let touched = db_exec!(tx, DELETE_CATEGORY, business, id).on_constraint(full)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Puts categories into this order.
pub async fn reorder_categories(tx: &mut Tx, business: BusinessId, ids: &[HelpCategoryId]) -> Result<()> {
    let sql = dialect!(tx, sqlite: REORDER_CATEGORIES_SQLITE, postgres: REORDER_CATEGORIES_POSTGRES);
    db_exec!(tx, sql, business, json(&ids))?;
    Ok(())
}

/// The automatic responses.
pub async fn list_replies(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Reply>> {
    Ok(db_all!(ex.into(), LIST_REPLIES, business)?)
}

/// One automatic response.
pub async fn find_reply(ex: impl Into<Ex<'_>>, business: BusinessId, occasion: Occasion) -> Result<Option<Reply>> {
    Ok(db_opt!(ex.into(), FIND_REPLY, business, occasion)?)
}

/// An automatic response, unless there is one.
pub async fn insert_reply(tx: &mut Tx, business: BusinessId, occasion: Occasion, body: &str) -> Result<()> {
    db_exec!(tx, INSERT_REPLY, business, occasion, body)?;
    Ok(())
}

/// Sets an automatic response.
pub async fn set_reply(tx: &mut Tx, business: BusinessId, reply: &Reply) -> Result<()> {
    db_exec!(tx, SET_REPLY, business, reply.occasion, reply.body.as_str(), reply.is_on)?;
    Ok(())
}

fn name_is_taken() -> Error {
    Error::field("name", "There is already a category with this name.")
}

/// Plain data as one JSON parameter.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}
