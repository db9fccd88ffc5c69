//! Products from a file and into one: a file is read and checked first, and taken over only when the admin says so.

use crate::accounts::Admin;
use crate::businesses::actions as businesses;
use crate::catalog::model::Import;
use crate::catalog::queries::imports::{self, NewImport};
use crate::catalog::queries::{lists, variants};
use crate::catalog::sheet::{self, Row};
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{ImportId, VariantId};
use crate::kernel::text;
use crate::platform::Services;
use std::collections::HashMap;

/// Bytes of a file: as many rows as are read, with a paragraph of description each.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// Rows of a file that are written at a time.
const BATCH: i64 = 500;

/// Reads and checks a file; nothing is changed. Says under which id the outcome is found.
///
/// # Errors
/// `Invalid` names `file` when it is no text or too large.
pub async fn check_import(services: &Services, who: &Admin, name: &str, bytes: &[u8]) -> Result<ImportId> {
    if bytes.is_empty() {
        return Err(Error::field("file", "Choose a file to import."));
    }
    if bytes.len() > BYTES_MAX {
        return Err(Error::field("file", "This file is larger than 16 MB. Split it and import the parts one after the other."));
    }
    let body = std::str::from_utf8(bytes).ok().filter(|body| !body.contains('\0'));
    let body = body.ok_or_else(|| Error::field("file", "This is no text in UTF-8. Save it as “CSV UTF-8” and try again."))?;
    let business = businesses::find(services.db(), who.business()).await?;
    let (rows, faults) = sheet::read(body, &business.currency);
    let known: HashMap<String, i64> = variants::list_stocks(services.db(), who.business()).await?.into_iter().collect();
    let fresh = rows.iter().filter(|row| !known.contains_key(&row.sku)).count() as i64;
    let is_other = |row: &&Row| known.get(&row.sku).is_some_and(|is| row.stock.is_some_and(|to| to != *is));
    let stocks = rows.iter().filter(is_other).count() as i64;
    let lines = rows.len() as i64;
    let faults = serde_json::to_string(&faults).expect("faults are plain data");
    let name = text::preview(name, 120);
    let new = NewImport { name: &name, body, lines, fresh, changed: lines - fresh, stocks, faults: &faults };
    let mut tx = services.begin().await?;
    let id = imports::insert(&mut tx, who.business(), who.member(), &new).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a checked file over, in the background. Asking twice does it once. Unless it `sets_stock`, what is there keeps its stock: a file that was written
/// before something was sold would put the sold pieces back. New products come with theirs in any case.
///
/// # Errors
/// `NotFound`, or `Conflict` when no row of it can be taken over.
pub async fn begin_import(services: &Services, who: &Admin, id: ImportId, sets_stock: bool) -> Result<()> {
    let import = find_import(services, who, id).await?;
    if import.lines == 0 {
        return Err(Error::Conflict("No row of this file can be imported. Mend what is wrong and send it again.".into()));
    }
    let mut tx = services.begin().await?;
    if imports::begin(&mut tx, who.business(), id, sets_stock).await? {
        tx.enqueue(Job::ImportProducts { business: who.business(), import: id }).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// How far an import has come.
///
/// # Errors
/// `NotFound`.
pub async fn find_import(services: &Services, who: &Admin, id: ImportId) -> Result<Import> {
    imports::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// The last imports.
///
/// # Errors
/// When the database fails.
pub async fn list_imports(services: &Services, who: &Admin) -> Result<Vec<Import>> {
    imports::list(services.db(), who.business()).await
}

/// Every variant as a row of a file that [`check_import`] reads.
///
/// # Errors
/// When the database fails.
pub async fn export(services: &Services, who: &Admin) -> Result<String> {
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let (mut out, mut after) = (sheet::head(), VariantId(0));
    loop {
        let rows = lists::list_exported(services.db(), who.business(), after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(out) };
        after = last.item.variant.id;
        out.extend(rows.iter().map(|row| sheet::write(row, &currency)));
    }
}
