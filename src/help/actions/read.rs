//! What visitors do: browse, search, read and vote.

use crate::accounts::Visitor;
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::help::model::{ArticleLine, Hit, Reading, Shelf};
use crate::help::queries::{self, articles, search as words};
use crate::help::rules::fill::{fill, hours_in_words};
use crate::help::rules::words::fold;
use crate::help::{indexes, snippet};
use crate::kernel::ids::ArticleId;
use crate::platform::{Services, secret};
use std::collections::HashMap;

/// Articles a search shows.
const HITS: i64 = 20;
/// Below this confidence an article is not shown for its meaning alone.
const BY_MEANING: u8 = 20;
/// Words of a search that count.
const WORDS_MAX: usize = 8;

/// The help centre: every category that has published articles, with these.
///
/// # Errors
/// When the database fails.
pub async fn home(services: &Services, who: &Visitor) -> Result<Vec<Shelf>> {
    let mut shelves = shelves(services, who.business(), false).await?;
    shelves.retain(|s| !s.articles.is_empty());
    Ok(shelves)
}

/// Every category with its articles, in order.
pub(super) async fn shelves(services: &Services, business: crate::kernel::ids::BusinessId, all: bool) -> Result<Vec<Shelf>> {
    let mut lines = articles::list(services.db(), business, all).await?;
    let categories = queries::list_categories(services.db(), business).await?;
    let shelf = |category: crate::help::model::Category| {
        let (own, rest) = std::mem::take(&mut lines).into_iter().partition(|l| l.category_id == category.id);
        lines = rest;
        Shelf { category, articles: own }
    };
    Ok(categories.into_iter().map(shelf).collect())
}

/// Published articles where all the words stand (the last one may be unfinished), then those that mean the same.
///
/// # Errors
/// When the database fails.
pub async fn search(services: &Services, who: &Visitor, text: &str) -> Result<Vec<Hit>> {
    let typed: Vec<String> = fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(WORDS_MAX).map(shortened).collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let found = words::search(services.db(), who.business(), &typed, HITS).await?;
    let meant = indexes::index(services, who.business()).await?.find(text);
    let mut lines: HashMap<ArticleId, ArticleLine> =
        articles::list(services.db(), who.business(), false).await?.into_iter().map(|line| (line.id, line)).collect();
    let by_words = found.into_iter().map(|f| (f.article_id, snippet::pieces(&f.snippet)));
    let by_meaning = meant.best.into_iter().filter(|c| c.confidence >= BY_MEANING).map(|c| (c.article, Vec::new()));
    Ok(by_words.chain(by_meaning).filter_map(|(id, snippet)| Some(Hit { line: lines.remove(&id)?, snippet })).collect())
}

fn shortened(word: &str) -> String {
    word.chars().take(40).collect()
}

/// A published article, its placeholders filled, with what to read next. `counts` when somebody really reads it.
///
/// # Errors
/// `NotFound` when there is no such article or it is not published.
pub async fn show(services: &Services, who: &Visitor, slug: &str, counts: bool) -> Result<Reading> {
    let mut article = articles::find_by_slug(services.db(), who.business(), slug).await?.ok_or(Error::NotFound)?;
    let category = queries::find_category(services.db(), who.business(), article.category_id).await?.ok_or(Error::NotFound)?;
    let business = businesses::find(services.db(), who.business()).await?;
    let lines = articles::list(services.db(), who.business(), false).await?;
    let related = article.related.0.iter().filter_map(|slug| lines.iter().find(|l| l.slug == *slug && l.id != article.id)).cloned().collect();
    let hours = hours_in_words(&business.hours());
    article.body = fill(&article.body, &[("business", &business.name), ("hours", &hours), ("currency", &business.currency)]);
    if counts {
        let mut tx = services.begin().await?;
        articles::add_view(&mut tx, who.business(), article.id).await?;
        tx.commit().await?;
    }
    Ok(Reading { article, category, related })
}

/// Says whether an article helped. A visitor, known by a token of their browser, has one vote on each article and may change it.
///
/// # Errors
/// `NotFound` when there is no such article or it is not published; `Invalid` without a token.
pub async fn vote(services: &Services, who: &Visitor, visitor_token: &str, slug: &str, is_helpful: bool) -> Result<()> {
    if visitor_token.is_empty() {
        return Err(Error::field("visitor", "Your browser did not say who votes. Load the page again."));
    }
    let mut tx = services.begin().await?;
    let article = articles::lock(&mut tx, who.business(), slug).await?.ok_or(Error::NotFound)?;
    articles::set_vote(&mut tx, who.business(), article, &secret::hash(visitor_token), is_helpful).await?;
    tx.commit().await
}
