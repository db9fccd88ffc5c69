//! SQL of answers that a visitor has not read and was not mailed either.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, ChatId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt};

/// Answers of one mail; the rest is behind its link.
const MOST: i64 = 20;

const LIST: &str = "SELECT m.seq, COALESCE(p.name, '') AS name, m.body FROM chat c JOIN message m ON m.conversation_id = c.conversation_id
    LEFT JOIN member p ON p.id = m.sender_id
    WHERE c.business_id = $1 AND c.id = $2 AND m.sender_kind = 'agent' AND m.seq > c.mailed_seq
    AND m.seq > COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = c.conversation_id AND r.member_id = $3), 0)
    ORDER BY m.seq LIMIT $4";
const FIND_ASKER: &str = "SELECT m.id, m.name, COALESCE(g.email, a.email, '') AS email, m.online_until, (g.member_id IS NOT NULL) AS is_guest
    FROM member m LEFT JOIN guest g ON g.member_id = m.id LEFT JOIN account a ON a.id = m.account_id
    WHERE m.business_id = $1 AND m.id = $2 AND m.deactivated_at IS NULL AND g.blocked_at IS NULL";
const SET_MAILED: &str =
    "UPDATE chat SET mailed_seq = (SELECT v.head FROM conversation v WHERE v.id = chat.conversation_id) WHERE business_id = $1 AND id = $2";

/// An answer that was missed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Answer {
    /// Its number.
    pub seq: i64,
    /// Who gave it.
    pub name: String,
    /// What it says; empty when it is a picture.
    pub body: String,
}

/// Who may be told of an answer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Asker {
    /// Who.
    pub id: MemberId,
    /// How they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Until when they count as online.
    pub online_until: Timestamp,
    /// Whether they are a guest.
    pub is_guest: bool,
}

/// The one who asks; `None` when they are shut out or gone.
pub async fn find_asker(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<Asker>> {
    Ok(db_opt!(ex.into(), FIND_ASKER, business, id)?)
}

/// The answers of staff that this asker has neither read nor been mailed, in order.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, id: ChatId, asker: MemberId) -> Result<Vec<Answer>> {
    Ok(db_all!(ex.into(), LIST, business, id, asker, MOST)?)
}

/// Whatever was said until now needs no other mail.
pub async fn set_mailed(tx: &mut Tx, business: BusinessId, id: ChatId) -> Result<()> {
    db_exec!(tx, SET_MAILED, business, id)?;
    Ok(())
}
