//! Changes of many tickets.

use crate::choice;
use crate::kernel::ids::{BulkId, BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::macros::model::Standing;
use crate::tickets::stand::Stand;
use serde::{Deserialize, Serialize};

/// The most tickets of one change.
pub const MOST: usize = 5_000;

choice! {
    /// How far a change has come.
    pub enum State {
        /// Tickets wait to be changed.
        Running = "running" "Running",
        /// Every ticket had its turn.
        Done = "done" "Done",
        /// Tickets wait to be put back.
        Undoing = "undoing" "Undoing",
        /// Every ticket is as it was, as far as it could be.
        Undone = "undone" "Undone",
    }
}

choice! {
    /// What became of one ticket.
    pub enum Outcome {
        /// Its turn has not come.
        Waiting = "waiting" "Waiting",
        /// Changed.
        Changed = "changed" "Changed",
        /// It could not be changed.
        Refused = "refused" "Not changed",
        /// It is as it was.
        Undone = "undone" "Put back",
        /// Somebody changed it since, so that it was left as it is.
        Kept = "kept" "Left as it is",
    }
}

/// A change as stored.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Bulk {
    /// Its id.
    pub id: BulkId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Who asked for it.
    pub member_id: MemberId,
    /// The steps as JSON.
    pub steps: String,
    /// What they do.
    pub words: String,
    /// How far it has come.
    pub state: State,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When the last ticket had its turn.
    pub finished_at: Option<Timestamp>,
}

/// How a ticket stood before or after its turn, as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// What steps change.
    #[serde(flatten)]
    pub standing: Standing,
    /// The clocks that go with it, and when that was; older changes noted none.
    #[serde(default)]
    pub stood: Option<(Stand, Timestamp)>,
}

/// A change as its page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Its id.
    pub id: BulkId,
    /// What it does.
    pub words: String,
    /// How far it has come.
    pub state: State,
    /// Tickets in it.
    pub total: i64,
    /// Per outcome.
    pub counts: Vec<(Outcome, i64)>,
    /// Tickets that were not changed or not put back: number and why; the first hundred.
    pub left: Vec<(i64, String)>,
    /// Whether the person who asks may undo it.
    pub may_undo: bool,
}

impl Progress {
    /// How many had this outcome.
    pub fn of(&self, outcome: Outcome) -> i64 {
        self.counts.iter().find(|(o, _)| *o == outcome).map_or(0, |(_, n)| *n)
    }

    /// How many had their turn.
    pub fn had_their_turn(&self) -> i64 {
        self.total - if self.state == State::Undoing { self.of(Outcome::Changed) } else { self.of(Outcome::Waiting) }
    }

    /// Whether tickets still wait.
    pub const fn is_running(&self) -> bool {
        matches!(self.state, State::Running | State::Undoing)
    }
}
