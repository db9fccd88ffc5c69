//! What admins do with articles: write, publish, put away, order.

use super::read::shelves;
use super::tell_and_commit;
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::help::draft::{ArticleDraft, Written};
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
    check_related(&mut tx, who, &written).await?;
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
    let before = articles::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    check_related(&mut tx, who, &written).await?;
    articles::update(&mut tx, who.business(), id, &written).await?;
    if before.slug != written.slug {
        articles::rename(&mut tx, who.business(), id, &before.slug, &written.slug).await?;
    }
    changed(tx, who, id).await
}

/// What is to be read next exists: a word that is mistyped would vanish without anybody seeing it.
async fn check_related(tx: &mut Tx, who: &Admin, written: &Written) -> Result<()> {
    let known = articles::list(&mut *tx, who.business(), true).await?;
    match written.related.0.iter().find(|slug| **slug != written.slug && !known.iter().any(|line| line.slug == **slug)) {
        Some(slug) => {
            Err(Error::field("related", format!("Related articles: there is no article with “{slug}” in its address. Write the last part of its address.")))
        }
        None => Ok(()),
    }
}

/// Publishes an article, makes it a draft again, or puts it away. Says what it was before, for those who want it back.
///
/// # Errors
/// `NotFound`.
pub async fn set_state(services: &Services, who: &Admin, id: ArticleId, state: State) -> Result<State> {
    let mut tx = services.begin().await?;
    let before = articles::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?.state;
    articles::update_state(&mut tx, who.business(), id, state).await?;
    changed(tx, who, id).await?;
    Ok(before)
}

/// Moves an article one place up or down among those of its category that are not put away.
///
/// # Errors
/// `NotFound`.
pub async fn shift(services: &Services, who: &Admin, id: ArticleId, is_up: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let lines = articles::list(&mut tx, who.business(), true).await?;
    let category = lines.iter().find(|l| l.id == id).ok_or(Error::NotFound)?.category_id;
    let mut ids: Vec<ArticleId> = lines.iter().filter(|l| l.category_id == category && l.state != State::Archived).map(|l| l.id).collect();
    shifted(&mut ids, &id, is_up);
    articles::reorder(&mut tx, who.business(), &ids).await?;
    tell_and_commit(tx, who).await
}

/// Changes places with the neighbour, where there is one.
pub(super) fn shifted<T: PartialEq>(list: &mut [T], one: &T, is_up: bool) {
    let Some(at) = list.iter().position(|other| other == one) else { return };
    let other = if is_up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(other) = other.filter(|other| *other < list.len()) {
        list.swap(at, other);
    }
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

#[cfg(test)]
mod tests {
    use super::shifted;

    #[test]
    fn the_first_stays_above_and_the_last_below() {
        let moved = |one: u8, is_up: bool| {
            let mut list = [1, 2, 3];
            shifted(&mut list, &one, is_up);
            list
        };
        assert_eq!((moved(2, true), moved(2, false)), ([2, 1, 3], [1, 3, 2]));
        assert_eq!((moved(1, true), moved(3, false), moved(9, true)), ([1, 2, 3], [1, 2, 3], [1, 2, 3]));
    }
}
