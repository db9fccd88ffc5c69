//! What admins do with the pictures of a product. The files themselves are uploaded first, like every picture.

use super::changed;
use crate::accounts::Admin;
use crate::catalog::model::PICTURES_MAX;
use crate::catalog::queries::{self, pictures};
use crate::error::{Error, Result};
use crate::files::actions as files;
use crate::kernel::ids::{FileId, ProductId};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::Services;

/// No upload is kept longer.
const FOREVER: Timestamp = Timestamp(i64::MAX);

/// Adds uploaded pictures to a product, after those it has.
///
/// # Errors
/// `Invalid` names `files` when there are too many or one is gone, `NotFound`.
pub async fn add_pictures(services: &Services, who: &Admin, id: ProductId, uploads: &[FileId], alt: &str) -> Result<()> {
    let mut check = Check::new();
    let alt = check.line("alt", "Description of the picture", alt, 0, 200);
    check.finish()?;
    if uploads.is_empty() {
        return Err(Error::field("files", "Choose a picture to add."));
    }
    let mut tx = services.begin().await?;
    let product = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    let there = pictures::count(&mut tx, who.business(), id).await?;
    if there as usize + uploads.len() > PICTURES_MAX {
        return Err(Error::field("files", format!("{PICTURES_MAX} pictures are the most. Remove some first.")));
    }
    files::hold(&mut tx, who.business(), who.member(), uploads, FOREVER).await??;
    let alt = if alt.is_empty() { product.name } else { alt };
    for file in uploads {
        pictures::insert(&mut tx, who.business(), id, *file, &alt).await?;
    }
    changed(&mut tx, who.business(), who.member(), id).await?;
    tx.commit().await
}

/// Takes a picture away from a product; its file is swept like any that nobody needs.
///
/// # Errors
/// `NotFound`.
pub async fn remove_picture(services: &Services, who: &Admin, id: ProductId, file: FileId) -> Result<()> {
    let mut tx = services.begin().await?;
    if !pictures::delete(&mut tx, who.business(), id, file).await? {
        return Err(Error::NotFound);
    }
    let now = tx.now();
    files::hold_again(&mut tx, who.business(), file, now).await?;
    changed(&mut tx, who.business(), who.member(), id).await?;
    tx.commit().await
}

/// Sets what is to be seen on a picture, and moves it to the front when `first`.
///
/// # Errors
/// `Invalid` names `alt`, `NotFound`.
pub async fn set_pictures(services: &Services, who: &Admin, id: ProductId, file: FileId, alt: &str, first: bool) -> Result<()> {
    let mut check = Check::new();
    let alt = check.line("alt", "Description of the picture", alt, 1, 200);
    check.finish()?;
    let mut tx = services.begin().await?;
    let mut all = pictures::list(&mut tx, who.business(), id).await?;
    let at = all.iter().position(|p| p.file_id == file).ok_or(Error::NotFound)?;
    all[at].alt = alt;
    if first {
        all[..=at].rotate_right(1);
    }
    for (position, picture) in (1..).zip(all) {
        pictures::place(&mut tx, who.business(), id, picture.file_id, position, &picture.alt).await?;
    }
    changed(&mut tx, who.business(), who.member(), id).await?;
    tx.commit().await
}
