//! A file of products that an admin sent, and how far it has come.

use super::sheet::{Fault, Faults};
use crate::choice;
use crate::kernel::ids::ImportId;
use crate::kernel::time::Timestamp;

choice! {
    /// How far an import has come.
    pub enum ImportState {
        /// Read and checked; nothing is changed.
        Checked = "checked" "Checked",
        /// Being taken over.
        Running = "running" "Running",
        /// Taken over.
        Done = "done" "Done",
    }
}

/// A file of products that an admin sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The name of the file.
    pub name: String,
    /// Its rows, without the head.
    pub lines: i64,
    /// Rows that make something new.
    pub fresh: i64,
    /// Rows that change something.
    pub changed: i64,
    /// Rows of things that are there whose stock the file would change.
    pub stocks: i64,
    /// What is wrong, as JSON; see [`Import::faults`].
    pub faults: String,
    /// How far it has come.
    pub state: ImportState,
    /// Rows taken over.
    pub done: i64,
    /// When it was sent.
    pub created_at: Timestamp,
}

impl Import {
    /// What is wrong.
    pub fn faults(&self) -> Faults {
        // Files that were sent before it was counted what is left out kept a list.
        let list = || serde_json::from_str::<Vec<Fault>>(&self.faults).map(Faults::from).unwrap_or_default();
        serde_json::from_str(&self.faults).unwrap_or_else(|_| list())
    }
}
