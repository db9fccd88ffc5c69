//! SQL of lists of products, and of all of them for export.

use crate::catalog::model::{ProductLine, ProductState};
use crate::catalog::sheet::Exported;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ProductId, ShelfId, VariantId};
use crate::kernel::page::Cursor;
use crate::platform::Db;
use crate::{db_all, db_val, dialect};

macro_rules! line {
    () => {
        "p.id, p.slug, p.name, p.state, k.name AS category, p.created_at,
    COALESCE((SELECT MIN(v.price) FROM variant v WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), 0) AS price_from,
    COALESCE((SELECT MAX(v.price) FROM variant v WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), 0) AS price_to,
    CAST(COALESCE((SELECT SUM(v.stock - v.held) FROM variant v WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), 0) AS BIGINT) AS available,
    CAST(COALESCE((SELECT SUM(v.threshold) FROM variant v WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), 0) AS BIGINT) AS threshold,
    (SELECT COUNT(*) FROM variant v WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived) AS variants,
    (SELECT f.token FROM product_picture i JOIN file f ON f.id = i.file_id WHERE i.product_id = p.id ORDER BY i.position, i.file_id LIMIT 1) AS picture,
    (SELECT i.alt FROM product_picture i WHERE i.product_id = p.id ORDER BY i.position, i.file_id LIMIT 1) AS alt
    FROM product p LEFT JOIN product_category k ON k.id = p.category_id"
    };
}

const LIST: &str = concat!(
    "SELECT ",
    line!(),
    " WHERE p.business_id = $1 AND p.state = $2 AND (p.created_at, p.id) < ($3, $4) ORDER BY p.created_at DESC, p.id DESC LIMIT $5"
);
const LIST_OF: &str = concat!(
    "SELECT ",
    line!(),
    " WHERE p.business_id = $1 AND p.state = $2 AND (p.created_at, p.id) < ($3, $4) AND p.category_id = $6 ORDER BY p.created_at DESC, p.id DESC LIMIT $5"
);
const PICK_SQLITE: &str = concat!("SELECT ", line!(), " WHERE +p.business_id = $1 AND p.id IN (SELECT value FROM json_each($2))");
const PICK_POSTGRES: &str =
    concat!("SELECT ", line!(), " WHERE p.business_id = $1 AND p.id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))");
const COUNT: &str = "SELECT COUNT(*) FROM product WHERE business_id = $1 AND state = $2";
const EXPORT: &str = "SELECT v.id, v.product_id, v.sku, v.name, v.price, v.stock, v.held, v.threshold, v.lead_days, v.is_archived, p.slug, p.name AS product,
        (p.state = 'active' AND NOT v.is_archived) AS is_offered, CAST(NULL AS TEXT) AS picture, k.name AS category, p.state, p.description
    FROM variant v JOIN product p ON p.id = v.product_id LEFT JOIN product_category k ON k.id = p.category_id
    WHERE v.business_id = $1 AND v.id > $2 ORDER BY v.id LIMIT $3";

/// One page of products in a state, newest first, perhaps of one group only: `limit` rows.
pub async fn list(db: &Db, business: BusinessId, state: ProductState, shelf: Option<ShelfId>, after: Option<Cursor>, limit: i64) -> Result<Vec<ProductLine>> {
    let (key, id) = after.map_or((i64::MAX, i64::MAX), |c| (c.key, c.id));
    Ok(match shelf {
        Some(shelf) => db_all!(db, LIST_OF, business, state, key, id, limit, shelf)?,
        None => db_all!(db, LIST, business, state, key, id, limit)?,
    })
}

/// These products, in the order asked for; those that are not there any more are left out.
pub async fn pick(db: &Db, business: BusinessId, ids: &[ProductId]) -> Result<Vec<ProductLine>> {
    let sql = dialect!(db, sqlite: PICK_SQLITE, postgres: PICK_POSTGRES);
    let mut lines: Vec<ProductLine> = db_all!(db, sql, business, serde_json::to_string(ids).expect("ids are plain data"))?;
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.id));
    Ok(lines)
}

/// How many products are in a state.
pub async fn count(db: &Db, business: BusinessId, state: ProductState) -> Result<i64> {
    Ok(db_val!(db, COUNT, business, state)?)
}

/// Every variant with its product, by id, after one of them: `limit` rows.
pub async fn list_exported(db: &Db, business: BusinessId, after: VariantId, limit: i64) -> Result<Vec<Exported>> {
    Ok(db_all!(db, EXPORT, business, after, limit)?)
}
