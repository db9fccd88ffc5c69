//! SQL of the demo: what the actions of the product never do, such as tickets with a past.

use stoa::kernel::ids::{AccountId, BusinessId, CategoryId, ConversationId, MemberId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::platform::Tx;
use stoa::tickets::model::Ticket;
use stoa::{Result, accounts::model::Availability, db_all, db_exec, db_val};

const SET_ACCOUNT: &str = "UPDATE account SET created_at = $2 WHERE id = $1";
const SET_MEMBER: &str = "UPDATE member SET created_at = $3, last_seen_at = $4, availability = $5 WHERE business_id = $1 AND id = $2";
const LIST_CATEGORIES: &str = "SELECT name, id FROM category WHERE business_id = $1";
const SET_CONVERSATION: &str = "UPDATE conversation SET head = $3, dispatched = $3, frozen_at = $4, created_at = $5 WHERE business_id = $1 AND id = $2";
const INSERT_TICKET: &str =
    "INSERT INTO ticket (business_id, number, client_id, subject, category_id, priority, status, customer_id, assignee_id, customer_lane, staff_lane,
    opened_at, updated_at, preview, last_by_staff, response_due_at, responded_at, resolution_due_at, resolved_at, closed_at, paused_at, awaiting_since,
    next_response_due_at, response_breached_at, next_response_breached_at, resolution_breached_at, response_warned_at, next_response_warned_at,
    resolution_warned_at, rating, rating_comment, response_minutes, next_response_minutes, resolution_minutes, source, waiting_since)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $12) RETURNING id";

/// Since when somebody belongs to the business, when they were there last, whether they take work.
pub async fn set_past(
    tx: &mut Tx,
    business: BusinessId,
    person: (AccountId, MemberId),
    since: Timestamp,
    seen: Option<Timestamp>,
    availability: Availability,
) -> Result<()> {
    db_exec!(tx, SET_ACCOUNT, person.0, since)?;
    db_exec!(tx, SET_MEMBER, business, person.1, since, seen, availability)?;
    Ok(())
}

/// The categories by name.
pub async fn list_categories(tx: &mut Tx, business: BusinessId) -> Result<Vec<(String, CategoryId)>> {
    Ok(db_all!(tx, LIST_CATEGORIES, business)?)
}

/// How far a conversation has come; nothing in it waits for reactions.
pub async fn set_conversation(
    tx: &mut Tx,
    business: BusinessId,
    id: ConversationId,
    head: i64,
    frozen_at: Option<Timestamp>,
    created_at: Timestamp,
) -> Result<()> {
    db_exec!(tx, SET_CONVERSATION, business, id, head, frozen_at, created_at)?;
    Ok(())
}

/// A ticket as it stands, with everything that lists show of it.
pub async fn insert_ticket(tx: &mut Tx, business: BusinessId, t: &Ticket, client_id: &str, preview: &str, last_by_staff: bool) -> Result<TicketId> {
    Ok(db_val!(
        tx,
        INSERT_TICKET,
        business,
        t.number,
        client_id,
        &t.subject,
        t.category_id,
        t.priority,
        t.status,
        t.customer_id,
        t.assignee_id,
        t.customer_lane,
        t.staff_lane,
        t.opened_at,
        t.updated_at,
        preview,
        last_by_staff,
        t.response_due_at,
        t.responded_at,
        t.resolution_due_at,
        t.resolved_at,
        t.closed_at,
        t.paused_at,
        t.awaiting_since,
        t.next_response_due_at,
        t.response_breached_at,
        t.next_response_breached_at,
        t.resolution_breached_at,
        t.response_warned_at,
        t.next_response_warned_at,
        t.resolution_warned_at,
        t.rating,
        &t.rating_comment,
        t.response_minutes,
        t.next_response_minutes,
        t.resolution_minutes,
        t.source
    )?)
}
