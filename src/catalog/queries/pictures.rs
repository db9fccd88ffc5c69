//! SQL of products' pictures.

use crate::catalog::model::Picture;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, FileId, ProductId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_val, db_val_opt};

const LIST: &str = "SELECT i.file_id, f.token, i.alt, f.width, f.height FROM product_picture i JOIN file f ON f.id = i.file_id
    WHERE i.business_id = $1 AND i.product_id = $2 ORDER BY i.position, i.file_id";
const COUNT: &str = "SELECT COUNT(*) FROM product_picture WHERE business_id = $1 AND product_id = $2";
const INSERT: &str = "INSERT INTO product_picture (business_id, product_id, file_id, alt, position)
    SELECT $1, $2, $3, $4, CAST(COALESCE(MAX(position), 0) + 1 AS BIGINT) FROM product_picture WHERE business_id = $1 AND product_id = $2";
const DELETE: &str = "DELETE FROM product_picture WHERE business_id = $1 AND product_id = $2 AND file_id = $3";
const PLACE: &str = "UPDATE product_picture SET position = $4, alt = $5 WHERE business_id = $1 AND product_id = $2 AND file_id = $3";
const FIND_BUSINESS: &str = "SELECT i.business_id FROM file f JOIN product_picture i ON i.file_id = f.id WHERE f.token = $1";

/// The pictures of a product, in order.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, product: ProductId) -> Result<Vec<Picture>> {
    Ok(db_all!(ex.into(), LIST, business, product)?)
}

/// How many pictures a product has.
pub async fn count(tx: &mut Tx, business: BusinessId, product: ProductId) -> Result<i64> {
    Ok(db_val!(tx, COUNT, business, product)?)
}

/// Adds a picture, the last one.
pub async fn insert(tx: &mut Tx, business: BusinessId, product: ProductId, file: FileId, alt: &str) -> Result<()> {
    db_exec!(tx, INSERT, business, product, file, alt)?;
    Ok(())
}

/// Takes a picture away; `false` when there is none.
pub async fn delete(tx: &mut Tx, business: BusinessId, product: ProductId, file: FileId) -> Result<bool> {
    Ok(db_exec!(tx, DELETE, business, product, file)? == 1)
}

/// Puts a picture at a place in the order, and says what is to be seen on it.
pub async fn place(tx: &mut Tx, business: BusinessId, product: ProductId, file: FileId, position: i64, alt: &str) -> Result<()> {
    db_exec!(tx, PLACE, business, product, file, position, alt)?;
    Ok(())
}

/// Whose picture has this token: everybody may see the pictures of a shop.
pub async fn find_business(ex: impl Into<Ex<'_>>, token: &str) -> Result<Option<BusinessId>> {
    Ok(db_val_opt!(ex.into(), FIND_BUSINESS, token)?)
}
