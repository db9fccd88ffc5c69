//! What the canvas is given.

use serde::{Deserialize, Serialize};
use stoa::journeys::graph::Graph;
use stoa::journeys::rules::check::Known;

/// What skills of an ending do.
pub const SKILLS_HINT: &str =
    "With commas between. Who handles the categories you name gets the ticket from the queue, nobody else; other words are a note for whoever answers.";

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
