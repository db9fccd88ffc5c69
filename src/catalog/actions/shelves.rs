//! What admins do with groups of products, and how the shop greets.

use crate::accounts::Admin;
use crate::catalog::draft::parse_shelf;
use crate::catalog::model::Shelf;
use crate::catalog::queries::{self, search};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, ShelfId};
use crate::kernel::text::Check;
use crate::platform::{Ex, Services, Tx};

/// Sets how the shop greets.
///
/// # Errors
/// `Invalid` names each field.
pub async fn set_front(services: &Services, who: &Admin, headline: &str, about: &str) -> Result<()> {
    let mut check = Check::new();
    let headline = check.line("headline", "Headline", headline, 2, 100);
    let about = check.text("about", "Text", about, 0, 300);
    check.finish()?;
    let mut tx = services.begin().await?;
    queries::set_front(&mut tx, who.business(), &headline, &about).await?;
    tell_and_commit(tx, who).await
}

/// The groups of a business, in order.
///
/// # Errors
/// When the database fails.
pub async fn list_shelves(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Shelf>> {
    queries::list_shelves(ex, business).await
}

/// A new group, the last one.
///
/// # Errors
/// `Invalid` names the field `name`.
pub async fn create_shelf(services: &Services, who: &Admin, name: &str) -> Result<ShelfId> {
    let (name, slug) = parse_shelf(name)?;
    let mut tx = services.begin().await?;
    let id = queries::insert_shelf(&mut tx, who.business(), &name, &slug).await?;
    tell_and_commit(tx, who).await?;
    Ok(id)
}

/// Renames a group; its address changes with it.
///
/// # Errors
/// `Invalid` names the field `name`, `NotFound`.
pub async fn rename_shelf(services: &Services, who: &Admin, id: ShelfId, name: &str) -> Result<()> {
    let (name, slug) = parse_shelf(name)?;
    let mut tx = services.begin().await?;
    if !queries::update_shelf(&mut tx, who.business(), id, &name, &slug).await? {
        return Err(Error::NotFound);
    }
    // Products are found by the name of their group, too.
    let products = queries::list_on_shelf(&mut tx, who.business(), id).await?;
    search::update_all(&mut tx, who.business(), &products).await?;
    tell_and_commit(tx, who).await
}

/// Deletes a group. Its products stay, in no group.
///
/// # Errors
/// `Conflict` when a product is put into it at the same moment, `NotFound`.
pub async fn delete_shelf(services: &Services, who: &Admin, id: ShelfId) -> Result<()> {
    let mut tx = services.begin().await?;
    let products = queries::clear_shelf(&mut tx, who.business(), id).await?;
    search::update_all(&mut tx, who.business(), &products).await?;
    if !queries::delete_shelf(&mut tx, who.business(), id).await? {
        return Err(Error::NotFound);
    }
    tell_and_commit(tx, who).await
}

/// Moves a group one place up or down.
///
/// # Errors
/// `NotFound`.
pub async fn shift_shelf(services: &Services, who: &Admin, id: ShelfId, up: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let mut ids: Vec<ShelfId> = queries::list_shelves(&mut tx, who.business()).await?.into_iter().map(|s| s.id).collect();
    let at = ids.iter().position(|other| *other == id).ok_or(Error::NotFound)?;
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(ids.len() - 1) };
    ids.swap(at, to);
    for (position, id) in (1..).zip(ids) {
        queries::place_shelf(&mut tx, who.business(), id, position).await?;
    }
    tell_and_commit(tx, who).await
}

async fn tell_and_commit(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "products".into() }).await?;
    tx.commit().await
}
