//! What visitors do: look at the shop, search it, open a product.

use crate::accounts::Visitor;
use crate::businesses::actions as businesses;
use crate::catalog::model::{Front, Item, PAGE, ProductLine, ProductState, Shelf, Whole};
use crate::catalog::queries::{self, lists, pictures, search as words, variants};
use crate::error::{Error, Result};
use crate::files;
use crate::files::actions::Content;
use crate::help::rules::words::fold;
use crate::kernel::ids::{BusinessId, ProductId, VariantId};
use crate::kernel::page::{Cursor, Page};
use crate::platform::{Ex, Services, limits};

/// Products a search shows.
const FOUND: i64 = 48;
/// Words of a search that count.
const WORDS_MAX: usize = 8;
/// Letters of a word that count.
const LETTERS_MAX: usize = 40;

/// One page of the shop.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// The groups that have products on sale, in order.
    pub shelves: Vec<Shelf>,
    /// The group that is open; none is everything.
    pub open: Option<Shelf>,
    /// The products.
    pub page: Page<ProductLine>,
}

/// Whether a business sells anything.
///
/// # Errors
/// When the database fails.
pub async fn has_products(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<bool> {
    queries::is_any(ex, business).await
}

/// How the shop greets: by the name of the business where nobody wrote anything.
///
/// # Errors
/// When the database fails.
pub async fn front(ex: impl Into<Ex<'_>>, who: &Visitor) -> Result<Front> {
    let mut ex = ex.into();
    match queries::find_front(ex.again(), who.business()).await? {
        Some(front) => Ok(front),
        None => Ok(Front { headline: businesses::find(ex, who.business()).await?.name, about: String::new() }),
    }
}

/// The shop, or one group of it.
///
/// # Errors
/// `NotFound` when there is no such group.
pub async fn browse(services: &Services, who: &Visitor, shelf: Option<&str>, after: Option<Cursor>) -> Result<Shop> {
    let db = services.db();
    let mut shelves = queries::list_shelves(db, who.business()).await?;
    let open = match shelf {
        Some(slug) => Some(shelves.iter().find(|s| s.slug == slug).cloned().ok_or(Error::NotFound)?),
        None => None,
    };
    shelves.retain(|s| s.products > 0);
    let rows = lists::list(db, who.business(), ProductState::Active, open.as_ref().map(|s| s.id), after, PAGE as i64 + 1).await?;
    Ok(Shop { shelves, open, page: Page::cut(rows, PAGE, |p| Cursor { key: p.created_at.0, id: p.id.0 }) })
}

/// The words of a search, as the index has them.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let words = fold(text);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.take(WORDS_MAX).map(|w| w.chars().take(LETTERS_MAX).collect()).collect()
}

/// Products where all the words stand, the best first; the last word may be unfinished. `from` is the network address.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn search(services: &Services, who: &Visitor, from: &str, text: &str) -> Result<Vec<ProductLine>> {
    services.limits().check(limits::SHOP_SEARCH_FROM, from)?;
    let ids = words::search(services.db(), who.business(), ProductState::Active, &words_of(text), FOUND).await?;
    lists::pick(services.db(), who.business(), &ids).await
}

/// A product on sale, with the variants that are offered.
///
/// # Errors
/// `NotFound` when there is no such product or it is put away.
pub async fn show(services: &Services, who: &Visitor, slug: &str) -> Result<Whole> {
    if slug.chars().any(char::is_control) {
        return Err(Error::NotFound);
    }
    let (db, business) = (services.db(), who.business());
    let product = queries::find_by_slug(db, business, slug).await?.filter(|p| p.state == ProductState::Active).ok_or(Error::NotFound)?;
    let shelf = match product.category_id {
        Some(id) => queries::find_shelf(db, business, id).await?,
        None => None,
    };
    let mut variants = variants::list(db, business, product.id).await?;
    variants.retain(|v| !v.is_archived);
    let pictures = pictures::list(db, business, product.id).await?;
    Ok(Whole { product, shelf, variants, pictures })
}

/// The variant with this article number, while it is on sale.
///
/// # Errors
/// When the database fails.
pub async fn find_by_sku(ex: impl Into<Ex<'_>>, who: &Visitor, sku: &str) -> Result<Option<VariantId>> {
    let mut ex = ex.into();
    let Some(variant) = variants::find_by_sku(ex.again(), who.business(), sku).await? else { return Ok(None) };
    let item = variants::find_item(ex, who.business(), variant.id).await?;
    Ok(item.filter(|i| i.is_offered).map(|i| i.variant.id))
}

/// Variants with their products, for features that sell them.
///
/// # Errors
/// When the database fails.
pub async fn list_items(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[VariantId]) -> Result<Vec<Item>> {
    variants::list_items(ex, business, ids).await
}

/// The variants of some products that are on sale, in order, for features that show them.
///
/// # Errors
/// When the database fails.
pub async fn list_offered(ex: impl Into<Ex<'_>>, business: BusinessId, products: &[ProductId]) -> Result<Vec<Item>> {
    let mut items = variants::list_items_of(ex, business, products).await?;
    items.retain(|item| item.is_offered);
    Ok(items)
}

/// The bytes of a product's picture: everybody may see it.
///
/// # Errors
/// `NotFound` when no product has it.
pub async fn picture(services: &Services, token: &str) -> Result<Content> {
    let business = pictures::find_business(services.db(), token).await?.ok_or(Error::NotFound)?;
    let file = files::actions::find(services, business, token).await?;
    files::actions::read(services, file).await
}
