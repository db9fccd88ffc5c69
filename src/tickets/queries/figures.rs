//! SQL of the numbers that admins see.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::Ex;
use crate::sla::trial::Past;
use crate::tickets::model::Today;
use crate::{db_all, db_one};

// Whatever happened to a ticket today also touched it today: that is what the index finds.
const FIND_TODAY: &str = "SELECT
    CAST(COALESCE(SUM(CASE WHEN opened_at >= $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS opened,
    CAST(COALESCE(SUM(CASE WHEN responded_at >= $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS answered,
    CAST(COALESCE(SUM(CASE WHEN resolved_at >= $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS resolved,
    CAST(COALESCE(SUM(CASE WHEN response_breached_at >= $2 OR next_response_breached_at >= $2 OR resolution_breached_at >= $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS breached,
    CAST(AVG(CASE WHEN responded_at >= $2 THEN responded_at - opened_at END) AS DOUBLE PRECISION) AS first_reply_ms
    FROM ticket WHERE business_id = $1 AND updated_at >= $2";
const LIST_PAST: &str = "SELECT id, COALESCE(opened_priority, priority) AS priority, category_id, opened_at, response_due_at, responded_at, resolution_due_at,
    COALESCE(resolved_at, closed_at) AS resolved_at, paused_at
    FROM ticket WHERE business_id = $1 AND opened_at >= $2 ORDER BY id DESC LIMIT $3";
const LIST_AWAITED: &str = "SELECT id, awaiting_since, next_response_due_at FROM ticket
    WHERE business_id = $1 AND awaiting_since IS NOT NULL AND next_response_due_at IS NOT NULL AND opened_at >= $2";

/// The newest tickets that were opened since a moment, without their pauses.
pub async fn list_past(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, limit: i64) -> Result<Vec<Past>> {
    Ok(db_all!(ex.into(), LIST_PAST, business, since, limit)?)
}

/// Tickets whose customer waits for a further answer: since when, and until when it is due.
pub async fn list_awaited(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(TicketId, Timestamp, Timestamp)>> {
    Ok(db_all!(ex.into(), LIST_AWAITED, business, since)?)
}

/// What happened since midnight.
pub async fn find_today(ex: impl Into<Ex<'_>>, business: BusinessId, midnight: Timestamp) -> Result<Today> {
    Ok(db_one!(ex.into(), FIND_TODAY, business, midnight)?)
}
