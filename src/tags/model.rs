//! Tags.

use crate::kernel::ids::TagId;
use serde::{Deserialize, Serialize};

/// The longest tag, in characters.
pub const TAG_MAX: usize = 40;
/// The most tags of one ticket.
pub const TAGS_MAX: usize = 20;

/// A tag of a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// The word.
    pub name: String,
    /// How many tickets have it.
    pub tickets: i64,
}

/// The tags of a ticket, by name. A row carries them as one text with commas between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tags(pub Vec<String>);

crate::read_from_text!(Tags);

impl From<String> for Tags {
    fn from(text: String) -> Self {
        Self(text.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect())
    }
}

impl Tags {
    /// Whether it is among them.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|tag| tag == name)
    }
}

/// What a change of a ticket's tags came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Those it did not have before.
    pub added: Vec<String>,
    /// Those it has no longer.
    pub removed: Vec<String>,
}

impl Outcome {
    /// Whether everything is as it was.
    pub const fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}
