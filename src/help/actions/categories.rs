//! What admins do with categories.

use super::tell_and_commit;
use super::write::shifted;
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::help::draft::CategoryDraft;
use crate::help::model::Category;
use crate::help::queries;
use crate::kernel::ids::HelpCategoryId;
use crate::platform::Services;

/// The categories in order.
///
/// # Errors
/// When the database fails.
pub async fn list_categories(services: &Services, who: &Admin) -> Result<Vec<Category>> {
    queries::list_categories(services.db(), who.business()).await
}

/// Makes a category, after the others.
///
/// # Errors
/// `Invalid` when a field cannot be used or the name is taken.
pub async fn create_category(services: &Services, who: &Admin, draft: &CategoryDraft) -> Result<HelpCategoryId> {
    let (name, about) = draft.parse()?;
    let mut tx = services.begin().await?;
    let id = queries::insert_category(&mut tx, who.business(), &name, &about).await?;
    tell_and_commit(tx, who).await?;
    Ok(id)
}

/// Changes a category.
///
/// # Errors
/// `Invalid` when a field cannot be used or the name is taken; `NotFound`.
pub async fn update_category(services: &Services, who: &Admin, id: HelpCategoryId, draft: &CategoryDraft) -> Result<()> {
    let (name, about) = draft.parse()?;
    let mut tx = services.begin().await?;
    queries::update_category(&mut tx, who.business(), id, &name, &about).await?;
    tell_and_commit(tx, who).await
}

/// Deletes a category that no article is in, archived ones included.
///
/// # Errors
/// `Conflict` while there are articles in it; `NotFound`.
pub async fn delete_category(services: &Services, who: &Admin, id: HelpCategoryId) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::delete_category(&mut tx, who.business(), id).await?;
    tell_and_commit(tx, who).await
}

/// Moves a category one place up or down.
///
/// # Errors
/// `NotFound`.
pub async fn shift_category(services: &Services, who: &Admin, id: HelpCategoryId, is_up: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let mut ids: Vec<HelpCategoryId> = queries::list_categories(&mut tx, who.business()).await?.into_iter().map(|c| c.id).collect();
    if !ids.contains(&id) {
        return Err(Error::NotFound);
    }
    shifted(&mut ids, &id, is_up);
    queries::reorder_categories(&mut tx, who.business(), &ids).await?;
    tell_and_commit(tx, who).await
}

/// Puts categories into this order. Others keep theirs.
///
/// # Errors
/// When the database fails.
pub async fn reorder_categories(services: &Services, who: &Admin, ids: &[HelpCategoryId]) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::reorder_categories(&mut tx, who.business(), ids).await?;
    tell_and_commit(tx, who).await
}
