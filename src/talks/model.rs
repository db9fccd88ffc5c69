//! Talks of the staff.

use crate::kernel::ids::{BusinessId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A talk as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Talk {
    /// Where it is said.
    pub conversation_id: ConversationId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// What a group is called; empty for two.
    pub name: String,
    /// The two members of a direct talk, in order; `None` for a group.
    pub pair: Option<String>,
    /// Who began it.
    pub created_by: MemberId,
    /// When.
    pub created_at: Timestamp,
}

/// A talk in the list of one of its members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkRow {
    /// Where it is said.
    pub conversation_id: ConversationId,
    /// What it is called: the group's name, or the other one's.
    pub name: String,
    /// Whether it is between two.
    pub is_direct: bool,
    /// Its members and how they are called, by name.
    pub members: Vec<(MemberId, String)>,
    /// The start of the last message.
    pub preview: String,
    /// When anything was said last, or it began.
    pub last_message_at: Timestamp,
    /// Messages of others that this member has not read, among the last hundred.
    pub unread: i64,
}
