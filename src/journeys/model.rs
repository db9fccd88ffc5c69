//! Versions of a journey and walks through them.

use super::answer::Answers;
use super::graph::Graph;
use crate::choice;
use crate::kernel::ids::{BusinessId, ChatId, JourneyId, MemberId, NodeId, TicketId, WalkId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How long the link of a walk holds.
pub const WALK_MS: i64 = 7 * 24 * 3_600_000;
/// The most steps of one walk: who goes round in circles is stopped.
pub const TRAIL_MAX: usize = 300;

choice! {
    /// Where a version stands.
    pub enum State {
        /// Being written.
        Draft = "draft" "Draft",
        /// The one that customers walk.
        Active = "active" "Active",
        /// Walked once; nobody begins it any more.
        Archived = "archived" "Archived",
    }
}

/// A version with its graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Its id.
    pub id: JourneyId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Its number in the business.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// How often it was saved: who saves says which one they have seen.
    pub revision: i64,
    /// Its steps and ways.
    pub graph: Graph,
    /// When anything about it changed last.
    pub updated_at: Timestamp,
}

/// A row of the list of versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct JourneyRow {
    /// Its id.
    pub id: JourneyId,
    /// Its number in the business.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// When anything about it changed last.
    pub updated_at: Timestamp,
    /// How often it was begun.
    pub walked: i64,
    /// How often its end was reached.
    pub ended: i64,
}

/// Somebody's walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Its id.
    pub id: WalkId,
    /// Whose customers walk it.
    pub business_id: BusinessId,
    /// The version.
    pub journey_id: JourneyId,
    /// What makes its ticket one, however often it is asked for. UUID.
    pub client_id: String,
    /// Who walks, once they have signed in.
    pub member_id: Option<MemberId>,
    /// Whether an admin only tries it.
    pub is_trial: bool,
    /// The steps up to the one that is open.
    pub trail: Vec<NodeId>,
    /// What was answered, also on ways that were left again.
    pub answers: Answers,
    /// For trials: every way ever taken.
    pub taken: Vec<i64>,
    /// Until when its link holds.
    pub ends_at: Timestamp,
    /// When its end was reached.
    pub finished_at: Option<Timestamp>,
    /// The ticket that came of it.
    pub ticket_id: Option<TicketId>,
    /// The chat that came of it.
    pub chat_id: Option<ChatId>,
    /// How often it was saved.
    pub revision: i64,
}

impl Walk {
    /// The step that is open.
    pub fn at(&self) -> Option<NodeId> {
        self.trail.last().copied()
    }
}

/// How many came to a step and went on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Who came.
    pub arrived: i64,
    /// Who went on from there.
    pub answered: i64,
    /// Who stands there and can still go on.
    pub there: i64,
    /// Who stood there when their link ended.
    pub left: i64,
}
