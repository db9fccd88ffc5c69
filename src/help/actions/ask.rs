//! Questions in people's own words: answered from the articles, and remembered.

use crate::error::Result;
use crate::help::model::{ArticleLine, Outcome};
use crate::help::queries::{self, articles, questions};
use crate::help::rules::decide::{Decision, decide};
use crate::help::rules::find::Found;
use crate::help::{DEFAULT_THRESHOLD, indexes};
use crate::kernel::ids::BusinessId;
use crate::kernel::text::preview;
use crate::platform::Services;

/// Letters of a question that are remembered.
const REMEMBERED: usize = 500;

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What to do: answer, ask back, or leave it to people.
    pub decision: Decision,
    /// The articles the decision names, in its order.
    pub articles: Vec<ArticleLine>,
}

/// Decides about a question and remembers both.
///
/// # Errors
/// When the database fails.
pub async fn ask(services: &Services, business: BusinessId, question: &str) -> Result<Told> {
    let found = find(services, business, question).await?;
    let decision = decide(&found, threshold(services, business).await?);
    let (outcome, named) = match decision {
        Decision::Answer { article, .. } => (Outcome::Answered, vec![article]),
        Decision::AskBack { first, second } => (Outcome::AskedBack, vec![first, second]),
        Decision::None => (Outcome::Unanswered, Vec::new()),
    };
    let articles = articles::list_by_id(services.db(), business, &named).await?;
    let text = preview(question, REMEMBERED);
    if !text.is_empty() {
        let best = found.best.first();
        let mut tx = services.begin().await?;
        questions::insert(&mut tx, business, &text, outcome, best.map(|c| c.article), best.map_or(0, |c| c.confidence)).await?;
        tx.commit().await?;
    }
    Ok(Told { decision, articles })
}

/// The candidates for a question, without remembering it.
///
/// # Errors
/// When the database fails.
pub async fn find(services: &Services, business: BusinessId, question: &str) -> Result<Found> {
    Ok(indexes::index(services, business).await?.find(question))
}

/// The word in addresses of the published article with just this question: what people choose from suggestions is no guess.
///
/// # Errors
/// When the database fails.
pub async fn find_by_question(services: &Services, business: BusinessId, question: &str) -> Result<Option<String>> {
    articles::find_slug_by_question(services.db(), business, question.trim()).await
}

pub(super) async fn threshold(services: &Services, business: BusinessId) -> Result<u8> {
    let stored = queries::find_threshold(services.db(), business).await?;
    Ok(stored.and_then(|t| u8::try_from(t).ok()).unwrap_or(DEFAULT_THRESHOLD))
}
