//! SQL of variants: what is sold.

use crate::catalog::draft::CheckedVariant;
use crate::catalog::model::{Item, Variant};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ProductId, VariantId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_opt, db_val, db_vals, dialect};

macro_rules! variant {
    () => {
        "v.id, v.product_id, v.sku, v.name, v.price, v.stock, v.held, v.threshold, v.lead_days, v.is_archived"
    };
}

macro_rules! item {
    () => {
        "v.id, v.product_id, v.sku, v.name, v.price, v.stock, v.held, v.threshold, v.lead_days, v.is_archived, p.slug, p.name AS product,
    (p.state = 'active' AND NOT v.is_archived) AS is_offered,
    (SELECT f.token FROM product_picture i JOIN file f ON f.id = i.file_id WHERE i.product_id = p.id ORDER BY i.position, i.file_id LIMIT 1) AS picture
    FROM variant v JOIN product p ON p.id = v.product_id WHERE v.business_id = $1"
    };
}

const LIST: &str = concat!("SELECT ", variant!(), " FROM variant v WHERE v.business_id = $1 AND v.product_id = $2 ORDER BY v.position, v.id");
const FIND: &str = concat!("SELECT ", variant!(), " FROM variant v WHERE v.business_id = $1 AND v.id = $2");
const FIND_BY_SKU: &str = concat!("SELECT ", variant!(), " FROM variant v WHERE v.business_id = $1 AND v.sku = $2");
const LIST_STOCKS: &str = "SELECT sku, stock FROM variant WHERE business_id = $1";
const FIND_ITEM: &str = concat!("SELECT ", item!(), " AND v.id = $2");
const LIST_ITEMS_SQLITE: &str = concat!("SELECT ", item!(), " AND v.id IN (SELECT value FROM json_each($2)) ORDER BY v.id");
const LIST_ITEMS_POSTGRES: &str = concat!("SELECT ", item!(), " AND v.id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY v.id");
const LIST_ITEMS_OF_SQLITE: &str =
    concat!("SELECT ", item!(), " AND v.product_id IN (SELECT value FROM json_each($2)) ORDER BY v.product_id, v.position, v.id");
const LIST_ITEMS_OF_POSTGRES: &str = concat!(
    "SELECT ",
    item!(),
    " AND v.product_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY v.product_id, v.position, v.id"
);
const LOCK_SQLITE: &str = "SELECT id FROM variant WHERE business_id = $1 AND sku IN (SELECT value FROM json_each($2)) ORDER BY id";
const LOCK_POSTGRES: &str =
    "SELECT id FROM variant WHERE business_id = $1 AND sku IN (SELECT jsonb_array_elements_text($2::jsonb)) ORDER BY id FOR NO KEY UPDATE";
const INSERT: &str = "INSERT INTO variant (business_id, product_id, sku, name, price, threshold, lead_days, position)
    SELECT $1, $2, $3, $4, $5, $6, $7, CAST(COALESCE(MAX(position), 0) + 1 AS BIGINT) FROM variant WHERE business_id = $1 AND product_id = $2 RETURNING id";
const UPDATE: &str =
    "UPDATE variant SET sku = $3, name = $4, price = $5, threshold = $6, lead_days = $7 WHERE business_id = $1 AND id = $2 RETURNING product_id";
const SET_ARCHIVED: &str = "UPDATE variant SET is_archived = $3 WHERE business_id = $1 AND id = $2 RETURNING product_id";

/// The variants of a product, in order.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, product: ProductId) -> Result<Vec<Variant>> {
    Ok(db_all!(ex.into(), LIST, business, product)?)
}

/// A variant of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: VariantId) -> Result<Option<Variant>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A variant of this business by its article number.
pub async fn find_by_sku(ex: impl Into<Ex<'_>>, business: BusinessId, sku: &str) -> Result<Option<Variant>> {
    Ok(db_opt!(ex.into(), FIND_BY_SKU, business, sku)?)
}

/// Every article number with its stock.
pub async fn list_stocks(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(String, i64)>> {
    Ok(db_all!(ex.into(), LIST_STOCKS, business)?)
}

/// Locks those of these article numbers that are there, in the order in which orders lock them: whoever changes many of them in another order does not wait
/// in a circle with somebody who buys.
pub async fn lock(tx: &mut Tx, business: BusinessId, skus: &[&str]) -> Result<Vec<VariantId>> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    Ok(db_vals!(tx, sql, business, serde_json::to_string(skus).expect("numbers are plain data"))?)
}

/// A variant with its product.
pub async fn find_item(ex: impl Into<Ex<'_>>, business: BusinessId, id: VariantId) -> Result<Option<Item>> {
    Ok(db_opt!(ex.into(), FIND_ITEM, business, id)?)
}

/// Variants with their products.
pub async fn list_items(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[VariantId]) -> Result<Vec<Item>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_ITEMS_SQLITE, postgres: LIST_ITEMS_POSTGRES);
    let ids = serde_json::to_string(ids).expect("ids are plain data");
    Ok(db_all!(ex, sql, business, ids)?)
}

/// The variants of some products, in order.
pub async fn list_items_of(ex: impl Into<Ex<'_>>, business: BusinessId, products: &[ProductId]) -> Result<Vec<Item>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_ITEMS_OF_SQLITE, postgres: LIST_ITEMS_OF_POSTGRES);
    Ok(db_all!(ex, sql, business, serde_json::to_string(products).expect("ids are plain data"))?)
}

fn taken() -> Error {
    Error::field("sku", "Another variant has this article number. Each is used once.")
}

/// A new variant, the last one of its product, with no stock.
pub async fn insert(tx: &mut Tx, business: BusinessId, product: ProductId, v: &CheckedVariant) -> Result<VariantId> {
    db_val!(tx, INSERT, business, product, &v.sku, &v.name, v.price, v.threshold, v.lead_days).on_constraint(taken)
}

/// Changes a variant; says which product it belongs to.
pub async fn update(tx: &mut Tx, business: BusinessId, id: VariantId, v: &CheckedVariant) -> Result<Option<ProductId>> {
    let found: Option<(ProductId,)> = db_opt!(&mut *tx, UPDATE, business, id, &v.sku, &v.name, v.price, v.threshold, v.lead_days).on_constraint(taken)?;
    Ok(found.map(|f| f.0))
}

/// Offers a variant or not; says which product it belongs to.
pub async fn set_archived(tx: &mut Tx, business: BusinessId, id: VariantId, is_archived: bool) -> Result<Option<ProductId>> {
    let found: Option<(ProductId,)> = db_opt!(&mut *tx, SET_ARCHIVED, business, id, is_archived)?;
    Ok(found.map(|f| f.0))
}
