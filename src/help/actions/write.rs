//! What admins do with articles: write, publish, put away, order.

use super::read::shelves;
use super::tell_and_commit;
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::help::draft::ArticleDraft;
use crate::help::model::{Article, Shelf, State};
use crate::help::queries;
use crate::help::queries::{articles, search};
use crate::kernel::ids::ArticleId;
use crate::platform::{Services, Tx};

/// Every category with all of its articles, whatever their state.
///
/// # Errors
/// When the database fails.
pub async fn list_articles(services: &Services, who: &Admin) -> Result<Vec<Shelf>> {
    shelves(services, who.business(), true).await
}

/// One article as it is written.
///
/// # Errors
/// `NotFound`.
pub async fn find_article(services: &Services, who: &Admin, id: ArticleId) -> Result<Article> {
    articles::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// Writes a new article. It is a draft until it is published.
///
/// # Errors
/// `Invalid` with each field that cannot be used.
pub async fn create(services: &Services, who: &Admin, draft: &ArticleDraft) -> Result<ArticleId> {
    let written = draft.parse()?;
    let mut tx = services.begin().await?;
    let id = articles::insert(&mut tx, who.business(), &written).await?;
    tell_and_commit(tx, who).await?;
    Ok(id)
}

/// Changes an article; a published one answers by its new words at once.
///
/// # Errors
/// `Invalid` with each field that cannot be used; `NotFound`.
pub async fn update(services: &Services, who: &Admin, id: ArticleId, draft: &ArticleDraft) -> Result<()> {
    let written = draft.parse()?;
    let mut tx = services.begin().await?;
    articles::update(&mut tx, who.business(), id, &written).await?;
    changed(tx, who, id).await
}

/// Publishes an article, makes it a draft again, or puts it away.
///
/// # Errors
/// `NotFound`.
pub async fn set_state(services: &Services, who: &Admin, id: ArticleId, state: State) -> Result<()> {
    let mut tx = services.begin().await?;
    articles::update_state(&mut tx, who.business(), id, state).await?;
    changed(tx, who, id).await
}

/// Puts articles into this order. Others keep theirs.
///
/// # Errors
/// When the database fails.
pub async fn reorder(services: &Services, who: &Admin, ids: &[ArticleId]) -> Result<()> {
    let mut tx = services.begin().await?;
    articles::reorder(&mut tx, who.business(), ids).await?;
    tell_and_commit(tx, who).await
}

/// Brings both indexes up to date: the words in the database, and the version by which every process sees that its own is old.
async fn changed(mut tx: Tx, who: &Admin, id: ArticleId) -> Result<()> {
    search::update(&mut tx, who.business(), id).await?;
    queries::move_on(&mut tx, who.business()).await?;
    tell_and_commit(tx, who).await
}
