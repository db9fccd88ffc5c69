//! SQL of walks and of what the funnel counts.

use super::{json, read_json};
use crate::error::{Error, Result};
use crate::journeys::model::{Passed, Walk};
use crate::kernel::ids::{BusinessId, ChatId, JourneyId, MemberId, NodeId, TicketId, WalkId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, dialect};

macro_rules! columns {
    () => {
        "id, business_id, journey_id, client_id, member_id, is_trial, trail, answers, taken, ends_at, finished_at, ticket_id, chat_id, revision"
    };
}

const INSERT: &str =
    "INSERT INTO journey_walk (business_id, journey_id, token_hash, client_id, member_id, is_trial, trail, at_node, answers, taken, started_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '{}', '[]', $9, $10) RETURNING id";
const FIND_BY_TOKEN: &str = concat!("SELECT ", columns!(), " FROM journey_walk WHERE token_hash = $1 AND token_hash <> ''");
const FIND_BY_TICKET: &str = concat!("SELECT ", columns!(), " FROM journey_walk WHERE business_id = $1 AND ticket_id = $2");
const LOCK_SQLITE: &str = concat!("SELECT ", columns!(), " FROM journey_walk WHERE business_id = $1 AND id = $2");
const LOCK_POSTGRES: &str = concat!("SELECT ", columns!(), " FROM journey_walk WHERE business_id = $1 AND id = $2 FOR UPDATE");
const SAVE: &str =
    "UPDATE journey_walk SET member_id = $3, trail = $4, at_node = $5, answers = $6, taken = $7, finished_at = $8, ticket_id = $9, chat_id = $10,
    revision = revision + 1 WHERE business_id = $1 AND id = $2";
const ARRIVE: &str =
    "INSERT INTO journey_visit (business_id, journey_id, walk_id, node, arrived_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (walk_id, node) DO NOTHING";
const ANSWER: &str = "UPDATE journey_visit SET answered_at = COALESCE(answered_at, $4) WHERE business_id = $1 AND walk_id = $2 AND node = $3";
const PASSED: &str = "SELECT node, COUNT(*), COUNT(answered_at) FROM journey_visit WHERE business_id = $1 AND journey_id = $2 GROUP BY node";
const STAYED: &str = "SELECT at_node, COUNT(CASE WHEN ends_at > $3 THEN 1 END), COUNT(CASE WHEN ends_at <= $3 THEN 1 END) FROM journey_walk
    WHERE business_id = $1 AND journey_id = $2 AND NOT is_trial AND finished_at IS NULL GROUP BY at_node";
const FORGET: &str = "UPDATE journey_walk SET token_hash = '', member_id = NULL, answers = '{}', forgotten_at = $1
    WHERE ends_at <= $1 AND forgotten_at IS NULL AND ticket_id IS NULL";
const CLOSE: &str = "UPDATE journey_walk SET token_hash = '', forgotten_at = $1 WHERE ends_at <= $1 AND forgotten_at IS NULL AND ticket_id IS NOT NULL";

#[derive(Debug, sqlx_macros::FromRow)]
struct Row {
    id: WalkId,
    business_id: BusinessId,
    journey_id: JourneyId,
    client_id: String,
    member_id: Option<MemberId>,
    is_trial: bool,
    trail: String,
    answers: String,
    taken: String,
    ends_at: Timestamp,
    finished_at: Option<Timestamp>,
    ticket_id: Option<TicketId>,
    chat_id: Option<ChatId>,
    revision: i64,
}

impl Row {
    fn read(self) -> Result<Walk> {
        let Self { id, business_id, journey_id, client_id, member_id, is_trial, trail, answers, taken, ends_at, finished_at, ticket_id, chat_id, revision } =
            self;
        let (trail, answers, taken) = (read_json(&trail)?, read_json(&answers)?, read_json(&taken)?);
        Ok(Walk { id, business_id, journey_id, client_id, member_id, is_trial, trail, answers, taken, ends_at, finished_at, ticket_id, chat_id, revision })
    }
}

/// A walk that is about to begin.
#[derive(Clone, Debug)]
pub struct NewWalk<'a> {
    /// Which version is walked.
    pub journey: JourneyId,
    /// The hash of its link.
    pub token_hash: &'a str,
    /// What makes its ticket one.
    pub client_id: &'a str,
    /// Who walks, if they are known.
    pub member: Option<MemberId>,
    /// Whether an admin only tries it.
    pub is_trial: bool,
    /// The first step.
    pub start: NodeId,
    /// Until when the link holds.
    pub ends_at: Timestamp,
}

/// Begins a walk at its first step.
pub async fn insert(tx: &mut Tx, business: BusinessId, new: &NewWalk<'_>) -> Result<WalkId> {
    let (now, trail) = (tx.now(), json(&[new.start]));
    let id = db_val!(tx, INSERT, business, new.journey, new.token_hash, new.client_id, new.member, new.is_trial, trail, new.start, now, new.ends_at)?;
    Ok(id)
}

/// The walk that a link leads to.
pub async fn find_by_token(ex: impl Into<Ex<'_>>, token_hash: &str) -> Result<Option<Walk>> {
    let row: Option<Row> = db_opt!(ex.into(), FIND_BY_TOKEN, token_hash)?;
    row.map(Row::read).transpose()
}

/// The walk that a ticket came of.
pub async fn find_by_ticket(ex: impl Into<Ex<'_>>, business: BusinessId, ticket: TicketId) -> Result<Option<Walk>> {
    let row: Option<Row> = db_opt!(ex.into(), FIND_BY_TICKET, business, ticket)?;
    row.map(Row::read).transpose()
}

/// A walk, locked for this transaction.
pub async fn lock(tx: &mut Tx, business: BusinessId, id: WalkId) -> Result<Walk> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let row: Option<Row> = db_opt!(tx, sql, business, id)?;
    row.ok_or(Error::NotFound)?.read()
}

/// Writes a walk as it stands.
pub async fn save(tx: &mut Tx, business: BusinessId, walk: &Walk) -> Result<()> {
    let (trail, answers, taken) = (json(&walk.trail), json(&walk.answers), json(&walk.taken));
    db_exec!(tx, SAVE, business, walk.id, walk.member_id, trail, walk.at(), answers, taken, walk.finished_at, walk.ticket_id, walk.chat_id)?;
    Ok(())
}

/// Notes that a walk came to a step; only the first time counts.
pub async fn arrive(tx: &mut Tx, business: BusinessId, journey: JourneyId, walk: WalkId, node: NodeId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, ARRIVE, business, journey, walk, node, now)?;
    Ok(())
}

/// Notes that a walk went on from a step; only the first time counts.
pub async fn answer(tx: &mut Tx, business: BusinessId, walk: WalkId, node: NodeId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, ANSWER, business, walk, node, now)?;
    Ok(())
}

/// How many came to each step of a version and went on, and of those who did not, how many can still do so now.
pub async fn list_passed(ex: impl Into<Ex<'_>>, business: BusinessId, journey: JourneyId, now: Timestamp) -> Result<Vec<(NodeId, Passed)>> {
    let mut ex = ex.into();
    let passed: Vec<(NodeId, i64, i64)> = db_all!(ex.again(), PASSED, business, journey)?;
    let stayed: Vec<(NodeId, i64, i64)> = db_all!(ex, STAYED, business, journey, now)?;
    let of = |node: NodeId| stayed.iter().find(|(n, ..)| *n == node).map_or((0, 0), |(_, there, left)| (*there, *left));
    let with = |(node, arrived, answered)| {
        let (there, left) = of(node);
        (node, Passed { arrived, answered, there, left })
    };
    Ok(passed.into_iter().map(with).collect())
}

/// Forgets what was answered on walks of every business that led to nothing, and closes the links of all whose time is over.
pub async fn forget(tx: &mut Tx) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, FORGET, now)?;
    db_exec!(tx, CLOSE, now)?;
    Ok(())
}
