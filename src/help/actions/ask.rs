//! Questions in people's own words: answered from the articles, and remembered.

use crate::error::Result;
use crate::help::model::{ArticleLine, Outcome};
use crate::help::queries::{self, articles, questions};
use crate::help::rules::decide::{Decision, decide};
use crate::help::rules::find::Found;
use crate::help::{DEFAULT_THRESHOLD, indexes};
use crate::kernel::ids::{ArticleId, BusinessId};
use crate::kernel::text::preview;
use crate::platform::{Services, Tx};

/// Letters of a question that are remembered.
const REMEMBERED: usize = 500;

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What to do: answer, ask back, or leave it to people.
    pub decision: Decision,
    /// The articles the decision names, in its order.
    pub articles: Vec<ArticleLine>,
    /// The question, as far as it is remembered, the article nearest to it and how sure that is.
    asked: (String, Option<ArticleId>, u8),
}

/// Decides about a question. Whoever tells the answer has both remembered: see [`remember`].
///
/// # Errors
/// When the database fails.
pub async fn ask(services: &Services, business: BusinessId, question: &str) -> Result<Told> {
    let found = find(services, business, question).await?;
    let decision = decide(&found, threshold(services, business).await?);
    let named = match decision {
        Decision::Answer { article, .. } => vec![article],
        Decision::AskBack { first, second } => vec![first, second],
        Decision::Propose { article } => vec![article],
        Decision::None => Vec::new(),
    };
    let articles = articles::list_by_id(services.db(), business, &named).await?;
    let best = found.best.first();
    let asked = (preview(question, REMEMBERED), best.map(|c| c.article), best.map_or(0, |c| c.confidence));
    Ok(Told { decision, articles, asked })
}

/// Remembers a question with what was decided about it.
///
/// # Errors
/// When the database fails.
pub async fn remember(tx: &mut Tx, business: BusinessId, told: &Told) -> Result<()> {
    let outcome = match told.decision {
        Decision::Answer { .. } => Outcome::Answered,
        Decision::AskBack { .. } | Decision::Propose { .. } => Outcome::AskedBack,
        Decision::None => Outcome::Unanswered,
    };
    let (text, article, confidence) = &told.asked;
    if !text.is_empty() {
        questions::insert(tx, business, text, outcome, *article, *confidence).await?;
    }
    Ok(())
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
