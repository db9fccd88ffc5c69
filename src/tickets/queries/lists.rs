//! SQL of ticket lists. The text is put together from fixed pieces, so that each filter can use its index; values are always bound.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
use crate::kernel::page::Cursor;
use crate::platform::{Db, Ex};
use crate::tags::model::Tags;
use crate::tickets::model::{Filter, Holder, TicketRow};
use crate::{db_all, db_vals, dialect};
use sqlx::AssertSqlSafe;

// How far somebody has read is asked row by row: joined to it, PostgreSQL reads all that everybody has read, for fifty rows.
macro_rules! rows {
    () => {
        "t.id, t.number, t.subject, t.priority, t.status, t.source, k.name AS category, t.customer_id, c.name AS customer, t.assignee_id, a.name AS assignee, t.customer_lane,
    c.online_until, t.opened_at, t.updated_at, t.preview, t.last_by_staff,
    (SELECT COUNT(*) FROM message m WHERE m.conversation_id = t.customer_lane AND m.seq > COALESCE((SELECT s.read FROM conversation_member s WHERE s.conversation_id = t.customer_lane AND s.member_id = $2), 0) AND m.seq > v.head - 100
        AND (m.sender_kind = 'customer') <> (t.customer_id = $2))
    + CASE WHEN t.partner_lane IS NULL OR t.customer_id = $2 THEN 0 ELSE (SELECT COUNT(*) FROM message m WHERE m.conversation_id = t.partner_lane
        AND m.sender_kind = 'partner' AND m.seq > COALESCE((SELECT s.read FROM conversation_member s WHERE s.conversation_id = t.partner_lane AND s.member_id = $2), 0)
        AND m.seq > (SELECT w.head FROM conversation w WHERE w.id = t.partner_lane) - 100) END AS unread,
    t.response_due_at, t.responded_at, t.resolution_due_at, t.resolved_at, t.paused_at, t.snoozed_until, t.awaiting_since, t.next_response_due_at, t.rating,
    t.response_minutes, t.next_response_minutes, t.resolution_minutes,
    (SELECT CASE d.body WHEN '' THEN 'A picture' ELSE d.body END FROM draft d WHERE d.conversation_id IN (t.customer_lane, t.staff_lane, t.partner_lane) AND d.member_id = $2 ORDER BY d.updated_at DESC LIMIT 1) AS draft,
    COALESCE((SELECT STRING_AGG(g.name, ',' ORDER BY g.name) FROM ticket_tag x JOIN tag g ON g.id = x.tag_id WHERE x.ticket_id = t.id), '') AS tags
    FROM ticket t JOIN member c ON c.id = t.customer_id JOIN conversation v ON v.id = t.customer_lane
    LEFT JOIN member a ON a.id = t.assignee_id LEFT JOIN category k ON k.id = t.category_id"
    };
}

const LIST: &str = concat!("SELECT ", rows!(), " WHERE t.business_id = $1");
// For a few rows found by their ids. The plus keeps SQLite from walking all tickets of the business to them: it takes every equality for a narrow one.
const PICK: &str = concat!("SELECT ", rows!(), " WHERE +t.business_id = $1");

const WITH_TAG: &str = "t.id IN (SELECT x.ticket_id FROM tag g JOIN ticket_tag x ON x.tag_id = g.id WHERE g.business_id = $1 AND g.name = $8)";

const WITH_FIELD: &str =
    "t.id IN (SELECT v.ticket_id FROM field d JOIN ticket_field v ON v.field_id = d.id WHERE d.business_id = $1 AND d.key = $9 AND v.sought = $10)";

/// More than are ever picked at once: one text for any number.
const PICKED: i64 = 1_000;

const LIST_HELD_BY: &str =
    "SELECT id FROM ticket WHERE business_id = $1 AND assignee_id = $2 AND status IN ('open', 'in_progress', 'waiting_response') ORDER BY id";

/// Whose tickets a list shows: all of the business for staff, their own for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything of the business; `MemberId` is who asks.
    Staff(MemberId),
    /// Only this customer's.
    Customer(MemberId),
}

impl Scope {
    const fn member(self) -> MemberId {
        match self {
            Self::Staff(m) | Self::Customer(m) => m,
        }
    }

    /// The rows as they may be shown: tags are the staff's alone.
    fn shown(self, mut rows: Vec<TicketRow>) -> Vec<TicketRow> {
        if matches!(self, Self::Customer(_)) {
            rows.iter_mut().for_each(|row| row.tags = Tags::default());
        }
        rows
    }
}

/// The active tickets somebody holds.
pub async fn list_held_by(db: &Db, business: BusinessId, member: MemberId) -> Result<Vec<TicketId>> {
    Ok(db_vals!(db, LIST_HELD_BY, business, member)?)
}

/// One page, last touched first: `limit + 1` rows when there are more. A field is looked for by what it is found by, not by what was typed.
pub async fn list(db: &Db, business: BusinessId, scope: Scope, filter: &Filter, after: Option<Cursor>, limit: i64) -> Result<Vec<TicketRow>> {
    filtered(db, business, scope, filter, None, after, limit).await
}

/// Those of these tickets that a filter lets through.
pub async fn list_fitting(db: &Db, business: BusinessId, scope: Scope, filter: &Filter, ids: &[TicketId]) -> Result<Vec<TicketRow>> {
    filtered(db, business, scope, filter, Some(ids), None, PICKED).await
}

async fn filtered(
    db: &Db,
    business: BusinessId,
    scope: Scope,
    filter: &Filter,
    ids: Option<&[TicketId]>,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<TicketRow>> {
    // A filter that is off still binds its value, as NULL, so that every text has the same binds.
    let piece = |on: bool, sql: &str, off: &str| if on { format!(" AND {sql}") } else { format!(" AND {off} IS NULL") };
    let mut sql = if ids.is_some() { PICK.to_owned() } else { LIST.to_owned() };
    if matches!(scope, Scope::Customer(_)) {
        sql.push_str(" AND t.customer_id = $2");
    }
    if filter.active_only {
        sql.push_str(" AND t.status IN ('open', 'in_progress', 'waiting_response')");
    }
    if filter.snoozed {
        sql.push_str(" AND t.snoozed_until IS NOT NULL");
    } else if filter.active_only {
        sql.push_str(" AND t.snoozed_until IS NULL");
    }
    match filter.holder {
        Some(Holder::Mine) => sql.push_str(" AND t.assignee_id = $2"),
        Some(Holder::Unassigned) => sql.push_str(" AND t.assignee_id IS NULL"),
        Some(Holder::All) | None => {}
    }
    sql += &piece(filter.status.is_some(), "t.status = $3", "CAST($3 AS TEXT)");
    sql += &piece(filter.priority.is_some(), "t.priority = $4", "CAST($4 AS TEXT)");
    sql += &piece(filter.category.is_some(), "t.category_id = $5", "CAST($5 AS BIGINT)");
    sql += &piece(after.is_some(), "(t.updated_at, t.id) < ($6, $7)", "CAST($6 AS BIGINT)");
    if after.is_none() {
        sql.push_str(" AND CAST($7 AS BIGINT) IS NULL");
    }
    let wanted = dialect!(
        db,
        sqlite: "t.id IN (SELECT value FROM json_each($11))",
        postgres: "t.id IN (SELECT value::bigint FROM jsonb_array_elements_text($11::jsonb))"
    );
    sql += &piece(filter.tag.is_some(), WITH_TAG, "CAST($8 AS TEXT)");
    sql += &piece(filter.field.is_some(), WITH_FIELD, "CAST($10 AS TEXT) IS NULL AND CAST($9 AS TEXT)");
    sql += &piece(ids.is_some(), wanted, "CAST($11 AS TEXT)");
    // Written out: of a bound one PostgreSQL knows nothing when it plans once for all, so that it would plan each time anew, which takes longer than the list.
    sql += &format!(" ORDER BY t.updated_at DESC, t.id DESC LIMIT {limit}");
    let ids = ids.map(|ids| serde_json::to_string(ids).expect("ids are plain data"));
    let (key, id) = (after.map(|c| c.key), after.map(|c| c.id));
    let (status, priority, category, tag) = (filter.status, filter.priority, filter.category, filter.tag.as_deref());
    let (field, sought) = filter.field.as_ref().map(|(field, sought)| (field.as_str(), sought.as_str())).unzip();
    Ok(scope.shown(db_all!(db, AssertSqlSafe(sql), business, scope.member(), status, priority, category, key, id, tag, field, sought, ids)?))
}

/// The rows of these tickets, for lists that were told of a change. Those out of scope are left out.
pub async fn list_by_id(ex: &Db, business: BusinessId, scope: Scope, ids: &[TicketId]) -> Result<Vec<TicketRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = dialect!(ex, sqlite: "(SELECT value FROM json_each($3))", postgres: "(SELECT value::bigint FROM jsonb_array_elements_text($3::jsonb))");
    rows_where(ex, business, scope, PICK, &format!("t.id IN {wanted}"), &serde_json::to_string(ids).expect("ids are plain data")).await
}

/// Which ticket owns each of these lanes.
pub async fn list_owners(db: &Db, business: BusinessId, lanes: &[ConversationId]) -> Result<Vec<(ConversationId, TicketId)>> {
    const OWNERS_SQLITE: &str = "SELECT j.value, t.id FROM json_each($2) AS j JOIN ticket t ON +t.business_id = $1 AND (t.customer_lane = j.value OR t.staff_lane = j.value OR t.partner_lane = j.value)";
    const OWNERS_POSTGRES: &str = "SELECT j::bigint, t.id FROM jsonb_array_elements_text($2::jsonb) AS j JOIN ticket t ON t.business_id = $1 AND (t.customer_lane = j::bigint OR t.staff_lane = j::bigint OR t.partner_lane = j::bigint)";
    let sql = dialect!(db, sqlite: OWNERS_SQLITE, postgres: OWNERS_POSTGRES);
    Ok(db_all!(db, sql, business, serde_json::to_string(lanes).expect("ids are plain data"))?)
}

/// The row of the ticket with this number.
pub async fn list_by_number(ex: impl Into<Ex<'_>>, business: BusinessId, scope: Scope, number: i64) -> Result<Vec<TicketRow>> {
    rows_where(ex, business, scope, LIST, "t.number = CAST($3 AS BIGINT)", &number.to_string()).await
}

async fn rows_where(ex: impl Into<Ex<'_>>, business: BusinessId, scope: Scope, select: &str, condition: &str, value: &str) -> Result<Vec<TicketRow>> {
    let own = if matches!(scope, Scope::Customer(_)) { " AND t.customer_id = $2" } else { "" };
    let sql = format!("{select}{own} AND {condition} ORDER BY t.updated_at DESC, t.id DESC");
    Ok(scope.shown(db_all!(ex.into(), AssertSqlSafe(sql), business, scope.member(), value)?))
}
