//! SQL over tickets and chats: what waits for an agent, who holds how much, and what its holder leaves lying.

use crate::assignments::model::Work;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CategoryId, ChatId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::Ex;
use crate::tickets::model::Priority;
use crate::{db_all, db_one, db_val, db_vals, dialect};

macro_rules! ticket_rows {
    () => {
        "t.id, t.number, t.subject, t.priority, t.waiting_since, t.category_id, c.name AS category FROM ticket t LEFT JOIN category c ON c.id = t.category_id
         WHERE t.business_id = $1 AND t.assignee_id IS NULL AND t.status IN ('open', 'in_progress') AND t.snoozed_until IS NULL"
    };
}

/// The most urgent first, then what has waited longest: each full $4 of waiting counts as one step, as `rules::rank` says.
macro_rules! by_order {
    () => {
        " ORDER BY CASE WHEN CASE t.priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END + ($3 - t.waiting_since) / $4 > 3 THEN 3
         ELSE CASE t.priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END + ($3 - t.waiting_since) / $4 END DESC,
         t.waiting_since, t.id LIMIT $2"
    };
}

const TICKETS: &str = concat!("SELECT ", ticket_rows!(), by_order!());
const TICKETS_FOR_SQLITE: &str = concat!(
    "SELECT ",
    ticket_rows!(),
    " AND (t.category_id IS NULL OR t.category_id IN (SELECT value FROM json_each($5)))
    AND NOT EXISTS (SELECT 1 FROM ticket_skill s WHERE s.ticket_id = t.id AND s.category_id NOT IN (SELECT value FROM json_each($5)))",
    by_order!()
);
const TICKETS_FOR_POSTGRES: &str = concat!(
    "SELECT ",
    ticket_rows!(),
    " AND (t.category_id IS NULL OR t.category_id IN (SELECT value::bigint FROM jsonb_array_elements_text($5::jsonb)))
    AND NOT EXISTS (SELECT 1 FROM ticket_skill s WHERE s.ticket_id = t.id
        AND s.category_id NOT IN (SELECT value::bigint FROM jsonb_array_elements_text($5::jsonb)))",
    by_order!()
);
const CHATS: &str =
    "SELECT c.id, p.name, CASE WHEN c.first_response_at IS NULL THEN COALESCE(c.first_waited_at, c.waiting_since) ELSE c.waiting_since END AS since
    FROM chat c JOIN member p ON p.id = c.asker_id WHERE c.business_id = $1 AND c.waiting_since IS NOT NULL AND c.state = 'active' AND c.assignee_id IS NULL
    ORDER BY since, c.id LIMIT $2";
const HELD_TICKETS: &str = "SELECT assignee_id, COUNT(*) FROM ticket
    WHERE business_id = $1 AND assignee_id IS NOT NULL AND status IN ('open', 'in_progress') AND snoozed_until IS NULL GROUP BY assignee_id";
const HELD_CHATS: &str = "SELECT assignee_id, COUNT(*) FROM chat WHERE business_id = $1 AND assignee_id IS NOT NULL AND state = 'active' GROUP BY assignee_id";
// The first $2 of everybody, or of $3 alone, and how much each has in all.
const LIST_HELD: &str = "SELECT h.assignee_id, h.ticket_id, h.chat_id, h.number, h.title, h.since, h.total FROM (
        SELECT w.*, ROW_NUMBER() OVER (PARTITION BY w.assignee_id ORDER BY w.since DESC, w.ticket_id, w.chat_id) AS place,
            COUNT(*) OVER (PARTITION BY w.assignee_id) AS total FROM (
            SELECT t.assignee_id, t.id AS ticket_id, CAST(NULL AS BIGINT) AS chat_id, t.number, t.subject AS title, t.opened_at AS since FROM ticket t
            WHERE t.business_id = $1 AND t.assignee_id IS NOT NULL AND t.status IN ('open', 'in_progress') AND t.snoozed_until IS NULL
            UNION ALL SELECT c.assignee_id, NULL, c.id, NULL, p.name, c.opened_at FROM chat c JOIN member p ON p.id = c.asker_id
            WHERE c.business_id = $1 AND c.assignee_id IS NOT NULL AND c.state = 'active'
        ) w WHERE CAST($3 AS BIGINT) IS NULL OR w.assignee_id = $3
    ) h WHERE h.place <= $2 ORDER BY h.assignee_id, h.place";
const DEPTH: &str = "SELECT t.priority, COUNT(*), MIN(t.waiting_since) FROM ticket t
    WHERE t.business_id = $1 AND t.assignee_id IS NULL AND t.status IN ('open', 'in_progress') AND t.snoozed_until IS NULL GROUP BY t.priority";
const CHAT_DEPTH: &str =
    "SELECT COUNT(*), MIN(waiting_since) FROM chat WHERE business_id = $1 AND waiting_since IS NOT NULL AND state = 'active' AND assignee_id IS NULL";
// The customer's word stood last before $2; since then the staff said nothing, not even in a note, and nobody else got it; and its holder has said
// nothing at all since they got it, or has not even read that word: thanks that were read want no answer.
macro_rules! silent_tickets {
    () => {
        "FROM ticket t
    WHERE t.business_id = $1 AND t.assignee_id IS NOT NULL AND t.status IN ('open', 'in_progress') AND t.snoozed_until IS NULL AND NOT t.last_by_staff AND t.opened_at <= $2
    AND (SELECT m.sender_kind FROM message m WHERE m.conversation_id = t.customer_lane AND m.at <= $2 AND m.sender_kind IN ('customer', 'agent')
        ORDER BY m.seq DESC LIMIT 1) = 'customer'
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id IN (t.customer_lane, t.staff_lane) AND m.at > $2 AND m.sender_kind = 'agent')
    AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.ticket_id = t.id AND a.business_id = $1 AND a.at > $2)
    AND (NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id IN (t.customer_lane, t.staff_lane) AND m.sender_id = t.assignee_id
            AND m.at >= COALESCE((SELECT MAX(a.at) FROM assignment a WHERE a.ticket_id = t.id AND a.agent_id = t.assignee_id), 0))
        OR EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = t.customer_lane AND m.sender_kind = 'customer' AND m.at <= $2 AND m.seq >
            COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = t.customer_lane AND r.member_id = t.assignee_id), 0)))"
    };
}
const SILENT_TICKETS: &str = concat!("SELECT t.id, t.assignee_id ", silent_tickets!(), " ORDER BY t.id LIMIT 200");
const IS_SILENT_TICKET: &str = concat!("SELECT EXISTS (SELECT 1 ", silent_tickets!(), " AND t.id = $3 AND t.assignee_id = $4)");
macro_rules! silent_chats {
    () => {
        "FROM chat c
    WHERE c.business_id = $1 AND c.assignee_id IS NOT NULL AND c.state = 'active' AND c.last_kind <> 'agent' AND c.opened_at <= $2
    AND (SELECT m.sender_kind FROM message m WHERE m.conversation_id = c.conversation_id AND m.at <= $2 AND m.sender_kind IN ('customer', 'agent')
        ORDER BY m.seq DESC LIMIT 1) = 'customer'
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id IN (c.conversation_id, c.notes_id) AND m.at > $2 AND m.sender_kind = 'agent')
    AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.chat_id = c.id AND a.business_id = $1 AND a.at > $2)
    AND (NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id IN (c.conversation_id, c.notes_id) AND m.sender_id = c.assignee_id
            AND m.at >= COALESCE((SELECT MAX(a.at) FROM assignment a WHERE a.chat_id = c.id AND a.agent_id = c.assignee_id), 0))
        OR EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.conversation_id AND m.sender_kind = 'customer' AND m.at <= $2 AND m.seq >
            COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = c.conversation_id AND r.member_id = c.assignee_id), 0)))"
    };
}
const SILENT_CHATS: &str = concat!("SELECT c.id, c.assignee_id ", silent_chats!(), " ORDER BY c.id LIMIT 200");
const IS_SILENT_CHAT: &str = concat!("SELECT EXISTS (SELECT 1 ", silent_chats!(), " AND c.id = $3 AND c.assignee_id = $4)");
macro_rules! unanswered_tickets {
    () => {
        "FROM ticket t WHERE t.business_id = $1 AND t.assignee_id = $2 AND t.status IN ('open', 'in_progress') AND t.snoozed_until IS NULL AND NOT t.last_by_staff"
    };
}
macro_rules! unanswered_chats {
    () => {
        "FROM chat c WHERE c.business_id = $1 AND c.assignee_id = $2 AND c.state = 'active' AND c.last_kind <> 'agent'"
    };
}
const UNANSWERED_TICKETS: &str = concat!("SELECT t.id ", unanswered_tickets!(), " ORDER BY t.id");
const IS_UNANSWERED_TICKET: &str = concat!("SELECT EXISTS (SELECT 1 ", unanswered_tickets!(), " AND t.id = $3)");
const UNANSWERED_CHATS: &str = concat!("SELECT c.id ", unanswered_chats!(), " ORDER BY c.id");
const IS_UNANSWERED_CHAT: &str = concat!("SELECT EXISTS (SELECT 1 ", unanswered_chats!(), " AND c.id = $3)");
const SKILLS_SQLITE: &str = "SELECT s.ticket_id, s.category_id, c.name FROM ticket_skill s JOIN category c ON c.id = s.category_id
    WHERE s.business_id = $1 AND s.ticket_id IN (SELECT value FROM json_each($2)) ORDER BY s.ticket_id, s.category_id";
const SKILLS_POSTGRES: &str = "SELECT s.ticket_id, s.category_id, c.name FROM ticket_skill s JOIN category c ON c.id = s.category_id
    WHERE s.business_id = $1 AND s.ticket_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY s.ticket_id, s.category_id";

/// A ticket that waits.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct TicketRow {
    /// Its id.
    pub id: TicketId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub subject: String,
    /// How urgent it is.
    pub priority: Priority,
    /// Since when it waits.
    pub waiting_since: Timestamp,
    /// What it is about.
    pub category_id: Option<CategoryId>,
    /// The name of that.
    pub category: Option<String>,
}

/// A chat that waits.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct ChatRow {
    /// Its id.
    pub id: ChatId,
    /// The visitor.
    pub name: String,
    /// Since when it waits.
    pub since: Timestamp,
}

/// Something that somebody has.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct HeldRow {
    /// Who.
    pub assignee_id: MemberId,
    /// The ticket.
    pub ticket_id: Option<TicketId>,
    /// Or the chat.
    pub chat_id: Option<ChatId>,
    /// The ticket's number.
    pub number: Option<i64>,
    /// The ticket's subject, or the visitor.
    pub title: String,
    /// When it was opened.
    pub since: Timestamp,
    /// How much its holder has in all.
    pub total: i64,
}

/// The tickets that wait in their order now, in which each full `ageing_ms` of waiting is a step of priority; only those about one of `skills`, or
/// about nothing, when they are given.
pub async fn list_tickets(
    ex: impl Into<Ex<'_>>,
    business: BusinessId,
    skills: Option<&[CategoryId]>,
    (now, ageing_ms): (Timestamp, i64),
    limit: i64,
) -> Result<Vec<TicketRow>> {
    let ex = ex.into();
    let Some(skills) = skills else { return Ok(db_all!(ex, TICKETS, business, limit, now, ageing_ms)?) };
    let sql = dialect!(ex, sqlite: TICKETS_FOR_SQLITE, postgres: TICKETS_FOR_POSTGRES);
    Ok(db_all!(ex, sql, business, limit, now, ageing_ms, serde_json::to_string(skills).expect("ids are plain data"))?)
}

/// The chats that wait, the one that waits longest first.
pub async fn list_chats(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<ChatRow>> {
    Ok(db_all!(ex.into(), CHATS, business, limit)?)
}

/// How many tickets that need work each agent has. One that waits for its customer needs none.
pub async fn list_held_tickets(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(MemberId, i64)>> {
    Ok(db_all!(ex.into(), HELD_TICKETS, business)?)
}

/// How many open chats each agent has.
pub async fn list_held_chats(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(MemberId, i64)>> {
    Ok(db_all!(ex.into(), HELD_CHATS, business)?)
}

/// What everybody has, or one of them, by holder: at most `each` of each.
pub async fn list_held(ex: impl Into<Ex<'_>>, business: BusinessId, each: i64, of: Option<MemberId>) -> Result<Vec<HeldRow>> {
    Ok(db_all!(ex.into(), LIST_HELD, business, each, of)?)
}

/// What else whoever gets one of these tickets has to handle, with the names.
pub async fn list_ticket_skills(ex: impl Into<Ex<'_>>, business: BusinessId, tickets: &[TicketId]) -> Result<Vec<(TicketId, CategoryId, String)>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: SKILLS_SQLITE, postgres: SKILLS_POSTGRES);
    Ok(db_all!(ex, sql, business, serde_json::to_string(tickets).expect("ids are plain data"))?)
}

/// How many tickets of each priority wait, and since when the oldest does.
pub async fn list_depth(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(Priority, i64, Timestamp)>> {
    Ok(db_all!(ex.into(), DEPTH, business)?)
}

/// How many chats wait, and since when the oldest does.
pub async fn find_chat_depth(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<(i64, Option<Timestamp>)> {
    Ok(db_one!(ex.into(), CHAT_DEPTH, business)?)
}

/// Tickets whose customer waits and whose holder has given no sign of life since then.
pub async fn list_silent_tickets(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(TicketId, MemberId)>> {
    Ok(db_all!(ex.into(), SILENT_TICKETS, business, since)?)
}

/// The same for chats.
pub async fn list_silent_chats(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(ChatId, MemberId)>> {
    Ok(db_all!(ex.into(), SILENT_CHATS, business, since)?)
}

/// Tickets of somebody whose customer waits for a word.
pub async fn list_unanswered_tickets(ex: impl Into<Ex<'_>>, business: BusinessId, agent: MemberId) -> Result<Vec<TicketId>> {
    Ok(db_vals!(ex.into(), UNANSWERED_TICKETS, business, agent)?)
}

/// Chats of somebody whose visitor waits for a word.
pub async fn list_unanswered_chats(ex: impl Into<Ex<'_>>, business: BusinessId, agent: MemberId) -> Result<Vec<ChatId>> {
    Ok(db_vals!(ex.into(), UNANSWERED_CHATS, business, agent)?)
}

/// Whether somebody still has this, and has given no sign of life since then.
pub async fn is_silent(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, work: Work, agent: MemberId) -> Result<bool> {
    Ok(match work {
        Work::Ticket(id) => db_val!(ex.into(), IS_SILENT_TICKET, business, since, id, agent)?,
        Work::Chat(id) => db_val!(ex.into(), IS_SILENT_CHAT, business, since, id, agent)?,
    })
}

/// Whether somebody still has this, and whoever asks waits for a word.
pub async fn is_unanswered(ex: impl Into<Ex<'_>>, business: BusinessId, agent: MemberId, work: Work) -> Result<bool> {
    Ok(match work {
        Work::Ticket(id) => db_val!(ex.into(), IS_UNANSWERED_TICKET, business, agent, id)?,
        Work::Chat(id) => db_val!(ex.into(), IS_UNANSWERED_CHAT, business, agent, id)?,
    })
}
