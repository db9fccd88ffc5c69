//! SQL of what each agent did with tickets: every statement reads one index, from a moment on, for the staff or for one of them.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::Ex;
use crate::{db_all, db_vals};

/// Everybody of the staff, or the one that is asked for.
macro_rules! the_agents {
    () => {
        "(SELECT m.id FROM member m WHERE m.business_id = $1 AND m.role IN ('agent', 'admin') AND (CAST($3 AS BIGINT) IS NULL OR m.id = $3))"
    };
}

const LIST_RESOLVED: &str = concat!(
    "SELECT assignee_id AS agent_id, COUNT(*) AS n,
    CAST(SUM(CASE WHEN resolution_breached_at IS NULL AND resolved_at <= resolution_due_at THEN 1 ELSE 0 END) AS BIGINT) AS met,
    CAST(COALESCE(SUM(rating), 0) AS BIGINT) AS stars, COUNT(rating) AS ratings
    FROM ticket WHERE business_id = $1 AND resolved_at >= $2 AND assignee_id IN ",
    the_agents!(),
    " GROUP BY assignee_id"
);
const LIST_ANSWERED: &str = concat!(
    "SELECT assignee_id AS agent_id, COUNT(*) AS n,
    CAST(SUM(CASE WHEN response_breached_at IS NULL AND responded_at <= response_due_at THEN 1 ELSE 0 END) AS BIGINT) AS met,
    CAST(0 AS BIGINT) AS stars, CAST(0 AS BIGINT) AS ratings
    FROM ticket WHERE business_id = $1 AND responded_at >= $2 AND assignee_id IN ",
    the_agents!(),
    " GROUP BY assignee_id"
);
const LIST_MIDDLE_SOLUTION: &str = "SELECT resolved_at - opened_at AS ms FROM ticket
    WHERE business_id = $1 AND resolved_at >= $2 AND assignee_id = $3 ORDER BY ms LIMIT $4 OFFSET $5";
const LIST_MIDDLE_ANSWER: &str = "SELECT responded_at - opened_at AS ms FROM ticket
    WHERE business_id = $1 AND responded_at >= $2 AND assignee_id = $3 ORDER BY ms LIMIT $4 OFFSET $5";
const LIST_WAITS: &str = concat!(
    "SELECT agent_id, COUNT(*), COUNT(*) - COUNT(breached_at) FROM ticket_wait WHERE business_id = $1 AND ended_at >= $2 AND agent_id IN ",
    the_agents!(),
    " GROUP BY agent_id"
);
const LIST_OPEN: &str = concat!(
    "SELECT assignee_id, COUNT(*), CAST(SUM(
        CASE WHEN responded_at IS NULL AND response_breached_at >= $2 THEN 1 ELSE 0 END
        + CASE WHEN resolution_breached_at >= $2 THEN 1 ELSE 0 END
        + CASE WHEN next_response_breached_at > awaiting_since AND next_response_breached_at >= $2 THEN 1 ELSE 0 END) AS BIGINT)
    FROM ticket WHERE business_id = $1 AND status IN ('open', 'in_progress', 'waiting_response') AND assignee_id IN ",
    the_agents!(),
    " GROUP BY assignee_id"
);

/// Things that an agent finished: answers, or solutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Finished {
    /// Whose they are.
    pub agent_id: MemberId,
    /// How many.
    pub n: i64,
    /// Of them, those in time.
    pub met: i64,
    /// Stars they got in all.
    pub stars: i64,
    /// How many got stars.
    pub ratings: i64,
}

/// Solutions since a moment, of each agent or of one.
pub async fn list_resolved(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<Finished>> {
    Ok(db_all!(ex.into(), LIST_RESOLVED, business, since, agent)?)
}

/// First answers since a moment, of each agent or of one.
pub async fn list_answered(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<Finished>> {
    Ok(db_all!(ex.into(), LIST_ANSWERED, business, since, agent)?)
}

/// Further answers that were awaited and came, or were not owed any more, since a moment: how many, and how many in time.
pub async fn list_waits(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<(MemberId, i64, i64)>> {
    Ok(db_all!(ex.into(), LIST_WAITS, business, since, agent)?)
}

/// Active tickets of each agent or of one, and the promises of them that were missed since a moment and are still owed.
pub async fn list_open(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<(MemberId, i64, i64)>> {
    Ok(db_all!(ex.into(), LIST_OPEN, business, since, agent)?)
}

/// The time to the solution in the middle of all `n` of an agent; between two, their mean.
pub async fn find_median_solution(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: MemberId, n: i64) -> Result<Option<i64>> {
    Ok(mean(&db_vals!(ex.into(), LIST_MIDDLE_SOLUTION, business, since, agent, 2 - n % 2, (n - 1).max(0) / 2)?))
}

/// The same of first answers.
pub async fn find_median_answer(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: MemberId, n: i64) -> Result<Option<i64>> {
    Ok(mean(&db_vals!(ex.into(), LIST_MIDDLE_ANSWER, business, since, agent, 2 - n % 2, (n - 1).max(0) / 2)?))
}

fn mean(middle: &[i64]) -> Option<i64> {
    (!middle.is_empty()).then(|| middle.iter().sum::<i64>() / middle.len() as i64)
}
