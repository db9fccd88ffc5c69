//! SQL of the demo's courier.

use stoa::kernel::ids::{BusinessId, ConversationId, MemberId, OrderId, TicketId};
use stoa::platform::Tx;
use stoa::{Result, db_exec, db_vals};

const SUPPLY: &str = "UPDATE product SET partner_id = $2 WHERE business_id = $1 AND id = (SELECT MIN(p.id) FROM product p WHERE p.business_id = $1)";
const LIST_ON_THEIR_WAY: &str = "SELECT id FROM shop_order WHERE business_id = $1 AND status IN ('confirmed', 'shipped') ORDER BY number DESC LIMIT 2";
const ENTRUST: &str =
    "UPDATE shop_order SET partner_id = $3, tracking = CASE status WHEN 'shipped' THEN 'BRK-' || number ELSE '' END WHERE business_id = $1 AND id = $2";
const BIND: &str = "UPDATE ticket SET order_id = $3, source = 'order', partner_id = $4, partner_lane = $5,
    order_step = (SELECT MAX(s.id) FROM order_step s WHERE s.business_id = $1 AND s.order_id = $3) WHERE business_id = $1 AND id = $2";

/// The first product is theirs.
pub async fn supply(tx: &mut Tx, business: BusinessId, partner: MemberId) -> Result<()> {
    db_exec!(tx, SUPPLY, business, partner)?;
    Ok(())
}

/// The two newest orders that are confirmed or sent.
pub async fn list_on_their_way(tx: &mut Tx, business: BusinessId) -> Result<Vec<OrderId>> {
    Ok(db_vals!(tx, LIST_ON_THEIR_WAY, business)?)
}

/// Gives an order to the courier.
pub async fn entrust(tx: &mut Tx, business: BusinessId, order: OrderId, partner: MemberId) -> Result<()> {
    db_exec!(tx, ENTRUST, business, order, partner)?;
    Ok(())
}

/// The ticket is that of the order, with a lane for the courier; both tell of every step.
pub async fn bind(tx: &mut Tx, business: BusinessId, ticket: TicketId, order: OrderId, partner: MemberId, lane: ConversationId) -> Result<()> {
    db_exec!(tx, BIND, business, ticket, order, partner, lane)?;
    Ok(())
}
