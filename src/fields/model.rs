//! Fields and their values.

use crate::choice;
use crate::help::model::Lines;
use crate::kernel::ids::{CategoryId, FieldId};
use serde::{Deserialize, Serialize};

/// The most fields of a business.
pub const FIELDS_MAX: usize = 50;
/// The longest value, in characters.
pub const VALUE_MAX: usize = 500;
/// The most options of a choice.
pub const OPTIONS_MAX: usize = 50;

choice! {
    /// What may stand in a field.
    pub enum Kind {
        /// A line of text.
        Text = "text" "Text",
        /// A number.
        Number = "number" "Number",
        /// One of a few.
        Choice = "choice" "Choice",
        /// A day.
        Date = "date" "Date",
        /// Yes or no.
        YesNo = "yes_no" "Yes or no",
    }
}

choice! {
    /// Who fills a field.
    pub enum FilledBy {
        /// Whoever opens the ticket; the staff may correct it.
        Customer = "customer" "The customer",
        /// The staff; customers never see it.
        Staff = "staff" "The team",
    }
}

/// Categories a field belongs to; a row carries their ids with commas between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Categories(pub Vec<CategoryId>);

crate::read_from_text!(Categories);

impl From<String> for Categories {
    fn from(text: String) -> Self {
        Self(text.split(',').filter_map(|id| id.parse().ok()).collect())
    }
}

/// A field of a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Field {
    /// Its id.
    pub id: FieldId,
    /// What forms and addresses call it.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What is expected in it.
    pub hint: String,
    /// What may stand in it.
    pub kind: Kind,
    /// What a choice is made of.
    pub options: Lines,
    /// Whether it must be filled when a ticket is opened.
    pub is_required: bool,
    /// Who fills it.
    pub filled_by: FilledBy,
    /// Whether it is no longer asked for.
    pub is_archived: bool,
    /// The categories it belongs to; none for every ticket.
    pub categories: Categories,
}

impl Field {
    /// The name of its control in forms.
    pub fn control(&self) -> String {
        control(&self.key)
    }

    /// Whether tickets about this have it.
    pub fn fits(&self, category: Option<CategoryId>) -> bool {
        self.categories.0.is_empty() || category.is_some_and(|id| self.categories.0.contains(&id))
    }
}

/// The name of the control of the field with this key.
pub fn control(key: &str) -> String {
    format!("fields[{key}]")
}

/// A field of a ticket with what stands in it; empty when nothing does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The field.
    pub field: Field,
    /// In the one way its kind is written.
    pub value: String,
}

/// What is to stand in a field; `None` empties it.
pub type Entry = (FieldId, Option<String>);
