//! SQL of the numbers above the list of chats.

use crate::chats::views::AgentChats;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::Ex;
use crate::{db_all, db_one, db_val, db_vals};

const FIND: &str = "SELECT COUNT(*) AS sessions, CAST(COALESCE(SUM(messages), 0) AS BIGINT) AS messages,
    CAST(AVG(rating) AS DOUBLE PRECISION) AS average_rating, COUNT(rating) AS ratings, COUNT(first_response_at) AS responses
    FROM chat WHERE business_id = $1 AND opened_at >= $2";
const COUNT_ACTIVE: &str = "SELECT COUNT(*) FROM chat WHERE business_id = $1 AND state = 'active'";
const LIST_MIDDLE: &str = "SELECT first_response_at - COALESCE(first_waited_at, opened_at) AS ms FROM chat
    WHERE business_id = $1 AND opened_at >= $2 AND first_response_at IS NOT NULL ORDER BY ms LIMIT $3 OFFSET $4";
const LIST_BY_AGENT: &str = "SELECT assignee_id AS agent, COUNT(*) AS handled, CAST(COALESCE(SUM(rating), 0) AS BIGINT) AS stars, COUNT(rating) AS ratings
    FROM chat WHERE business_id = $1 AND opened_at >= $2 AND first_response_at IS NOT NULL
    AND assignee_id IN (SELECT m.id FROM member m WHERE m.business_id = $1 AND m.role IN ('agent', 'admin') AND (CAST($3 AS BIGINT) IS NULL OR m.id = $3))
    GROUP BY assignee_id";
const LIST_MIDDLE_OF: &str = "SELECT first_response_at - COALESCE(first_waited_at, opened_at) AS ms FROM chat
    WHERE business_id = $1 AND opened_at >= $2 AND first_response_at IS NOT NULL AND assignee_id = $3 ORDER BY ms LIMIT $4 OFFSET $5";
// Whoever says hello or thanks has asked nothing.
const FIND_ANSWERS: &str =
    "SELECT COUNT(*) AS questions, CAST(COALESCE(SUM(CASE WHEN outcome IN ('topic', 'article') THEN 1 ELSE 0 END), 0) AS BIGINT) AS answered
    FROM chat_answer WHERE business_id = $1 AND at >= $2 AND outcome <> 'courtesy'";

/// What the agents, or one of them, did in the chats opened since a moment, without the time to their answers.
pub async fn list_by_agent(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<AgentChats>> {
    Ok(db_all!(ex.into(), LIST_BY_AGENT, business, since, agent)?)
}

/// Sums over chats.
#[derive(Clone, Copy, Debug, sqlx_macros::FromRow)]
pub struct Sums {
    /// Chats.
    pub sessions: i64,
    /// Their messages.
    pub messages: i64,
    /// Their stars on average.
    pub average_rating: Option<f64>,
    /// How many have stars.
    pub ratings: i64,
    /// How many a human answered.
    pub responses: i64,
}

/// Sums over the chats opened since a moment.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Sums> {
    Ok(db_one!(ex.into(), FIND, business, since)?)
}

/// How many are active now.
pub async fn count_active(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_ACTIVE, business)?)
}

/// The time to the first answer of a human in the middle of all `responses`; between two, their mean.
pub async fn find_median(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, responses: i64) -> Result<Option<i64>> {
    let (many, before) = (2 - responses % 2, (responses - 1).max(0) / 2);
    Ok(mean(&db_vals!(ex.into(), LIST_MIDDLE, business, since, many, before)?))
}

/// The same of one agent.
pub async fn find_median_of(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, agent: MemberId, handled: i64) -> Result<Option<i64>> {
    let (many, before) = (2 - handled % 2, (handled - 1).max(0) / 2);
    Ok(mean(&db_vals!(ex.into(), LIST_MIDDLE_OF, business, since, agent, many, before)?))
}

fn mean(middle: &[i64]) -> Option<i64> {
    (!middle.is_empty()).then(|| middle.iter().sum::<i64>() / middle.len() as i64)
}

/// Questions that the bot looked at since a moment, and those it answered.
pub async fn find_answers(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<(i64, i64)> {
    Ok(db_one!(ex.into(), FIND_ANSWERS, business, since)?)
}
