//! SQL of cards.

use super::model::{Card, SHOWN, Sharing};
use crate::error::Result;
use crate::kernel::ids::{AppointmentId, BusinessId, CardId, ConversationId, OrderId, ProductId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val_opt, db_vals, dialect};
use uuid::Uuid;

macro_rules! card {
    () => {
        "id, business_id, conversation_id, kind, product_id, order_id, offering_id, staff_id, starts_at, appointment_id, call_id"
    };
}

const INSERT: &str =
    "INSERT INTO card (business_id, conversation_id, client_id, kind, product_id, order_id, offering_id, staff_id, starts_at, call_id, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (conversation_id, client_id) DO NOTHING RETURNING id";
const LIST: &str = concat!("SELECT ", card!(), " FROM card WHERE business_id = $1 AND conversation_id = $2 ORDER BY id DESC LIMIT $3");
const FIND: &str = concat!("SELECT ", card!(), " FROM card WHERE business_id = $1 AND id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", card!(), " FROM card WHERE business_id = $1 AND id = $2 FOR UPDATE");
const SET_APPOINTMENT: &str = "UPDATE card SET appointment_id = $3 WHERE business_id = $1 AND id = $2";
const LIST_WITH_ORDER: &str = "SELECT DISTINCT conversation_id FROM card WHERE business_id = $1 AND order_id = $2 LIMIT 100";
const LIST_WITH_PRODUCT: &str = "SELECT conversation_id FROM (SELECT conversation_id, MAX(id) AS newest FROM card
    WHERE business_id = $1 AND product_id = $2 GROUP BY conversation_id) c ORDER BY newest DESC LIMIT 100";
// Whoever books a time takes it from those who were only shown it.
const LIST_WITH_APPOINTMENT: &str = "SELECT conversation_id FROM card WHERE business_id = $1 AND appointment_id = $2
    UNION SELECT conversation_id FROM (SELECT conversation_id FROM card
        WHERE business_id = $1 AND kind = 'slot' AND appointment_id IS NULL AND starts_at > $3 ORDER BY starts_at LIMIT 100) c";

/// A new card; nothing when the message with it was sent before.
pub async fn insert(tx: &mut Tx, business: BusinessId, conversation: ConversationId, client_id: Uuid, what: &Sharing) -> Result<Option<CardId>> {
    let now = tx.now();
    let (product, order, slot, call) = match *what {
        Sharing::Product(id) => (Some(id), None, None, None),
        Sharing::Order(id) => (None, Some(id), None, None),
        Sharing::Slot(offering, staff, at) => (None, None, Some((offering, staff, at)), None),
        Sharing::Call(id) => (None, None, None, Some(id)),
    };
    let (offering, staff, at) = (slot.map(|s| s.0), slot.and_then(|s| s.1), slot.map(|s| s.2));
    Ok(db_val_opt!(tx, INSERT, business, conversation, client_id.to_string(), what.kind(), product, order, offering, staff, at, call, now)?)
}

/// The newest cards of a conversation.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, conversation: ConversationId) -> Result<Vec<Card>> {
    Ok(db_all!(ex.into(), LIST, business, conversation, SHOWN)?)
}

/// A card, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: CardId) -> Result<Option<Card>> {
    let sql = dialect!(tx, sqlite: FIND, postgres: LOCK_POSTGRES);
    Ok(db_opt!(tx, sql, business, id)?)
}

/// Something was booked with a card.
pub async fn set_appointment(tx: &mut Tx, business: BusinessId, id: CardId, appointment: AppointmentId) -> Result<()> {
    db_exec!(tx, SET_APPOINTMENT, business, id, appointment)?;
    Ok(())
}

/// Where an order is shown.
pub async fn list_with_order(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<ConversationId>> {
    Ok(db_vals!(ex.into(), LIST_WITH_ORDER, business, order)?)
}

/// Where a product is shown, the last one first.
pub async fn list_with_product(ex: impl Into<Ex<'_>>, business: BusinessId, product: ProductId) -> Result<Vec<ConversationId>> {
    Ok(db_vals!(ex.into(), LIST_WITH_PRODUCT, business, product)?)
}

/// Where an appointment is shown, or a time to come that it may have taken.
pub async fn list_with_appointment(ex: impl Into<Ex<'_>>, business: BusinessId, appointment: AppointmentId, now: Timestamp) -> Result<Vec<ConversationId>> {
    Ok(db_vals!(ex.into(), LIST_WITH_APPOINTMENT, business, appointment, now)?)
}
