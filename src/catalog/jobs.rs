//! What happens later: a file of products is taken over, some rows in each transaction, so that it goes on where it was when the process dies.

use super::actions::install;
use super::draft::{Checked, CheckedVariant, LEAD_DAYS, THRESHOLD, to_slug};
use super::model::{Product, Variant};
use super::queries::{self, imports, search, variants};
use super::sheet::{self, Row};
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::event::Event;
use crate::inventory::actions as inventory;
use crate::kernel::ids::{BusinessId, ImportId, MemberId, ProductId, ShelfId};
use crate::platform::{Services, Tx};

/// Rows of one transaction.
const BATCH: usize = 50;
/// What the ledger says of a stock that came with a file.
const NOTE: &str = "Import";

/// Takes a file over: the body of [`crate::job::Job::ImportProducts`].
///
/// # Errors
/// When the database fails; what was taken over stays, and it goes on there.
pub async fn import(services: &Services, business: BusinessId, id: ImportId) -> Result<()> {
    let Some((by, body, sets_stock)) = imports::find_body(services.db(), business, id).await? else { return Ok(()) };
    let currency = businesses::find(services.db(), business).await?.currency;
    let (rows, _) = sheet::read(&body, &currency);
    let file = File { business, by, rows, sets_stock };
    while step(services, id, &file).await? {}
    Ok(())
}

/// A file that is taken over.
struct File {
    business: BusinessId,
    /// Who sent it.
    by: MemberId,
    rows: Vec<Row>,
    /// Whether the stock of what is there becomes what stands in it.
    sets_stock: bool,
}

/// Takes some rows over; `false` when nothing is left.
async fn step(services: &Services, id: ImportId, file: &File) -> Result<bool> {
    let (business, rows) = (file.business, &file.rows);
    let mut tx = services.begin().await?;
    // Another runner may have come further meanwhile.
    let Some(done) = imports::lock(&mut tx, business, id).await? else { return Ok(false) };
    let start = done as usize;
    let skus: Vec<&str> = rows.iter().skip(start).take(BATCH).map(|row| row.sku.as_str()).collect();
    variants::lock(&mut tx, business, &skus).await?;
    for row in rows.iter().skip(start).take(BATCH) {
        let product = take_over(&mut tx, file, row).await?;
        search::update(&mut tx, business, product).await?;
    }
    let done = (start + BATCH).min(rows.len());
    imports::set_done(&mut tx, business, id, done as i64).await?;
    if done == rows.len() {
        imports::finish(&mut tx, business, id).await?;
        tx.emit(business, Some(file.by), Event::SettingsChanged { page: "products".into() }).await?;
    }
    tx.commit().await?;
    Ok(done < rows.len())
}

async fn take_over(tx: &mut Tx, file: &File, row: &Row) -> Result<ProductId> {
    let (business, by) = (file.business, file.by);
    let shelf = match &row.category {
        Some(name) => Some(shelf(tx, business, name).await?),
        None => None,
    };
    let known = variants::find_by_sku(&mut *tx, business, &row.sku).await?;
    let product = match &known {
        Some(variant) => queries::find(&mut *tx, business, variant.product_id).await?,
        None => queries::find_by_name(&mut *tx, business, &row.name).await?,
    };
    let variant = checked(row, known.as_ref());
    let id = match (&product, &known) {
        (Some(product), Some(known)) => {
            variants::update(tx, business, known.id, &variant).await?;
            if let Some(stock) = row.stock.filter(|_| file.sets_stock) {
                inventory::set(tx, business, by, known.id, stock, NOTE).await?;
            }
            product.id
        }
        (Some(product), None) => {
            let id = variants::insert(tx, business, product.id, &variant).await?;
            inventory::set(tx, business, by, id, row.stock.unwrap_or(0), NOTE).await?;
            product.id
        }
        (None, _) => {
            let new = Checked {
                name: row.name.clone(),
                slug: slug(tx, business, row).await?,
                category: shelf,
                description: row.description.clone().unwrap_or_default(),
                partner: None,
            };
            install(tx, business, by, &new, &variant, row.stock.unwrap_or(0)).await?
        }
    };
    if let Some(product) = product {
        queries::update(tx, business, id, &merged(product, row, shelf)).await?;
    }
    if let Some(state) = row.state {
        queries::set_state(tx, business, id, state).await?;
    }
    let is_withdrawn = known.as_ref().is_some_and(|v| v.is_archived);
    if let Some(withdrawn) = row.withdrawn.filter(|to| *to != is_withdrawn)
        && let Some(variant) = variants::find_by_sku(&mut *tx, business, &row.sku).await?
    {
        variants::set_archived(tx, business, variant.id, withdrawn).await?;
    }
    Ok(id)
}

/// What a row says of a product that is there; what it leaves empty stays.
fn merged(product: Product, row: &Row, shelf: Option<ShelfId>) -> Checked {
    Checked {
        name: row.name.clone(),
        slug: product.slug,
        category: shelf.or(product.category_id),
        description: row.description.clone().unwrap_or(product.description),
        partner: product.partner_id,
    }
}

fn checked(row: &Row, known: Option<&Variant>) -> CheckedVariant {
    CheckedVariant {
        sku: row.sku.clone(),
        name: row.variant.clone().or_else(|| known.map(|v| v.name.clone())).unwrap_or_default(),
        price: row.price,
        threshold: row.threshold.or(known.map(|v| v.threshold)).unwrap_or(THRESHOLD),
        lead_days: row.lead_days.or(known.map(|v| v.lead_days)).unwrap_or(LEAD_DAYS),
    }
}

async fn shelf(tx: &mut Tx, business: BusinessId, name: &str) -> Result<ShelfId> {
    let slug = to_slug(name);
    match queries::find_shelf_by_name(tx, business, name, &slug).await? {
        Some(id) => Ok(id),
        None => queries::insert_shelf(tx, business, name, &slug).await,
    }
}

/// The address of a new product: its name, with the article number behind it when that is taken.
async fn slug(tx: &mut Tx, business: BusinessId, row: &Row) -> Result<String> {
    let slug = to_slug(&row.name);
    let is_free = !slug.is_empty() && queries::find_by_slug(&mut *tx, business, &slug).await?.is_none();
    Ok(if is_free { slug } else { format!("{slug}-{}", to_slug(&row.sku)).trim_matches('-').to_owned() })
}
