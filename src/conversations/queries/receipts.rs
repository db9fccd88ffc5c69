//! SQL of receipts: how far each member has come.

use super::messages::json;
use crate::conversations::model::Receipt;
use crate::error::Result;
use crate::kernel::ids::{ConversationId, MemberId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val_opt, dialect};

const LIST: &str = "SELECT member_id, delivered, read FROM conversation_member WHERE conversation_id = $1";
const FIND_READ: &str = "SELECT read FROM conversation_member WHERE conversation_id = $1 AND member_id = $2";
const RAISE_SQLITE: &str = "INSERT INTO conversation_member (conversation_id, member_id, is_party, delivered, read)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), 0, json_extract(value, '$[2]'), json_extract(value, '$[3]') FROM json_each($1) WHERE true
    ON CONFLICT (conversation_id, member_id) DO UPDATE SET delivered = MAX(delivered, excluded.delivered), read = MAX(read, excluded.read)";
const RAISE_POSTGRES: &str = "INSERT INTO conversation_member (conversation_id, member_id, is_party, delivered, read)
    SELECT (j->>0)::bigint, (j->>1)::bigint, FALSE, (j->>2)::bigint, (j->>3)::bigint FROM jsonb_array_elements($1::jsonb) AS j ORDER BY 1, 2
    ON CONFLICT (conversation_id, member_id) DO UPDATE
    SET delivered = GREATEST(conversation_member.delivered, excluded.delivered), read = GREATEST(conversation_member.read, excluded.read)";

/// How far somebody has read.
pub async fn find_read(ex: impl Into<Ex<'_>>, conversation: ConversationId, member: MemberId) -> Result<Option<i64>> {
    Ok(db_val_opt!(ex.into(), FIND_READ, conversation, member)?)
}

/// How far everybody has come.
pub async fn list(ex: impl Into<Ex<'_>>, conversation: ConversationId) -> Result<Vec<Receipt>> {
    Ok(db_all!(ex.into(), LIST, conversation)?)
}

/// Raises receipts `(conversation, member, delivered, read)`; numbers never fall.
pub async fn raise_all(tx: &mut Tx, receipts: &[(ConversationId, MemberId, i64, i64)]) -> Result<()> {
    let sql = dialect!(tx, sqlite: RAISE_SQLITE, postgres: RAISE_POSTGRES);
    db_exec!(tx, sql, json(&receipts))?;
    Ok(())
}
