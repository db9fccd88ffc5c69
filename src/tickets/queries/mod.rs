//! SQL of tickets: finding and changing one here, lists and categories beside.

pub mod agents;
pub mod categories;
pub mod changes;
pub mod figures;
pub mod followers;
pub mod later;
pub mod links;
pub mod lists;
pub mod orders;
pub mod pauses;
pub mod watching;

use super::model::{Priority, Source, Status, Ticket};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CategoryId, ConversationId, MemberId, OrderId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::sla::terms::Promise;
use crate::{Error, db_all, db_exec, db_one, db_opt, db_val, db_vals, dialect};

macro_rules! columns {
    () => {
        "id, business_id, number, subject, category_id, priority, status, source, customer_id, assignee_id, customer_lane, staff_lane, order_id, partner_id, partner_lane, opened_at, updated_at, waiting_since, \
         response_due_at, responded_at, resolution_due_at, resolved_at, closed_at, paused_at, snoozed_until, awaiting_since, next_response_due_at, response_breached_at, \
         next_response_breached_at, resolution_breached_at, response_warned_at, next_response_warned_at, resolution_warned_at, rating, rating_comment, response_minutes, next_response_minutes, resolution_minutes, \
         COALESCE(opened_priority, priority) AS promised_under"
    };
}

const NEXT_NUMBER: &str = "UPDATE business SET ticket_head = ticket_head + 1 WHERE id = $1 RETURNING ticket_head";
const INSERT: &str = "INSERT INTO ticket (business_id, number, client_id, subject, category_id, priority, status, customer_id, customer_lane, staff_lane, opened_at, updated_at, waiting_since, preview, response_due_at, resolution_due_at, order_id, response_minutes, resolution_minutes, source, opened_priority)
    VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $10, $10, $11, $12, $13, $14, $15, $16, $17, $6) RETURNING id";
const FIND: &str = concat!("SELECT ", columns!(), " FROM ticket WHERE business_id = $1 AND id = $2");
const FIND_BY_NUMBER: &str = concat!("SELECT ", columns!(), " FROM ticket WHERE business_id = $1 AND number = $2");
const FIND_BY_CLIENT_ID: &str = concat!("SELECT ", columns!(), " FROM ticket WHERE business_id = $1 AND customer_id = $2 AND client_id = $3");
// The plus keeps SQLite from walking all tickets of the business: a lane has an index, whichever it is.
const FIND_BY_LANE: &str =
    concat!("SELECT ", columns!(), " FROM ticket WHERE +business_id = $1 AND (customer_lane = $2 OR staff_lane = $2 OR partner_lane = $2)");
const LOCK_SQLITE: &str = concat!("SELECT ", columns!(), " FROM ticket WHERE business_id = $1 AND id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", columns!(), " FROM ticket WHERE business_id = $1 AND id = $2 FOR UPDATE");
const LIST_NEWEST: &str = concat!("SELECT ", columns!(), " FROM ticket WHERE business_id = $1 ORDER BY id DESC LIMIT $2");
const FIND_BUSINESS: &str = "SELECT business_id FROM ticket WHERE id = $1";
// Given back, opened again and brought back, a ticket begins to wait in the queue.
const SET_ASSIGNEE: &str = "UPDATE ticket SET assignee_id = $3, updated_at = $4,
    waiting_since = CASE WHEN assignee_id IS NOT NULL AND CAST($3 AS BIGINT) IS NULL THEN $4 ELSE waiting_since END WHERE business_id = $1 AND id = $2";
const TAKE: &str = "UPDATE ticket SET assignee_id = $3, updated_at = $4 WHERE business_id = $1 AND id = $2 AND assignee_id IS NULL AND status <> 'closed'";
const SET_STATUS: &str =
    "UPDATE ticket SET status = $3, updated_at = $4, resolved_at = $5, closed_at = $6, paused_at = $7, resolution_due_at = $8, snoozed_until = $9,
    awaiting_since = $10, next_response_due_at = $11, next_response_minutes = $12,
    waiting_since = CASE WHEN status NOT IN ('open', 'in_progress') AND $3 IN ('open', 'in_progress') THEN $4 ELSE waiting_since END WHERE business_id = $1 AND id = $2";
const SET_SNOOZE: &str = "UPDATE ticket SET snoozed_until = $3, updated_at = $4,
    waiting_since = CASE WHEN snoozed_until IS NOT NULL AND CAST($3 AS BIGINT) IS NULL THEN $4 ELSE waiting_since END WHERE business_id = $1 AND id = $2";
const SET_WAITING_SINCE: &str = "UPDATE ticket SET waiting_since = $3 WHERE business_id = $1 AND id = $2";
const SET_PRIORITY: &str = "UPDATE ticket SET priority = $3, updated_at = $4 WHERE business_id = $1 AND id = $2";
const SET_CATEGORY: &str = "UPDATE ticket SET category_id = $3, updated_at = $4 WHERE business_id = $1 AND id = $2";
const SET_RATING: &str = "UPDATE ticket SET rating = $3, rating_comment = $4, updated_at = $5 WHERE business_id = $1 AND id = $2";
const SET_TALK: &str =
    "UPDATE ticket SET preview = $3, last_by_staff = $4, responded_at = COALESCE(responded_at, $5), updated_at = $6 WHERE business_id = $1 AND id = $2";

/// A ticket about to be inserted.
#[derive(Clone, Debug)]
pub struct NewTicket<'a> {
    /// The form's own id: sending it again gives the same ticket.
    pub client_id: &'a str,
    /// What it is called.
    pub subject: &'a str,
    /// What it is about.
    pub category: Option<CategoryId>,
    /// How urgent it is.
    pub priority: Priority,
    /// How it is opened.
    pub source: Source,
    /// Who asks.
    pub customer: MemberId,
    /// The talk with the customer.
    pub customer_lane: ConversationId,
    /// The private notes.
    pub staff_lane: ConversationId,
    /// The start of the description.
    pub preview: &'a str,
    /// What is promised for the first answer.
    pub response: Promise,
    /// What is promised for the solution.
    pub resolution: Promise,
    /// The order it is opened for.
    pub order: Option<OrderId>,
}

/// The next number of the business; a rollback gives it back, so there are no gaps.
pub async fn next_number(tx: &mut Tx, business: BusinessId) -> Result<i64> {
    Ok(db_val!(tx, NEXT_NUMBER, business)?)
}

/// A new ticket.
pub async fn insert(tx: &mut Tx, business: BusinessId, number: i64, new: &NewTicket<'_>) -> Result<TicketId> {
    let now = tx.now();
    let id: Result<TicketId, sqlx::Error> = db_val!(
        tx,
        INSERT,
        business,
        number,
        new.client_id,
        new.subject,
        new.category,
        new.priority,
        new.customer,
        new.customer_lane,
        new.staff_lane,
        now,
        new.preview,
        new.response.due_at,
        new.resolution.due_at,
        new.order,
        new.response.minutes,
        new.resolution.minutes,
        new.source
    );
    id.on_constraint(|| Error::Conflict("This ticket was already opened.".into()))
}

/// A ticket of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: TicketId) -> Result<Option<Ticket>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A ticket of this business by its number.
pub async fn find_by_number(ex: impl Into<Ex<'_>>, business: BusinessId, number: i64) -> Result<Option<Ticket>> {
    Ok(db_opt!(ex.into(), FIND_BY_NUMBER, business, number)?)
}

/// The ticket this customer opened with this form.
pub async fn find_by_client_id(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId, client_id: &str) -> Result<Option<Ticket>> {
    Ok(db_opt!(ex.into(), FIND_BY_CLIENT_ID, business, customer, client_id)?)
}

/// The newest tickets of this business.
pub async fn list_newest(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<Ticket>> {
    Ok(db_all!(ex.into(), LIST_NEWEST, business, limit)?)
}

/// The ticket that owns a lane.
pub async fn find_by_lane(ex: impl Into<Ex<'_>>, business: BusinessId, lane: ConversationId) -> Result<Option<Ticket>> {
    Ok(db_opt!(ex.into(), FIND_BY_LANE, business, lane)?)
}

/// A ticket, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: TicketId) -> Result<Ticket> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let found: Option<Ticket> = db_opt!(tx, sql, business, id)?;
    found.ok_or(Error::NotFound)
}

/// Whose ticket it is: for jobs, which know only the ticket.
pub async fn find_business(ex: impl Into<Ex<'_>>, id: TicketId) -> Result<Option<BusinessId>> {
    let found: Option<(BusinessId,)> = db_opt!(ex.into(), FIND_BUSINESS, id)?;
    Ok(found.map(|f| f.0))
}

/// Sets who is in charge.
pub async fn set_assignee(tx: &mut Tx, business: BusinessId, id: TicketId, agent: Option<MemberId>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_ASSIGNEE, business, id, agent, now)?;
    Ok(())
}

/// Takes a ticket that nobody holds; `false` when somebody was faster.
pub async fn take(tx: &mut Tx, business: BusinessId, id: TicketId, agent: MemberId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, TAKE, business, id, agent, now)? == 1)
}

/// Writes the status and the times that go with it, as they stand in `ticket`.
pub async fn set_status(tx: &mut Tx, business: BusinessId, ticket: &Ticket) -> Result<()> {
    let now = tx.now();
    let t = ticket;
    let (snoozed, since, due, minutes) = (t.snoozed_until, t.awaiting_since, t.next_response_due_at, t.next_response_minutes);
    db_exec!(tx, SET_STATUS, business, t.id, t.status, now, t.resolved_at, t.closed_at, t.paused_at, t.resolution_due_at, snoozed, since, due, minutes)?;
    Ok(())
}

/// Puts it aside until then, or brings it back.
pub async fn set_snooze(tx: &mut Tx, business: BusinessId, id: TicketId, until: Option<Timestamp>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_SNOOZE, business, id, until, now)?;
    Ok(())
}

/// Since when it waits in the queue: what was taken back had waited before.
pub async fn set_waiting_since(tx: &mut Tx, business: BusinessId, id: TicketId, since: Timestamp) -> Result<()> {
    db_exec!(tx, SET_WAITING_SINCE, business, id, since)?;
    Ok(())
}

/// Sets how urgent it is.
pub async fn set_priority(tx: &mut Tx, business: BusinessId, id: TicketId, priority: Priority) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_PRIORITY, business, id, priority, now)?;
    Ok(())
}

/// Sets what it is about.
pub async fn set_category(tx: &mut Tx, business: BusinessId, id: TicketId, category: Option<CategoryId>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_CATEGORY, business, id, category, now)?;
    Ok(())
}

/// Stores the customer's stars.
pub async fn set_rating(tx: &mut Tx, business: BusinessId, id: TicketId, stars: i64, comment: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_RATING, business, id, stars, comment, now)?;
    Ok(())
}

/// What was said last, and the first response if this was it.
pub async fn set_talk(tx: &mut Tx, business: BusinessId, id: TicketId, preview: &str, by_staff: bool, responded_at: Option<Timestamp>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_TALK, business, id, preview, by_staff, responded_at, now)?;
    Ok(())
}

/// The lanes of all tickets of one customer, newest first, at most 200: what they may search in.
pub async fn list_lanes_of(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId) -> Result<Vec<ConversationId>> {
    const SQL: &str = "SELECT customer_lane FROM ticket WHERE business_id = $1 AND customer_id = $2 ORDER BY updated_at DESC LIMIT 200";
    Ok(db_vals!(ex.into(), SQL, business, customer)?)
}

/// The status counts of a business's tickets.
pub async fn list_counts(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(Status, i64)>> {
    const SQL: &str = "SELECT status, n FROM ticket_count WHERE business_id = $1";
    Ok(db_all!(ex.into(), SQL, business)?)
}

/// The status counts of one customer's tickets.
pub async fn list_counts_of(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId) -> Result<Vec<(Status, i64)>> {
    // Grouped by an expression: grouped by the bare column, SQLite walks all tickets of the business in the order of their status.
    const SQL: &str = "SELECT status || '' AS status, COUNT(*) FROM ticket WHERE business_id = $1 AND customer_id = $2 GROUP BY status || ''";
    Ok(db_all!(ex.into(), SQL, business, customer)?)
}

/// Active tickets of one agent (`None`: of nobody) that are not put aside.
pub async fn count_active(ex: impl Into<Ex<'_>>, business: BusinessId, agent: Option<MemberId>) -> Result<i64> {
    const HELD: &str = "SELECT COUNT(*) FROM ticket WHERE business_id = $1 AND assignee_id = $2 AND status IN ('open', 'in_progress', 'waiting_response') AND snoozed_until IS NULL";
    const FREE: &str = "SELECT COUNT(*) FROM ticket WHERE business_id = $1 AND assignee_id IS NULL AND status IN ('open', 'in_progress', 'waiting_response') AND snoozed_until IS NULL";
    Ok(match agent {
        Some(agent) => db_val!(ex.into(), HELD, business, agent)?,
        None => db_val!(ex.into(), FREE, business)?,
    })
}

/// Tickets put aside: all of a business, and those of one agent.
pub async fn count_snoozed(ex: impl Into<Ex<'_>>, business: BusinessId, agent: MemberId) -> Result<(i64, i64)> {
    const SQL: &str = "SELECT COUNT(*), COUNT(CASE WHEN assignee_id = $2 THEN 1 END) FROM ticket WHERE business_id = $1 AND snoozed_until IS NOT NULL";
    Ok(db_one!(ex.into(), SQL, business, agent)?)
}
