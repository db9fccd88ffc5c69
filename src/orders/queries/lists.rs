//! SQL of lists of orders.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::orders::model::{OrderRow, OrderStatus};
use crate::platform::Db;
use crate::{db_all, db_val};

macro_rules! row {
    () => {
        "o.id, o.number, o.token, o.name, o.status, o.method, o.currency, o.total, o.refunded,
    CAST(COALESCE((SELECT SUM(l.quantity) FROM order_line l WHERE l.business_id = o.business_id AND l.order_id = o.id), 0) AS BIGINT) AS pieces, o.placed_at"
    };
}

const LIST: &str = concat!("SELECT ", row!(), " FROM shop_order o WHERE o.business_id = $1 AND o.number < $2 ORDER BY o.number DESC LIMIT $3");
const LIST_IN: &str =
    concat!("SELECT ", row!(), " FROM shop_order o WHERE o.business_id = $1 AND o.number < $2 AND o.status = $4 ORDER BY o.number DESC LIMIT $3");
const LIST_OF: &str =
    concat!("SELECT ", row!(), " FROM shop_order o WHERE o.business_id = $1 AND o.number < $2 AND o.member_id = $4 ORDER BY o.number DESC LIMIT $3");
const FIND_BY_WORDS: &str = concat!(
    "SELECT ",
    row!(),
    " FROM shop_order o WHERE o.business_id = $1
    AND (o.number = $2 OR LOWER(o.name) LIKE LOWER($3) ESCAPE '!' OR o.email = LOWER($4) OR o.phone = $4) ORDER BY o.number DESC LIMIT 50"
);
const LIST_COUNTS: &str = "SELECT status, COUNT(*) FROM shop_order WHERE business_id = $1 GROUP BY status";
const COUNT_WAITING: &str = "SELECT COUNT(*) FROM shop_order WHERE business_id = $1 AND status = 'pending'";

/// One page before a number, newest first, perhaps in one status only.
pub async fn list(db: &Db, business: BusinessId, status: Option<OrderStatus>, before: i64, limit: i64) -> Result<Vec<OrderRow>> {
    Ok(match status {
        Some(status) => db_all!(db, LIST_IN, business, before, limit, status)?,
        None => db_all!(db, LIST, business, before, limit)?,
    })
}

/// One page of a customer's.
pub async fn list_of(db: &Db, business: BusinessId, member: MemberId, before: i64, limit: i64) -> Result<Vec<OrderRow>> {
    Ok(db_all!(db, LIST_OF, business, before, limit, member)?)
}

/// Orders with this number, or of somebody whose name has these letters or whose address or phone number this is.
pub async fn search(db: &Db, business: BusinessId, number: i64, text: &str) -> Result<Vec<OrderRow>> {
    let pattern = format!("%{}%", text.replace('!', "!!").replace('%', "!%").replace('_', "!_"));
    Ok(db_all!(db, FIND_BY_WORDS, business, number, pattern, text)?)
}

/// How many orders there are in each status.
pub async fn list_counts(db: &Db, business: BusinessId) -> Result<Vec<(OrderStatus, i64)>> {
    Ok(db_all!(db, LIST_COUNTS, business)?)
}

/// Orders that nobody has looked at.
pub async fn count_waiting(db: &Db, business: BusinessId) -> Result<i64> {
    Ok(db_val!(db, COUNT_WAITING, business)?)
}
