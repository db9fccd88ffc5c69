//! SQL of runs: what an automation did to which ticket, once for each thing that happened.

use crate::automations::model::{Outcome, Run};
use crate::error::Result;
use crate::kernel::ids::{AutomationId, BusinessId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val};

const INSERT: &str = "INSERT INTO automation_run (business_id, automation_id, ticket_id, cause, at, outcome, words) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (automation_id, ticket_id, cause) DO NOTHING";
const SET_WORDS: &str = "UPDATE automation_run SET words = $5 WHERE business_id = $1 AND automation_id = $2 AND ticket_id = $3 AND cause = $4";
const COUNT_DONE: &str =
    "SELECT COUNT(*) FROM automation_run WHERE business_id = $1 AND automation_id = $2 AND ticket_id = $3 AND outcome = 'done' AND at > $4";
const IS_KNOWN: &str = "SELECT EXISTS (SELECT 1 FROM automation_run WHERE business_id = $1 AND automation_id = $2 AND ticket_id = $3 AND cause = $4)";
const LIST: &str = "SELECT r.id, r.automation_id, a.name, r.ticket_id, t.number, r.at, r.outcome, r.words
    FROM automation_run r JOIN automation a ON a.id = r.automation_id JOIN ticket t ON t.id = r.ticket_id
    WHERE r.business_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR r.automation_id = $2) ORDER BY r.id DESC LIMIT $3";
// A silence that still lasts must be known for as long as it does: what was done about it is not done again.
const FORGET: &str = "DELETE FROM automation_run WHERE at < $1
    AND (cause NOT LIKE 'idle:%' OR NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = automation_run.ticket_id AND t.status <> 'closed'))";
// A person's last act on a ticket: facts that Stoa itself caused have no actor.
const FIND_TOUCHED: &str =
    "SELECT MAX(e.at) FROM topic_event x JOIN event e ON e.id = x.event_id WHERE e.business_id = $1 AND x.topic = $2 AND e.actor_id IS NOT NULL";
const LIST_QUIET: &str = "SELECT updated_at, id FROM ticket
    WHERE business_id = $1 AND status <> 'closed' AND (updated_at, id) > ($2, $3) AND updated_at <= $4 ORDER BY updated_at, id LIMIT $5";
const LIST_WAITING: &str = "SELECT business_id, swept_at, swept_ticket_id FROM automation
    WHERE occasion = 'idle' AND is_on = TRUE AND is_archived = FALSE ORDER BY swept_at, swept_ticket_id";
const SET_SWEPT: &str = "UPDATE automation SET swept_at = $4, swept_ticket_id = $5 WHERE business_id = $1 AND occasion = 'idle' AND is_on = TRUE
    AND (swept_at, swept_ticket_id) >= ($2, $3) AND (swept_at, swept_ticket_id) < ($4, $5)";

/// How far the search for silences has come: when a ticket was touched last, and which.
pub type Place = (Timestamp, TicketId);

/// What tells a run from every other.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The automation.
    pub automation: AutomationId,
    /// The ticket.
    pub ticket: TicketId,
    /// What happened.
    pub cause: &'a str,
}

/// Notes a run; `false` when it was noted before.
pub async fn insert(tx: &mut Tx, business: BusinessId, key: Key<'_>, outcome: Outcome, words: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, INSERT, business, key.automation, key.ticket, key.cause, now, outcome, words)? == 1)
}

/// Writes what a run did.
pub async fn set_words(tx: &mut Tx, business: BusinessId, key: Key<'_>, words: &str) -> Result<()> {
    db_exec!(tx, SET_WORDS, business, key.automation, key.ticket, key.cause, words)?;
    Ok(())
}

/// How often an automation acted on a ticket since then.
pub async fn count_done(ex: impl Into<Ex<'_>>, business: BusinessId, automation: AutomationId, ticket: TicketId, since: Timestamp) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_DONE, business, automation, ticket, since)?)
}

/// Whether a run is noted.
pub async fn is_known(ex: impl Into<Ex<'_>>, business: BusinessId, key: Key<'_>) -> Result<bool> {
    Ok(db_val!(ex.into(), IS_KNOWN, business, key.automation, key.ticket, key.cause)?)
}

/// The last runs, newest first; of one automation or of all.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, automation: Option<AutomationId>, limit: i64) -> Result<Vec<Run>> {
    Ok(db_all!(ex.into(), LIST, business, automation, limit)?)
}

/// Forgets runs of long ago, except on silences of tickets that are not closed.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<()> {
    db_exec!(tx, FORGET, before)?;
    Ok(())
}

/// When a person did something to a ticket last; `topic` is the name of its topic.
pub async fn find_touched(ex: impl Into<Ex<'_>>, business: BusinessId, topic: &str) -> Result<Option<Timestamp>> {
    Ok(db_val!(ex.into(), FIND_TOUCHED, business, topic)?)
}

/// The next tickets of the search that nothing touched after `until`, those touched longest ago first.
pub async fn list_quiet(ex: impl Into<Ex<'_>>, business: BusinessId, after: Place, until: Timestamp, limit: i64) -> Result<Vec<Place>> {
    Ok(db_all!(ex.into(), LIST_QUIET, business, after.0, after.1, until, limit)?)
}

/// How far the search has come for every automation of every business that waits for silences, the one furthest behind first.
pub async fn list_waiting(ex: impl Into<Ex<'_>>) -> Result<Vec<(BusinessId, Timestamp, TicketId)>> {
    Ok(db_all!(ex.into(), LIST_WAITING)?)
}

/// Notes how far the search has come; not for those automations for which it began anew meanwhile.
pub async fn set_swept(tx: &mut Tx, business: BusinessId, from: Place, to: Place) -> Result<()> {
    db_exec!(tx, SET_SWEPT, business, from.0, from.1, to.0, to.1)?;
    Ok(())
}
