//! Macros and their steps.

use crate::choice;
use crate::fields::model::Field;
use crate::kernel::ids::{CategoryId, FieldId, MacroId, MemberId};
use crate::tickets::model::{Priority, Status};
use serde::{Deserialize, Serialize};

/// The most steps of one macro.
pub const STEPS_MAX: usize = 20;
/// The longest text of a step, in characters.
pub const TEXT_MAX: usize = 5_000;

/// Who a ticket is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Whoever applies the macro.
    Applier,
    /// Nobody any more.
    Nobody,
    /// This one of the team.
    Agent(MemberId),
}

/// One change of a ticket. As JSON: `{"do":"set_priority","to":"high"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Step {
    /// Moves it to another status.
    SetStatus { to: Status },
    /// Changes how urgent it is.
    SetPriority { to: Priority },
    /// Changes what it is about.
    SetCategory { to: CategoryId },
    /// Gives it to somebody.
    Assign { to: Whom },
    /// Puts a tag on it.
    AddTag { tag: String },
    /// Takes a tag off.
    RemoveTag { tag: String },
    /// Fills a field; an empty value empties it.
    SetField { field: FieldId, value: String },
    /// Writes a private note, with placeholders.
    Note { text: String },
    /// Writes to the customer, with placeholders.
    Reply { text: String },
}

choice! {
    /// What a step does, as forms name it.
    pub enum Deed {
        /// [`Step::Reply`]
        Reply = "reply" "Reply to the customer",
        /// [`Step::Note`]
        Note = "note" "Add a private note",
        /// [`Step::SetStatus`]
        SetStatus = "set_status" "Set the status",
        /// [`Step::SetPriority`]
        SetPriority = "set_priority" "Set the priority",
        /// [`Step::SetCategory`]
        SetCategory = "set_category" "Set the category",
        /// [`Step::Assign`]
        Assign = "assign" "Assign it",
        /// [`Step::AddTag`]
        AddTag = "add_tag" "Add a tag",
        /// [`Step::RemoveTag`]
        RemoveTag = "remove_tag" "Remove a tag",
        /// [`Step::SetField`]
        SetField = "set_field" "Fill a field",
    }
}

impl Step {
    /// What it does.
    pub const fn deed(&self) -> Deed {
        match self {
            Self::SetStatus { .. } => Deed::SetStatus,
            Self::SetPriority { .. } => Deed::SetPriority,
            Self::SetCategory { .. } => Deed::SetCategory,
            Self::Assign { .. } => Deed::Assign,
            Self::AddTag { .. } => Deed::AddTag,
            Self::RemoveTag { .. } => Deed::RemoveTag,
            Self::SetField { .. } => Deed::SetField,
            Self::Note { .. } => Deed::Note,
            Self::Reply { .. } => Deed::Reply,
        }
    }

    /// Its value as its form sends it.
    pub fn value(&self) -> String {
        match self {
            Self::SetStatus { to } => to.word().into(),
            Self::SetPriority { to } => to.word().into(),
            Self::SetCategory { to } => to.to_string(),
            Self::Assign { to: Whom::Applier } => "applier".into(),
            Self::Assign { to: Whom::Nobody } => "nobody".into(),
            Self::Assign { to: Whom::Agent(agent) } => agent.to_string(),
            Self::AddTag { tag } | Self::RemoveTag { tag } => tag.clone(),
            Self::SetField { value, .. } => value.clone(),
            Self::Note { text } | Self::Reply { text } => text.clone(),
        }
    }
}

/// The steps of a macro; a row carries them as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Steps(pub Vec<Step>);

crate::read_from_text!(Steps);

impl TryFrom<String> for Steps {
    type Error = serde_json::Error;
    fn try_from(json: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&json)
    }
}

/// A macro of a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Macro {
    /// Its id.
    pub id: MacroId,
    /// What it is called.
    pub name: String,
    /// When to use it.
    pub about: String,
    /// What it does, in order.
    pub steps: Steps,
    /// How often its steps changed: who changes an older one is told.
    pub revision: i64,
    /// Whether it is no longer offered.
    pub is_archived: bool,
}

/// What steps may name: the things of a business, with how they are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Categories in use.
    pub categories: Vec<(CategoryId, String)>,
    /// The team.
    pub team: Vec<(MemberId, String)>,
    /// Fields in use.
    pub fields: Vec<Field>,
}

impl Known {
    /// How a category is called.
    pub fn category(&self, id: CategoryId) -> Option<&str> {
        self.categories.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }

    /// How somebody of the team is called.
    pub fn member(&self, id: MemberId) -> Option<&str> {
        self.team.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }

    /// A field.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

/// How a ticket stands, as far as steps change it. What was written stays written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub category: Option<CategoryId>,
    /// Who has it.
    pub holder: Option<MemberId>,
    /// Its tags, by name.
    pub tags: Vec<String>,
    /// Its fields that hold something.
    pub values: Vec<(FieldId, String)>,
}

/// What a step will do to a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// In a sentence.
    pub sentence: String,
    /// What will be written, placeholders filled in.
    pub text: Option<String>,
    /// Whether anything changes.
    pub changes: bool,
    /// Whether it cannot be done, which keeps the whole macro from being applied.
    pub is_refused: bool,
}
