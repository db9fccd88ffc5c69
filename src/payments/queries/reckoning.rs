//! SQL of what does not add up.

use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::kernel::time::Timestamp;
use crate::payments::model::{Doubt, Mismatch, OpenRefund, Undecided};
use crate::platform::Db;
use crate::{db_all, db_val};

const LIST_MISMATCHES: &str = "SELECT number, currency, of_order, of_payments FROM (
        SELECT o.number, o.currency, o.paid - o.refunded AS of_order,
            CAST(COALESCE((SELECT SUM(p.amount) FROM payment p WHERE p.business_id = o.business_id AND p.order_id = o.id AND p.state = 'completed'), 0)
                - COALESCE((SELECT SUM(r.amount) FROM payment_refund r WHERE r.business_id = o.business_id AND r.order_id = o.id AND r.state <> 'failed'), 0)
                AS BIGINT) AS of_payments
        FROM shop_order o WHERE o.business_id = $1 AND o.updated_at >= $2) AS sums
    WHERE of_order <> of_payments ORDER BY number DESC LIMIT 200";
const LIST_DOUBTS: &str = "SELECT p.id, o.number, p.provider, p.state, p.amount, p.currency, p.reference, p.doubt, p.created_at,
        CAST(COALESCE((SELECT SUM(b.amount) FROM payment_return b WHERE b.business_id = p.business_id AND b.payment_id = p.id AND b.noted_at IS NULL), 0)
            AS BIGINT) AS returned
    FROM payment p JOIN shop_order o ON o.id = p.order_id WHERE p.business_id = $1 AND p.doubt <> '' AND p.cleared_at IS NULL ORDER BY p.id DESC LIMIT 200";
const LIST_UNDECIDED: &str = "SELECT o.number, p.provider, p.amount, p.currency, p.reference, p.pending_since, p.created_at
    FROM payment p JOIN shop_order o ON o.id = p.order_id
    WHERE p.business_id = $1 AND p.decided_at IS NULL AND (p.pending_since IS NOT NULL OR p.unheard_since IS NOT NULL) ORDER BY p.id DESC LIMIT 200";
const COUNT: &str = "SELECT CAST((SELECT COUNT(*) FROM payment p WHERE p.business_id = $1 AND p.doubt <> '' AND p.cleared_at IS NULL)
    + (SELECT COUNT(*) FROM payment_refund r WHERE r.business_id = $1 AND r.state = 'failed' AND r.state <> 'completed') AS BIGINT)";
const LIST_REFUNDS: &str = "SELECT r.id, o.number, o.name, p.provider, p.reference, r.state, r.amount, p.currency, r.reason, r.failure, r.created_at
    FROM payment_refund r JOIN payment p ON p.id = r.payment_id JOIN shop_order o ON o.id = r.order_id
    WHERE r.business_id = $1 AND r.state <> 'completed' ORDER BY r.id DESC LIMIT 200";

/// Of the orders that changed since then those whose payments do not add up to what they say, newest first.
pub async fn list_mismatches(db: &Db, business: BusinessId, since: Timestamp) -> Result<Vec<Mismatch>> {
    Ok(db_all!(db, LIST_MISMATCHES, business, since)?)
}

/// Payments that the provider has not decided for longer than usual.
pub async fn list_undecided(db: &Db, business: BusinessId) -> Result<Vec<Undecided>> {
    Ok(db_all!(db, LIST_UNDECIDED, business)?)
}

/// How many doubts and failed refunds wait for somebody.
pub async fn count(db: &Db, business: BusinessId) -> Result<i64> {
    Ok(db_val!(db, COUNT, business)?)
}

/// Payments of which something does not fit.
pub async fn list_doubts(db: &Db, business: BusinessId) -> Result<Vec<Doubt>> {
    Ok(db_all!(db, LIST_DOUBTS, business)?)
}

/// Refunds that are not through.
pub async fn list_refunds(db: &Db, business: BusinessId) -> Result<Vec<OpenRefund>> {
    Ok(db_all!(db, LIST_REFUNDS, business)?)
}
