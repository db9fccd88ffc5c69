//! SQL of templates.

use super::draft::Checked;
use super::model::Template;
use crate::error::{Error, Result};
use crate::help::model::Lines;
use crate::kernel::ids::{BusinessId, TemplateId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val};

macro_rules! columns {
    () => {
        "id, name, subject, body, category_id, priority, tags, field_values, is_public"
    };
}

const LIST: &str = concat!("SELECT ", columns!(), " FROM ticket_template WHERE business_id = $1 ORDER BY name, id");
const FIND: &str = concat!("SELECT ", columns!(), " FROM ticket_template WHERE business_id = $1 AND id = $2");
const INSERT: &str = "INSERT INTO ticket_template (business_id, name, subject, body, category_id, priority, tags, field_values, is_public)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
const UPDATE: &str =
    "UPDATE ticket_template SET name = $3, subject = $4, body = $5, category_id = $6, priority = $7, tags = $8, field_values = $9, is_public = $10
    WHERE business_id = $1 AND id = $2";
const DELETE: &str = "DELETE FROM ticket_template WHERE business_id = $1 AND id = $2";

/// All templates of a business by name.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Template>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// One template.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: TemplateId) -> Result<Option<Template>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A new one.
pub async fn insert(tx: &mut Tx, business: BusinessId, t: &Checked) -> Result<TemplateId> {
    let (tags, values) = texts(t);
    let id: Result<TemplateId, sqlx::Error> = db_val!(tx, INSERT, business, &t.name, &t.subject, &t.body, t.category, t.priority, tags, values, t.is_public);
    id.on_constraint(taken)
}

/// Changes one.
pub async fn update(tx: &mut Tx, business: BusinessId, id: TemplateId, t: &Checked) -> Result<()> {
    let (tags, values) = texts(t);
    let touched = db_exec!(tx, UPDATE, business, id, &t.name, &t.subject, &t.body, t.category, t.priority, tags, values, t.is_public).on_constraint(taken)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Deletes one.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: TemplateId) -> Result<()> {
    if db_exec!(tx, DELETE, business, id)? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn texts(t: &Checked) -> (String, String) {
    (Lines(t.tags.clone()).to_string(), serde_json::to_string(&t.values).expect("values are plain data"))
}

fn taken() -> Error {
    Error::field("name", "There is already a template with this name.")
}
