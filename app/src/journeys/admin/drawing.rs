//! What the canvas is given.

use serde::{Deserialize, Serialize};
use stoa::journeys::graph::Graph;
use stoa::journeys::rules::check::Known;

/// A version as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// How often it was saved.
    pub revision: i64,
    /// Whether it is a draft.
    pub may_change: bool,
    /// Its steps and ways.
    pub graph: Graph,
    /// What endings may name.
    pub known: Known,
}
