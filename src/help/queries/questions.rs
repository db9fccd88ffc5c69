//! SQL of the log of questions.

use crate::error::Result;
use crate::help::model::{Asked, Outcome};
use crate::kernel::ids::{ArticleId, BusinessId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_vals};

const INSERT: &str = "INSERT INTO help_question (business_id, text, outcome, article_id, confidence, at) VALUES ($1, $2, $3, $4, $5, $6)";
const LIST: &str = "SELECT text, outcome, article_id, confidence, at FROM help_question WHERE business_id = $1 ORDER BY id DESC LIMIT $2";
const LIST_UNANSWERED: &str = "SELECT text FROM help_question WHERE business_id = $1 AND outcome = 'unanswered' ORDER BY id DESC LIMIT $2";
const COUNT_SINCE: &str = "SELECT outcome, COUNT(*) FROM help_question WHERE business_id = $1 AND at >= $2 GROUP BY outcome";
const DELETE_OLD: &str = "DELETE FROM help_question WHERE at < $1";

/// Remembers a question and what became of it.
pub async fn insert(tx: &mut Tx, business: BusinessId, text: &str, outcome: Outcome, article: Option<ArticleId>, confidence: u8) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT, business, text, outcome, article, i64::from(confidence), now)?;
    Ok(())
}

/// The last questions, newest first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<Asked>> {
    Ok(db_all!(ex.into(), LIST, business, limit)?)
}

/// The last questions without an answer, newest first.
pub async fn list_unanswered(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<String>> {
    Ok(db_vals!(ex.into(), LIST_UNANSWERED, business, limit)?)
}

/// How many questions had which outcome since a moment.
pub async fn count_since(ex: impl Into<Ex<'_>>, business: BusinessId, since: Timestamp) -> Result<Vec<(Outcome, i64)>> {
    Ok(db_all!(ex.into(), COUNT_SINCE, business, since)?)
}

/// Forgets questions of every business that were asked before a moment.
pub async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    Ok(db_exec!(tx, DELETE_OLD, before)?)
}
