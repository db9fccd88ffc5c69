//! SQL of what was begun and not sent.

use crate::conversations::drafts::Begun;
use crate::error::Result;
use crate::files::model::FileView;
use crate::kernel::ids::{ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_opt};

const SAVE: &str = "INSERT INTO draft (conversation_id, member_id, body, files, updated_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (conversation_id, member_id) DO UPDATE SET body = EXCLUDED.body, files = EXCLUDED.files, updated_at = EXCLUDED.updated_at";
const DELETE: &str = "DELETE FROM draft WHERE conversation_id = $1 AND member_id = $2";
const FIND: &str = "SELECT body, files, updated_at FROM draft WHERE conversation_id = $1 AND member_id = $2";
const SETTLE: &str = "DELETE FROM draft WHERE conversation_id = $1
    AND updated_at <= (SELECT MAX(m.at) FROM message m WHERE m.conversation_id = $1 AND m.seq > $2 AND m.sender_id = draft.member_id)";

/// Keeps what somebody began to write.
pub async fn save(tx: &mut Tx, conversation: ConversationId, member: MemberId, body: &str, files: &[FileView]) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SAVE, conversation, member, body, serde_json::to_string(files).expect("plain data"), now)?;
    Ok(())
}

/// Forgets it.
pub async fn delete(tx: &mut Tx, conversation: ConversationId, member: MemberId) -> Result<()> {
    db_exec!(tx, DELETE, conversation, member)?;
    Ok(())
}

/// What somebody began to write, and when they typed last.
pub async fn find(ex: impl Into<Ex<'_>>, conversation: ConversationId, member: MemberId) -> Result<Option<Begun>> {
    let row: Option<(String, String, Timestamp)> = db_opt!(ex.into(), FIND, conversation, member)?;
    Ok(row.map(|(body, files, at)| Begun { body, files: serde_json::from_str(&files).unwrap_or_default(), at }))
}

/// Forgets the drafts of those who wrote after message number `after`: they have sent them.
pub async fn settle(tx: &mut Tx, conversation: ConversationId, after: i64) -> Result<()> {
    db_exec!(tx, SETTLE, conversation, after)?;
    Ok(())
}
