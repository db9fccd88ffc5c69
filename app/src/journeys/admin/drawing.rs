//! What the canvas is given.

use serde::{Deserialize, Serialize};
use stoa::journeys::graph::Graph;
use stoa::journeys::rules::check::Known;

/// What skills of an ending do.
pub const SKILLS_HINT: &str = "Besides its category: the queue gives the ticket only to who handles all that is ticked.";

/// The skills that an ending may ask for, with those it asks for and nobody can have any more at the end: each with whether it asks for it.
pub fn skills(known: &Known, asked: &[String]) -> Vec<(String, bool)> {
    let is_same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    let names = known.categories.iter().map(|(_, name)| (name.clone(), asked.iter().any(|skill| is_same(skill, name))));
    let lost = asked.iter().filter(|skill| known.categories.iter().all(|(_, name)| !is_same(skill, name))).map(|skill| (skill.clone(), true));
    names.chain(lost).collect()
}

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
