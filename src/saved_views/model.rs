//! Saved views.

use crate::kernel::ids::ViewId;
use crate::tickets::model::Filter;
use serde::{Deserialize, Serialize};

/// The most that one person can see: a longer list is no shortcut any more.
pub const MOST: usize = 50;

/// A filter with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub filter: Filter,
    /// Whether all of the staff have it.
    pub is_shared: bool,
    /// Whether the person who asks may change it: whoever made it, and admins.
    pub may_change: bool,
}
