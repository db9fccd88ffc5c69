//! What visitors do: browse, search, read and vote.

use crate::accounts::{Admin, Person, Visitor};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::help::draft::BODY_MAX;
use crate::help::model::{ArticleLine, Hit, Reading, Shelf};
use crate::help::queries::{self, articles, search as words};
use crate::help::rules::fill::{fill, hours_in_words};
use crate::help::rules::words::fold;
use crate::help::{indexes, snippet};
use crate::kernel::ids::{ArticleId, BusinessId};
use crate::kernel::text::Check;
use crate::platform::{Services, limits, secret};
use std::collections::HashMap;

/// Articles a search shows.
const HITS: i64 = 20;
/// Below this confidence an article is not shown for its meaning alone.
const BY_MEANING: u8 = 20;
/// Words of a search that count.
const WORDS_MAX: usize = 8;
/// Articles that are suggested while a question is being typed.
const SUGGESTED: usize = 3;
/// Letters of a question that are looked at for suggestions.
const QUESTION_MAX: usize = 300;

/// The help centre: every category that has published articles, with these.
///
/// # Errors
/// When the database fails.
pub async fn home(services: &Services, who: &Visitor) -> Result<Vec<Shelf>> {
    let mut shelves = shelves(services, who.business(), false).await?;
    shelves.retain(|s| !s.articles.is_empty());
    let values = Values::of(services, who.business()).await?;
    for shelf in &mut shelves {
        shelf.category.about = values.fill(&shelf.category.about);
    }
    Ok(shelves)
}

/// The published articles that are read most, at most so many.
///
/// # Errors
/// When the database fails.
pub async fn most_read(services: &Services, who: &Visitor, limit: usize) -> Result<Vec<ArticleLine>> {
    articles::list_most_read(services.db(), who.business(), limit as i64).await
}

/// The published articles with a tag, in order.
///
/// # Errors
/// When the database fails.
pub async fn tagged(services: &Services, who: &Visitor, tag: &str) -> Result<Vec<ArticleLine>> {
    if tag.chars().any(char::is_control) {
        return Ok(Vec::new());
    }
    articles::list_tagged(services.db(), who.business(), tag).await
}

/// Every category with its articles, in order.
pub(super) async fn shelves(services: &Services, business: BusinessId, all: bool) -> Result<Vec<Shelf>> {
    let mut lines = articles::list(services.db(), business, all).await?;
    let categories = queries::list_categories(services.db(), business).await?;
    let shelf = |category: crate::help::model::Category| {
        let (own, rest) = std::mem::take(&mut lines).into_iter().partition(|l| l.category_id == category.id);
        lines = rest;
        Shelf { category, articles: own }
    };
    Ok(categories.into_iter().map(shelf).collect())
}

/// Published articles where all the words stand (the last one may be unfinished), then those that mean the same. `from` is the network address.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn search(services: &Services, who: &Visitor, from: &str, text: &str) -> Result<Vec<Hit>> {
    services.limits().check(limits::HELP_SEARCH_FROM, from)?;
    let typed: Vec<String> = fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(WORDS_MAX).map(shortened).collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let found = words::search(services.db(), who.business(), &typed, HITS).await?;
    let meant = indexes::index(services, who.business()).await?.find(text);
    let meant: Vec<ArticleId> = meant.best.iter().filter(|c| c.confidence >= BY_MEANING).map(|c| c.article).collect();
    let ids: Vec<ArticleId> = found.iter().map(|f| f.article_id).chain(meant.iter().copied()).collect();
    let mut lines: HashMap<ArticleId, ArticleLine> =
        articles::list_by_id(services.db(), who.business(), &ids).await?.into_iter().map(|line| (line.id, line)).collect();
    let values = Values::of(services, who.business()).await?;
    let by_words = found.into_iter().map(|f| (f.article_id, snippet::pieces(&values.fill(&snippet::whole_placeholders(&f.snippet)))));
    let by_meaning = meant.into_iter().map(|id| (id, Vec::new()));
    Ok(by_words.chain(by_meaning).filter_map(|(id, snippet)| Some(Hit { line: lines.remove(&id)?, snippet })).collect())
}

fn shortened(word: &str) -> String {
    word.chars().take(40).collect()
}

/// The articles that may answer what somebody is about to ask, the surest first; a look while typing is not remembered as a question.
///
/// # Errors
/// `TooMany` after many looks in a short time.
pub async fn suggest(services: &Services, person: &Person, question: &str) -> Result<Vec<ArticleLine>> {
    services.limits().check(limits::SEARCH, &person.member().to_string())?;
    let question: String = question.chars().take(QUESTION_MAX).collect();
    let found = indexes::index(services, person.business()).await?.find(&question);
    let sure: Vec<ArticleId> = found.best.iter().filter(|c| c.confidence >= BY_MEANING).map(|c| c.article).take(SUGGESTED).collect();
    articles::list_by_id(services.db(), person.business(), &sure).await
}

/// A published article, its placeholders filled, with what to read next. `reader` is a word for whoever really reads it: within half an hour
/// one reader counts once, and nothing of them is stored.
///
/// # Errors
/// `NotFound` when there is no such article or it is not published.
pub async fn show(services: &Services, who: &Visitor, slug: &str, reader: Option<&str>) -> Result<Reading> {
    let slug = checked(slug)?;
    let mut article = articles::find_by_slug(services.db(), who.business(), slug).await?.ok_or(Error::NotFound)?;
    let category = queries::find_category(services.db(), who.business(), article.category_id).await?.ok_or(Error::NotFound)?;
    let mut related = articles::list_by_slug(services.db(), who.business(), &article.related.0).await?;
    related.retain(|line| line.id != article.id);
    article.body = Values::of(services, who.business()).await?.fill(&article.body);
    if reader.is_some_and(|reader| services.limits().check(limits::HELP_READING, &format!("{} {reader}", article.id)).is_ok()) {
        let mut tx = services.begin().await?;
        articles::add_view(&mut tx, who.business(), article.id).await?;
        tx.commit().await?;
    }
    Ok(Reading { article, category, related })
}

/// An article as it would be read with this text in it: placeholders filled.
///
/// # Errors
/// `Invalid` when it is too long.
pub async fn preview(services: &Services, who: &Admin, body: &str) -> Result<String> {
    let mut check = Check::new();
    let body = check.text("body", "Answer", body, 0, BODY_MAX);
    check.finish()?;
    Ok(Values::of(services, who.business()).await?.fill(&body))
}

/// Says whether an article helped. A visitor, known by a token of their browser, has one vote on each article and may change it. `from` is the
/// network address.
///
/// # Errors
/// `NotFound` when there is no such article or it is not published; `Invalid` without a token; `TooMany` after many votes in a short time.
pub async fn vote(services: &Services, who: &Visitor, from: &str, visitor_token: &str, slug: &str, is_helpful: bool) -> Result<()> {
    services.limits().check(limits::HELP_VOTE_FROM, from)?;
    let slug = checked(slug)?;
    if visitor_token.is_empty() {
        return Err(Error::field("visitor", "Your browser did not say who votes. Load the page again."));
    }
    let mut tx = services.begin().await?;
    let article = articles::lock(&mut tx, who.business(), slug).await?.ok_or(Error::NotFound)?;
    articles::set_vote(&mut tx, who.business(), article, &secret::hash(visitor_token), is_helpful).await?;
    tx.commit().await
}

/// A word that an article may have in its address: what was made up by hand may hold characters no database takes.
fn checked(slug: &str) -> Result<&str> {
    if slug.chars().any(char::is_control) { Err(Error::NotFound) } else { Ok(slug) }
}

/// What stands for the placeholders of a business's articles.
struct Values {
    business: String,
    hours: String,
    currency: String,
}

impl Values {
    async fn of(services: &Services, business: BusinessId) -> Result<Self> {
        let business = businesses::find(services.db(), business).await?;
        let hours = hours_in_words(&business.hours());
        Ok(Self { business: business.name, hours, currency: business.currency })
    }

    fn fill(&self, text: &str) -> String {
        fill(text, &[("business", &self.business), ("hours", &self.hours), ("currency", &self.currency)])
    }
}
