//! The admin's bench: try a question, see what an edit would change, find out which articles are missing.

use super::ask::{find, threshold as stored_threshold};
use super::tell_and_commit;
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::help::draft::ArticleDraft;
use crate::help::indexes;
use crate::help::model::{ArticleLine, Asked, Outcome, State};
use crate::help::queries::{self, articles, questions};
use crate::help::rules::cluster::{Cluster, cluster};
use crate::help::rules::decide::{Decision, decide};
use crate::help::rules::find::Candidate;
use crate::help::rules::index::{Entry, Index};
use crate::help::rules::replay::{self as rules, Replay};
use crate::kernel::ids::ArticleId;
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::Services;

/// Questions that are asked again.
const REPLAYED: i64 = 500;
/// Questions without an answer that are gathered.
const GATHERED: i64 = 1000;
/// Questions that make a proposal.
const PROPOSAL: usize = 2;

/// What would happen to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bench {
    /// What would be done.
    pub decision: Decision,
    /// The candidates, the surest first, each with the words that counted.
    pub candidates: Vec<(ArticleLine, Candidate)>,
}

/// Tries a question without remembering it.
///
/// # Errors
/// When the database fails.
pub async fn try_question(services: &Services, who: &Admin, question: &str) -> Result<Bench> {
    let found = find(services, who.business(), question).await?;
    let decision = decide(&found, threshold(services, who).await?);
    let lines = articles::list(services.db(), who.business(), false).await?;
    let with_line = |c: Candidate| lines.iter().find(|l| l.id == c.article).cloned().map(|line| (line, c));
    Ok(Bench { decision, candidates: found.best.into_iter().filter_map(with_line).collect() })
}

/// Asks the last 500 questions again, as if an article were already what is typed and published: which answers are gained, lost and moved.
///
/// # Errors
/// `Invalid` with each field that cannot be used; `NotFound`.
pub async fn replay(services: &Services, who: &Admin, id: ArticleId, draft: &ArticleDraft) -> Result<Replay> {
    let written = draft.parse()?;
    if articles::find(services.db(), who.business(), id).await?.is_none_or(|a| a.state == State::Archived) {
        return Err(Error::NotFound);
    }
    let before = indexes::index(services, who.business()).await?;
    let threshold = threshold(services, who).await?;
    let asked = questions::list(services.db(), who.business(), REPLAYED).await?;
    let mut entries = articles::list_entries(services.db(), who.business()).await?;
    entries.retain(|e| e.id != id);
    entries.push(Entry { id, question: written.question, alternatives: written.alternatives.0, keywords: written.keywords.0, body: written.body });
    services.heavy(move || rules::replay(&before, &Index::new(&entries), asked.iter().map(|a| a.text.as_str()), threshold)).await
}

/// Questions nobody could answer, gathered by what they have in common, most asked first: proposals for new articles.
///
/// # Errors
/// When the database fails.
pub async fn proposals(services: &Services, who: &Admin) -> Result<Vec<Cluster>> {
    let texts = questions::list_unanswered(services.db(), who.business(), GATHERED).await?;
    services.heavy(move || cluster(texts.iter().map(String::as_str), PROPOSAL)).await
}

/// The last questions and what became of them, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_questions(services: &Services, who: &Admin, limit: i64) -> Result<Vec<Asked>> {
    questions::list(services.db(), who.business(), limit.clamp(1, REPLAYED)).await
}

/// How many questions had which outcome since a moment, in the order of [`Outcome::ALL`].
///
/// # Errors
/// When the database fails.
pub async fn count_questions(services: &Services, who: &Admin, since: Timestamp) -> Result<Vec<(Outcome, i64)>> {
    let counted = questions::count_since(services.db(), who.business(), since).await?;
    let of = |outcome: &Outcome| (*outcome, counted.iter().find(|(o, _)| o == outcome).map_or(0, |(_, n)| *n));
    Ok(Outcome::ALL.iter().map(of).collect())
}

/// From which confidence on questions are answered.
///
/// # Errors
/// When the database fails.
pub async fn threshold(services: &Services, who: &Admin) -> Result<u8> {
    stored_threshold(services, who.business()).await
}

/// Sets from which confidence on questions are answered, in percent as typed.
///
/// # Errors
/// `Invalid` names `threshold` when it is not a whole number between 1 and 100.
pub async fn set_threshold(services: &Services, who: &Admin, threshold: &str) -> Result<()> {
    let mut check = Check::new();
    let threshold = check.number("threshold", "Confidence", threshold, 1, 100);
    check.finish()?;
    let mut tx = services.begin().await?;
    queries::start(&mut tx, who.business()).await?;
    queries::set_threshold(&mut tx, who.business(), threshold).await?;
    tell_and_commit(tx, who).await
}
