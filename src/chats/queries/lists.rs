//! SQL of chat lists. The text is put together from fixed pieces, so that each filter can use its index; values are always bound.

use super::json;
use crate::chats::model::State;
use crate::chats::views::{ChatRow, Counts, Filter, Holder};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId};
use crate::kernel::page::Cursor;
use crate::platform::{Db, Ex};
use crate::{db_all, db_one, db_val, dialect};
use sqlx::AssertSqlSafe;

const SELECT: &str = "SELECT c.id, c.conversation_id, c.asker_id, p.name, COALESCE(g.email, a.email, '') AS email, (p.role = 'guest') AS is_guest, p.online_until, p.active_at, c.state,
    c.bot_holds, c.assignee_id, h.name AS assignee, c.waiting_since, c.unread, c.preview, c.last_kind, c.last_message_at, c.rating, t.number AS ticket_number, c.sort_key
    FROM chat c JOIN member p ON p.id = c.asker_id LEFT JOIN guest g ON g.member_id = c.asker_id LEFT JOIN account a ON a.id = p.account_id
    LEFT JOIN member h ON h.id = c.assignee_id LEFT JOIN ticket t ON t.id = c.ticket_id WHERE c.business_id = $1";
const FIND_COUNTS: &str = "SELECT (SELECT COUNT(*) FROM chat WHERE business_id = $1 AND state = 'active') AS active,
    (SELECT COUNT(*) FROM chat WHERE business_id = $1 AND waiting_since IS NOT NULL) AS waiting,
    (SELECT COUNT(*) FROM chat WHERE business_id = $1 AND assignee_id = $2 AND state = 'active') AS mine";
const COUNT_WAITING: &str = "SELECT COUNT(*) FROM chat WHERE business_id = $1 AND waiting_since IS NOT NULL";

/// One page, unread first, then recent: `limit + 1` rows when there are more. Search words are left to [`search`].
pub async fn list(db: &Db, business: BusinessId, me: MemberId, filter: &Filter, after: Option<Cursor>, limit: i64) -> Result<Vec<ChatRow>> {
    // A filter that is off still binds its value, as NULL, so that every text has the same binds.
    let mut sql = SELECT.to_owned();
    sql += match filter.holder {
        Some(Holder::Mine) => " AND c.assignee_id = $2 AND c.state = 'active'",
        Some(Holder::Waiting) => " AND c.waiting_since IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL",
        Some(Holder::Bot) => " AND c.bot_holds AND c.state = 'active' AND CAST($2 AS BIGINT) IS NOT NULL",
        None => " AND CAST($2 AS BIGINT) IS NOT NULL",
    };
    sql += if filter.state.is_some() { " AND c.state = $3" } else { " AND CAST($3 AS TEXT) IS NULL" };
    sql += match after {
        Some(_) => " AND (c.sort_key, c.id) < ($4, $5)",
        None => " AND CAST($4 AS BIGINT) IS NULL AND CAST($5 AS BIGINT) IS NULL",
    };
    sql += " ORDER BY c.sort_key DESC, c.id DESC LIMIT $6";
    Ok(db_all!(db, AssertSqlSafe(sql), business, me, filter.state, after.map(|c| c.key), after.map(|c| c.id), limit)?)
}

/// The rows of these chats, for lists that were told of a change.
pub async fn list_by_id(db: &Db, business: BusinessId, ids: &[ChatId]) -> Result<Vec<ChatRow>> {
    let wanted = dialect!(db, sqlite: "(SELECT value FROM json_each($2))", postgres: "(SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))");
    let sql = format!("{SELECT} AND c.id IN {wanted} ORDER BY c.sort_key DESC, c.id DESC");
    Ok(db_all!(db, AssertSqlSafe(sql), business, json(&ids))?)
}

/// Chats whose visitor's name, e-mail address or phone number contains `like` (a pattern in lower case), or that own one of these talks.
pub async fn search(db: &Db, business: BusinessId, like: &str, talks: &[ConversationId], state: Option<State>, limit: i64) -> Result<Vec<ChatRow>> {
    let wanted = dialect!(db, sqlite: "(SELECT value FROM json_each($3))", postgres: "(SELECT value::bigint FROM jsonb_array_elements_text($3::jsonb))");
    let state_is = if state.is_some() { "c.state = $4" } else { "CAST($4 AS TEXT) IS NULL" };
    let sql = format!(
        "{SELECT} AND (LOWER(p.name) LIKE $2 ESCAPE '!' OR g.email LIKE $2 ESCAPE '!' OR a.email LIKE $2 ESCAPE '!' OR g.phone LIKE $2 ESCAPE '!'
        OR c.conversation_id IN {wanted} OR c.notes_id IN {wanted}) AND {state_is} ORDER BY c.sort_key DESC, c.id DESC LIMIT $5"
    );
    Ok(db_all!(db, AssertSqlSafe(sql), business, like, json(&talks), state, limit)?)
}

/// How many chats go on, for the tabs of this person's list.
pub async fn find_counts(ex: impl Into<Ex<'_>>, business: BusinessId, me: MemberId) -> Result<Counts> {
    Ok(db_one!(ex.into(), FIND_COUNTS, business, me)?)
}

/// How many wait for a human.
pub async fn count_waiting(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_WAITING, business)?)
}
