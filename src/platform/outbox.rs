//! The event log: facts written with the change they tell of, numbered per topic, claimed by reactions afterwards.

use super::bus::Notice;
use super::{Ex, Tx};
use crate::error::Error;
use crate::event::{Event, Heard, Topic};
use crate::kernel::ids::{AutomationId, BusinessId, EventId, MemberId};
use crate::kernel::time::Timestamp;
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, dialect};

/// A row of the event log.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Recorded {
    /// Its id. Ids do not commit in order on PostgreSQL: never use them as a cursor.
    pub id: EventId,
    /// Whose event it is.
    pub business_id: BusinessId,
    /// Who did it; `None` is Stoa itself.
    pub actor_id: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    body: String,
    origin: Option<String>,
}

impl Recorded {
    /// The automations that led to it, the first one first.
    pub fn origin(&self) -> Vec<AutomationId> {
        self.origin.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }

    /// The event. `None` when a newer version wrote a kind this one does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.body).ok()
    }
}

const INSERT_EVENT: &str = "INSERT INTO event (business_id, actor_id, at, body, origin) VALUES ($1, $2, $3, $4, $5) RETURNING id";
const NEXT_SEQ: &str = "INSERT INTO topic (name, head) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET head = topic.head + 1 RETURNING head";
const INSERT_TOPIC_EVENT: &str = "INSERT INTO topic_event (topic, seq, event_id) VALUES ($1, $2, $3)";
const FIND_HEAD: &str = "SELECT head FROM topic WHERE name = $1";
const FIND_HEADS_SQLITE: &str = "SELECT name, head FROM topic WHERE name IN (SELECT value FROM json_each($1))";
const FIND_HEADS_POSTGRES: &str = "SELECT name, head FROM topic WHERE name IN (SELECT jsonb_array_elements_text($1::jsonb))";
const LIST_AFTER: &str =
    "SELECT t.seq, e.at, e.body FROM topic_event t JOIN event e ON e.id = t.event_id WHERE t.topic = $1 AND t.seq > $2 ORDER BY t.seq LIMIT $3";
// The kind stands first in the text, so a prefix tells it.
const LIST_OF_KIND: &str = "SELECT at, body FROM event WHERE business_id = $1 AND at >= $2 AND body LIKE $3 ORDER BY id";
const FIND: &str = "SELECT id, business_id, actor_id, at, body, origin FROM event WHERE business_id = $1 AND id = $2";
const LIST_SINCE: &str = "SELECT e.id, e.business_id, e.actor_id, e.at, e.body, e.origin FROM topic_event t JOIN event e ON e.id = t.event_id
    WHERE e.business_id = $1 AND t.topic = $2 AND e.at >= $3 ORDER BY t.seq";
// An event with a job of its own (`Job::React`) is left to that job.
const IS_WAITING: &str =
    "SELECT EXISTS (SELECT 1 FROM event e WHERE e.dispatched_at IS NULL AND NOT EXISTS (SELECT 1 FROM job WHERE key = 'react:' || CAST(e.id AS TEXT)))";
const CLAIM_SQLITE: &str = "UPDATE event SET dispatched_at = $1 WHERE id IN (SELECT e.id FROM event e WHERE e.dispatched_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM job WHERE key = 'react:' || CAST(e.id AS TEXT)) ORDER BY e.id LIMIT $2) RETURNING id, business_id, actor_id, at, body, origin";
const CLAIM_POSTGRES: &str = "UPDATE event SET dispatched_at = $1 WHERE id IN (SELECT e.id FROM event e WHERE e.dispatched_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM job WHERE key = 'react:' || CAST(e.id AS TEXT)) ORDER BY e.id LIMIT $2 FOR UPDATE OF e SKIP LOCKED) RETURNING id, business_id, actor_id, at, body, origin";
const CLAIM_ONE: &str =
    "UPDATE event SET dispatched_at = $3 WHERE business_id = $1 AND id = $2 AND dispatched_at IS NULL RETURNING id, business_id, actor_id, at, body, origin";

/// Writes the event and numbers it in each of its topics. Returns what to publish after the commit.
pub(super) async fn record(tx: &mut Tx, business: BusinessId, actor: Option<MemberId>, event: &Event) -> Result<Vec<Notice>, Error> {
    let at = tx.now();
    let body = serde_json::to_string(event).expect("events are plain data");
    let origin = tx.origin();
    let origin = (!origin.is_empty()).then(|| serde_json::to_string(origin).expect("ids are plain data"));
    let id: EventId = db_val!(&mut *tx, INSERT_EVENT, business, actor, at, body, origin)?;
    let mut notices = Vec::new();
    for topic in event.topics() {
        let name = topic.to_string();
        let seq: i64 = db_val!(&mut *tx, NEXT_SEQ, &name)?;
        db_exec!(tx, INSERT_TOPIC_EVENT, &name, seq, id)?;
        notices.push(Notice::numbered(topic, seq, &Heard::Event { topic, seq, at, event: event.clone() }));
    }
    Ok(notices)
}

/// The number of the topic's last event; 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn find_head(ex: impl Into<Ex<'_>>, topic: Topic) -> Result<i64, Error> {
    let head: Option<i64> = db_val_opt!(ex.into(), FIND_HEAD, topic.to_string())?;
    Ok(head.unwrap_or(0))
}

/// The numbers of the last events of many topics; those without events are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_heads(ex: impl Into<Ex<'_>>, topics: &[Topic]) -> Result<Vec<(Topic, i64)>, Error> {
    let (ex, names) = (ex.into(), serde_json::to_string(topics).expect("topics are words"));
    let sql = dialect!(ex, sqlite: FIND_HEADS_SQLITE, postgres: FIND_HEADS_POSTGRES);
    let rows: Vec<(String, i64)> = db_all!(ex, sql, names)?;
    Ok(rows.into_iter().filter_map(|(name, head)| Some((name.parse().ok()?, head))).collect())
}

/// Up to `limit` events of a topic after number `after`, in order, ready to send.
///
/// # Errors
/// When the database fails.
pub async fn list_after(ex: impl Into<Ex<'_>>, topic: Topic, after: i64, limit: i64) -> Result<Vec<(i64, Heard)>, Error> {
    let rows: Vec<(i64, Timestamp, String)> = db_all!(ex.into(), LIST_AFTER, topic.to_string(), after, limit)?;
    Ok(rows.into_iter().filter_map(|(seq, at, body)| Some((seq, Heard::Event { topic, seq, at, event: serde_json::from_str(&body).ok()? }))).collect())
}

/// The events of one kind in a business since a moment, in order. Reads all of them: for what admins ask for now and then.
///
/// # Errors
/// When the database fails.
pub async fn list_of_kind(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp, kind: &str) -> Result<Vec<(Timestamp, Event)>, Error> {
    let rows: Vec<(Timestamp, String)> = db_all!(ex.into(), LIST_OF_KIND, business, since, format!("{{\"type\":\"{kind}\"%"))?;
    Ok(rows.into_iter().filter_map(|(at, body)| Some((at, serde_json::from_str(&body).ok()?))).collect())
}

/// One event of a business.
///
/// # Errors
/// When the database fails.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: EventId) -> Result<Option<Recorded>, Error> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// The events of a topic since a moment, in order.
///
/// # Errors
/// When the database fails.
pub async fn list_since(ex: impl Into<Ex<'_>>, business: BusinessId, topic: Topic, since: Timestamp) -> Result<Vec<Recorded>, Error> {
    Ok(db_all!(ex.into(), LIST_SINCE, business, topic.to_string(), since)?)
}

/// Whether there are events that no reaction has seen.
///
/// # Errors
/// When the database fails.
pub async fn is_waiting(ex: impl Into<Ex<'_>>) -> Result<bool, Error> {
    Ok(db_val!(ex.into(), IS_WAITING)?)
}

/// Takes up to `limit` events that no reaction has seen; they count as seen when the transaction commits.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, limit: i64) -> Result<Vec<Recorded>, Error> {
    let (sql, now) = (dialect!(tx, sqlite: CLAIM_SQLITE, postgres: CLAIM_POSTGRES), tx.now());
    let mut events: Vec<Recorded> = db_all!(tx, sql, now, limit)?;
    events.sort_by_key(|e| e.id);
    Ok(events)
}

/// Takes one event if no reaction has seen it.
///
/// # Errors
/// When the database fails.
pub async fn claim_one(tx: &mut Tx, business: BusinessId, id: EventId) -> Result<Option<Recorded>, Error> {
    let now = tx.now();
    Ok(db_opt!(tx, CLAIM_ONE, business, id, now)?)
}
