//! Files as stored.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::{BusinessId, ConversationId, FileId, MemberId};

/// The largest upload, in bytes.
pub const BYTES_MAX: usize = 5 * 1024 * 1024;

/// A file as stored; its bytes are in the file store under `business/token`.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// The last part of its address.
    pub token: String,
    /// The name it was uploaded under.
    pub name: String,
    /// `image/png` or `image/jpeg`.
    pub content_type: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// Who uploaded it.
    pub uploaded_by: MemberId,
    /// Where it is attached; `None` until its message is stored.
    pub conversation_id: Option<ConversationId>,
    /// The number of that message.
    pub seq: Option<i64>,
}

/// An attachment as a browser shows it; `/files/{token}` has the bytes, for those who may read the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Its id, to attach it to a message.
    pub id: FileId,
    /// The last part of its address.
    pub token: String,
    /// The name it was uploaded under.
    pub name: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
}
