//! When a way is taken: tests of answers, joined by and, or, not.

use crate::kernel::ids::NodeId;
use serde::{Deserialize, Serialize};

/// Conditions inside conditions: so deep at most.
pub const DEPTH_MAX: usize = 8;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The answer is this, and nothing else.
    Is(NodeId, String),
    /// The answer is one of these.
    AnyOf(NodeId, Vec<String>),
    /// The text has this in it, or this is among the choices.
    Contains(NodeId, String),
    /// The number is greater, the day later.
    Greater(NodeId, String),
    /// There is an answer.
    Answered(NodeId),
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

impl Condition {
    /// Every test in it.
    pub fn tests(&self) -> Vec<&Self> {
        match self {
            Self::All(of) | Self::Any(of) => of.iter().flat_map(Self::tests).collect(),
            Self::Not(of) => of.tests(),
            test => vec![test],
        }
    }

    /// The step whose answer a test looks at; `None` for groups.
    pub const fn asks(&self) -> Option<NodeId> {
        match self {
            Self::Is(node, _) | Self::AnyOf(node, _) | Self::Contains(node, _) | Self::Greater(node, _) | Self::Answered(node) => Some(*node),
            Self::All(_) | Self::Any(_) | Self::Not(_) => None,
        }
    }

    /// How deep it goes; a test is 1.
    pub fn depth(&self) -> usize {
        match self {
            Self::All(of) | Self::Any(of) => 1 + of.iter().map(Self::depth).max().unwrap_or(0),
            Self::Not(of) => 1 + of.depth(),
            _ => 1,
        }
    }
}
