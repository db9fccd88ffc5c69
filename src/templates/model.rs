//! Templates of tickets.

use crate::help::model::Lines;
use crate::kernel::ids::{CategoryId, FieldId, TemplateId};
use crate::tickets::model::Priority;
use serde::{Deserialize, Serialize};

/// What stands in fields; a row carries it as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(pub Vec<(FieldId, String)>);

crate::read_from_text!(Values);

impl TryFrom<String> for Values {
    type Error = serde_json::Error;
    fn try_from(json: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&json)
    }
}

/// A ticket that is opened often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What it is called.
    pub name: String,
    /// The ticket's subject.
    pub subject: String,
    /// Its description.
    pub body: String,
    /// What it is about.
    pub category_id: Option<CategoryId>,
    /// How urgent it is.
    pub priority: Priority,
    /// Its tags.
    pub tags: Lines,
    /// What stands in its fields.
    pub field_values: Values,
    /// Whether customers may begin with it.
    pub is_public: bool,
}
