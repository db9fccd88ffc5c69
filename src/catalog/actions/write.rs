//! What admins do: write products and variants, put them away.

use super::browse::words_of;
use super::changed;
use crate::accounts::Admin;
use crate::accounts::actions as accounts;
use crate::businesses::actions as businesses;
use crate::catalog::draft::{Checked, CheckedVariant, PIECES_MAX, ProductDraft, VariantDraft, number_or};
use crate::catalog::model::{PAGE, ProductLine, ProductState, Whole};
use crate::catalog::queries::{self, lists, pictures, search, variants};
use crate::error::{Error, Result};
use crate::inventory::ledger::{Entry, book};
use crate::inventory::model::ChangeKind;
use crate::kernel::ids::{BusinessId, MemberId, ProductId, VariantId};
use crate::kernel::page::{Cursor, Page};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};

/// One page of products in a state, newest first, and how many there are of it.
///
/// # Errors
/// When the database fails.
pub async fn list_products(services: &Services, who: &Admin, state: ProductState, after: Option<Cursor>) -> Result<(Page<ProductLine>, i64)> {
    let rows = lists::list(services.db(), who.business(), state, None, after, PAGE as i64 + 1).await?;
    let count = lists::count(services.db(), who.business(), state).await?;
    Ok((Page::cut(rows, PAGE, |p| Cursor { key: p.created_at.0, id: p.id.0 }), count))
}

/// Products in a state where all the words stand.
///
/// # Errors
/// When the database fails.
pub async fn search_products(services: &Services, who: &Admin, state: ProductState, text: &str) -> Result<Vec<ProductLine>> {
    let ids = search::search(services.db(), who.business(), state, &words_of(text), 100).await?;
    lists::pick(services.db(), who.business(), &ids).await
}

/// A product as its editor shows it.
///
/// # Errors
/// `NotFound`.
pub async fn find_product(services: &Services, who: &Admin, id: ProductId) -> Result<Whole> {
    let (db, business) = (services.db(), who.business());
    let product = queries::find(db, business, id).await?.ok_or(Error::NotFound)?;
    let shelf = match product.category_id {
        Some(id) => queries::find_shelf(db, business, id).await?,
        None => None,
    };
    Ok(Whole { variants: variants::list(db, business, id).await?, pictures: pictures::list(db, business, id).await?, product, shelf })
}

/// A new product with its first variant, and how many pieces of it there are.
///
/// # Errors
/// `Invalid` names each field of product, variant and `stock`.
pub async fn create(services: &Services, who: &Admin, product: &ProductDraft, variant: &VariantDraft, stock: &str) -> Result<ProductId> {
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let mut check = Check::new();
    let product = product.read(&mut check);
    let variant = variant.read(&mut check, &currency);
    let stock = number_or(&mut check, "stock", "Pieces there", stock, 0, PIECES_MAX);
    check.finish()?;
    let mut tx = services.begin().await?;
    let id = install(&mut tx, who.business(), who.member(), &product, &variant, stock).await?;
    changed(&mut tx, who.business(), who.member(), id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes a product with one variant and its first stock.
pub(in crate::catalog) async fn install(
    tx: &mut Tx,
    business: BusinessId,
    by: MemberId,
    product: &Checked,
    variant: &CheckedVariant,
    stock: i64,
) -> Result<ProductId> {
    check_shelf(tx, business, product).await?;
    check_partner(tx, business, product, None).await?;
    let id = queries::insert(tx, business, product).await?;
    let variant = variants::insert(tx, business, id, variant).await?;
    first_stock(tx, business, by, variant, stock).await?;
    Ok(id)
}

async fn first_stock(tx: &mut Tx, business: BusinessId, by: MemberId, variant: VariantId, stock: i64) -> Result<()> {
    if stock == 0 {
        return Ok(());
    }
    book(tx, business, Some(by), vec![Entry::new(variant, ChangeKind::Restock, stock, "First stock")], None).await
}

async fn check_shelf(tx: &mut Tx, business: BusinessId, product: &Checked) -> Result<()> {
    let Some(id) = product.category else { return Ok(()) };
    queries::find_shelf(tx, business, id).await?.map(drop).ok_or_else(|| Error::field("category", "Group: choose one of the options."))
}

/// Only a partner of the business supplies something; one who did may stay, also when their access has ended meanwhile.
async fn check_partner(tx: &mut Tx, business: BusinessId, product: &Checked, before: Option<MemberId>) -> Result<()> {
    let Some(partner) = product.partner.filter(|id| Some(*id) != before) else { return Ok(()) };
    if accounts::is_partner(tx, business, partner).await? { Ok(()) } else { Err(Error::field("partner", "Partner: choose one of the options.")) }
}

/// Changes a product.
///
/// # Errors
/// `Invalid` names each field, `NotFound`.
pub async fn update(services: &Services, who: &Admin, id: ProductId, draft: &ProductDraft) -> Result<()> {
    let product = draft.parse()?;
    let mut tx = services.begin().await?;
    check_shelf(&mut tx, who.business(), &product).await?;
    let known = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    check_partner(&mut tx, who.business(), &product, known.partner_id).await?;
    if !queries::update(&mut tx, who.business(), id, &product).await? {
        return Err(Error::NotFound);
    }
    changed(&mut tx, who.business(), who.member(), id).await?;
    tx.commit().await
}

/// Offers a product or puts it away. Orders keep it.
///
/// # Errors
/// `NotFound`.
pub async fn set_state(services: &Services, who: &Admin, id: ProductId, state: ProductState) -> Result<()> {
    let mut tx = services.begin().await?;
    if !queries::set_state(&mut tx, who.business(), id, state).await? {
        return Err(Error::NotFound);
    }
    changed(&mut tx, who.business(), who.member(), id).await?;
    tx.commit().await
}

/// One more variant of a product.
///
/// # Errors
/// `Invalid` names each field, `NotFound`.
pub async fn add_variant(services: &Services, who: &Admin, product: ProductId, draft: &VariantDraft, stock: &str) -> Result<VariantId> {
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let mut check = Check::new();
    let variant = draft.read(&mut check, &currency);
    let stock = number_or(&mut check, "stock", "Pieces there", stock, 0, PIECES_MAX);
    check.finish()?;
    let mut tx = services.begin().await?;
    queries::find(&mut tx, who.business(), product).await?.ok_or(Error::NotFound)?;
    let id = variants::insert(&mut tx, who.business(), product, &variant).await?;
    first_stock(&mut tx, who.business(), who.member(), id, stock).await?;
    changed(&mut tx, who.business(), who.member(), product).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a variant; says which product it belongs to. Its stock changes through the ledger only.
///
/// # Errors
/// `Invalid` names each field, `NotFound`.
pub async fn change_variant(services: &Services, who: &Admin, id: VariantId, draft: &VariantDraft) -> Result<ProductId> {
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let variant = draft.parse(&currency)?;
    let mut tx = services.begin().await?;
    let product = variants::update(&mut tx, who.business(), id, &variant).await?.ok_or(Error::NotFound)?;
    changed(&mut tx, who.business(), who.member(), product).await?;
    tx.commit().await?;
    Ok(product)
}

/// Offers a variant again, or no longer; says which product it belongs to.
///
/// # Errors
/// `NotFound`.
pub async fn set_variant_archived(services: &Services, who: &Admin, id: VariantId, is_archived: bool) -> Result<ProductId> {
    let mut tx = services.begin().await?;
    let product = variants::set_archived(&mut tx, who.business(), id, is_archived).await?.ok_or(Error::NotFound)?;
    changed(&mut tx, who.business(), who.member(), product).await?;
    tx.commit().await?;
    Ok(product)
}
