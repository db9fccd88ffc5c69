//! SQL of assignments.

use super::model::{Assignment, Returned, Work};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ChatId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt};

const INSERT: &str = "INSERT INTO assignment (business_id, ticket_id, chat_id, agent_id, by_id, at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const SET_RETURNED: &str = "UPDATE assignment SET returned_at = $5, returned_why = $6 WHERE business_id = $1
    AND id = (SELECT MAX(l.id) FROM assignment l WHERE l.business_id = $1 AND (l.ticket_id = $2 OR l.chat_id = $3) AND l.agent_id = $4)";
const FIND_LAST: &str = "SELECT a.agent_id, m.name AS agent, a.at, a.reason, a.returned_at, a.returned_why FROM assignment a JOIN member m ON m.id = a.agent_id
    WHERE a.business_id = $1 AND (a.ticket_id = $2 OR a.chat_id = $3) ORDER BY a.id DESC LIMIT 1";
const LIST: &str = "SELECT a.agent_id, m.name AS agent, a.at, a.reason, a.returned_at, a.returned_why FROM assignment a JOIN member m ON m.id = a.agent_id
    WHERE a.business_id = $1 AND (a.ticket_id = $2 OR a.chat_id = $3) ORDER BY a.id LIMIT 100";
const LIST_SILENT: &str =
    "SELECT ticket_id, chat_id, agent_id, returned_at FROM assignment WHERE business_id = $1 AND returned_at > $2 AND returned_why = 'silent'";

/// Notes one.
pub async fn insert(tx: &mut Tx, business: BusinessId, work: Work, agent: MemberId, by: Option<MemberId>, reason: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT, business, work.ticket(), work.chat(), agent, by, now, reason)?;
    Ok(())
}

/// Notes that the last one of this agent was taken back; `false` when there is none.
pub async fn set_returned(tx: &mut Tx, business: BusinessId, work: Work, agent: MemberId, why: Returned) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_RETURNED, business, work.ticket(), work.chat(), agent, now, why)? > 0)
}

/// The last one of a ticket or chat.
pub async fn find_last(ex: impl Into<Ex<'_>>, business: BusinessId, work: Work) -> Result<Option<Assignment>> {
    Ok(db_opt!(ex.into(), FIND_LAST, business, work.ticket(), work.chat())?)
}

/// All of a ticket or chat, the first one first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, work: Work) -> Result<Vec<Assignment>> {
    Ok(db_all!(ex.into(), LIST, business, work.ticket(), work.chat())?)
}

/// What was taken back for silence since then: from whom, when.
pub async fn list_silent(
    ex: impl Into<Ex<'_>>,
    business: BusinessId,
    since: Timestamp,
) -> Result<Vec<(Option<TicketId>, Option<ChatId>, MemberId, Timestamp)>> {
    Ok(db_all!(ex.into(), LIST_SILENT, business, since)?)
}
