//! SQL of tickets of orders, and of their lanes with partners.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, OrderId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Db, Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, dialect};

const FIND: &str = "SELECT id FROM ticket WHERE business_id = $1 AND order_id = $2";
const FIND_TOLD: &str = "SELECT order_step FROM ticket WHERE business_id = $1 AND id = $2";
const SET_TOLD: &str = "UPDATE ticket SET order_step = $3 WHERE business_id = $1 AND id = $2";
const SET_LANE: &str = "UPDATE ticket SET partner_id = $3, partner_lane = $4, updated_at = $5 WHERE business_id = $1 AND id = $2";
const TOUCH: &str = "UPDATE ticket SET updated_at = $3 WHERE business_id = $1 AND id = $2";
const INSERT_FORMER: &str = "INSERT INTO former_lane (conversation_id, business_id, ticket_id, partner_id, ended_at) VALUES ($1, $2, $3, $4, $5)";
const LIST_FORMER: &str = "SELECT f.conversation_id, m.name, f.ended_at FROM former_lane f JOIN member m ON m.id = f.partner_id
    WHERE f.business_id = $1 AND f.ticket_id = $2 ORDER BY f.ended_at DESC, f.conversation_id DESC";
const FIND_LANE_OF: &str = "SELECT t.id, t.partner_lane FROM ticket t JOIN shop_order o ON o.id = t.order_id
    WHERE t.business_id = $1 AND t.order_id = $2 AND t.partner_id = $3 AND o.partner_id = $3 AND t.partner_lane IS NOT NULL";
const COUNT_UNREAD: &str = "SELECT COUNT(*) FROM message m WHERE m.conversation_id = $1 AND m.sender_kind = $2
    AND m.seq > COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = $1 AND r.member_id = $3), 0)";
// The plus has SQLite look for the orders, not at all tickets of the business.
const LIST_UNREAD_SQLITE: &str = "SELECT t.order_id, COUNT(*) FROM ticket t JOIN message m ON m.conversation_id = t.partner_lane
    WHERE +t.business_id = $1 AND t.partner_id = $2 AND t.order_id IN (SELECT value FROM json_each($3)) AND m.sender_kind = 'agent'
    AND m.seq > COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = t.partner_lane AND r.member_id = $2), 0) GROUP BY t.order_id";
const LIST_UNREAD_POSTGRES: &str = "SELECT t.order_id, COUNT(*) FROM ticket t JOIN message m ON m.conversation_id = t.partner_lane
    WHERE t.business_id = $1 AND t.partner_id = $2 AND t.order_id IN (SELECT value::bigint FROM jsonb_array_elements_text($3::jsonb)) AND m.sender_kind = 'agent'
    AND m.seq > COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = t.partner_lane AND r.member_id = $2), 0) GROUP BY t.order_id";

/// The ticket of an order.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Option<TicketId>> {
    Ok(db_val_opt!(ex.into(), FIND, business, order)?)
}

/// The last step of its order that a ticket's lanes tell of.
pub async fn find_told(tx: &mut Tx, business: BusinessId, ticket: TicketId) -> Result<i64> {
    Ok(db_val!(tx, FIND_TOLD, business, ticket)?)
}

/// Notes up to which step of its order a ticket's lanes tell.
pub async fn set_told(tx: &mut Tx, business: BusinessId, ticket: TicketId, step: i64) -> Result<()> {
    db_exec!(tx, SET_TOLD, business, ticket, step)?;
    Ok(())
}

/// Gives a ticket a lane with a partner, or none.
pub async fn set_lane(tx: &mut Tx, business: BusinessId, ticket: TicketId, lane: Option<(MemberId, ConversationId)>) -> Result<()> {
    let (now, (partner, lane)) = (tx.now(), lane.unzip());
    db_exec!(tx, SET_LANE, business, ticket, partner, lane, now)?;
    Ok(())
}

/// Something happened in a ticket that its customer's lane says nothing of.
pub async fn touch(tx: &mut Tx, business: BusinessId, ticket: TicketId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, TOUCH, business, ticket, now)?;
    Ok(())
}

/// Keeps the lane of a partner who no longer has the order.
pub async fn insert_former(tx: &mut Tx, business: BusinessId, ticket: TicketId, partner: MemberId, lane: ConversationId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_FORMER, lane, business, ticket, partner, now)?;
    Ok(())
}

/// The lanes of partners who had the order before: which, with whom, until when; the last one first.
pub async fn list_former(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Vec<(ConversationId, String, Timestamp)>> {
    Ok(db_all!(ex.into(), LIST_FORMER, business, ticket)?)
}

/// Ticket and lane of an order that this partner has now.
pub async fn find_lane_of(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId, partner: MemberId) -> Result<Option<(TicketId, ConversationId)>> {
    Ok(db_opt!(ex.into(), FIND_LANE_OF, business, order, partner)?)
}

/// Messages of one kind of sender that somebody has not read in a lane of this business that was opened for them.
pub async fn count_unread(ex: impl Into<Ex<'_>>, lane: ConversationId, kind: &str, reader: MemberId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_UNREAD, lane, kind, reader)?)
}

/// Of which of these orders a partner has not read everything that staff wrote, and how much.
pub async fn list_unread(db: &Db, business: BusinessId, partner: MemberId, orders: &[OrderId]) -> Result<Vec<(OrderId, i64)>> {
    let sql = dialect!(db, sqlite: LIST_UNREAD_SQLITE, postgres: LIST_UNREAD_POSTGRES);
    Ok(db_all!(db, sql, business, partner, serde_json::to_string(orders).expect("ids are plain data"))?)
}
