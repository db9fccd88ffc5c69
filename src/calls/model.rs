//! Calls as they are stored, and as whoever takes part is shown them.

use crate::kernel::ids::{BusinessId, CallId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A call as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Where it is made.
    pub conversation_id: ConversationId,
    /// Who rings: one of the staff.
    pub caller_id: MemberId,
    /// Who is rung.
    pub callee_id: MemberId,
    /// The name of who rings.
    pub caller: String,
    /// The name of who is rung.
    pub callee: String,
    /// Since when it rings.
    pub rang_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// When one of the two browsers was heard of last.
    pub seen_at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// Who ended it; nobody where it rang too long or both browsers fell silent.
    pub ended_by: Option<MemberId>,
}

impl Call {
    /// The other one of the two; nobody for whoever takes no part.
    pub fn other(&self, member: MemberId) -> Option<MemberId> {
        match member {
            m if m == self.caller_id => Some(self.callee_id),
            m if m == self.callee_id => Some(self.caller_id),
            _ => None,
        }
    }
}

/// How a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It rings.
    Rings,
    /// They speak, since then.
    Goes(Timestamp),
    /// They have spoken for so many milliseconds.
    Over(i64),
    /// Nobody answered.
    Missed,
    /// Whoever was rung did not want it.
    Declined,
    /// Whoever rang gave up.
    GivenUp,
}

impl Stage {
    /// Whether it rings or goes on.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Rings | Self::Goes(_))
    }
}

/// A call as one reader is shown it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallView {
    /// Which.
    pub id: CallId,
    /// How it stands.
    pub stage: Stage,
    /// The name of who rings.
    pub caller: String,
    /// The name of who is rung.
    pub callee: String,
    /// What the reader has to do with it.
    pub part: Part,
}

/// What somebody has to do with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Rings.
    Caller,
    /// Is rung.
    Callee,
    /// A colleague, who sees that there is a call.
    None,
}

impl CallView {
    /// Who is at the other end, for the two who speak.
    pub fn other(&self) -> &str {
        if self.part == Part::Callee { &self.caller } else { &self.callee }
    }
}

/// A server by which browsers find a way to each other: an `RTCIceServer`. User and password are empty where none are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IceServer {
    /// `stun:host:port` or `turn:host:port`.
    pub url: String,
    /// The user at a TURN server.
    pub user: String,
    /// The password there.
    pub password: String,
}
