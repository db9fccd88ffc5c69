//! SQL of products and their groups; variants, lists, words and imports beside.

pub mod imports;
pub mod lists;
pub mod pictures;
pub mod search;
pub mod variants;

use super::draft::Checked;
use super::model::{Front, Product, ProductState, Shelf};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ProductId, ShelfId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_exec, db_opt, db_val, db_vals};

macro_rules! product {
    () => {
        "id, business_id, category_id, slug, name, description, state, partner_id, created_at, updated_at FROM product WHERE business_id = $1"
    };
}

macro_rules! shelf {
    () => {
        "k.id, k.slug, k.name, (SELECT COUNT(*) FROM product p WHERE p.business_id = k.business_id AND p.category_id = k.id AND p.state = 'active') AS products
    FROM product_category k WHERE k.business_id = $1"
    };
}

const FIND: &str = concat!("SELECT ", product!(), " AND id = $2");
const FIND_BY_SLUG: &str = concat!("SELECT ", product!(), " AND slug = $2");
const FIND_BY_NAME: &str = concat!("SELECT ", product!(), " AND name = $2 ORDER BY id LIMIT 1");
const IS_ANY: &str = "SELECT EXISTS (SELECT 1 FROM product WHERE business_id = $1 AND state = 'active')";
const INSERT: &str = "INSERT INTO product (business_id, category_id, slug, name, description, state, partner_id, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, 'active', $7, $6, $6) RETURNING id";
const UPDATE: &str =
    "UPDATE product SET category_id = $3, slug = $4, name = $5, description = $6, updated_at = $7, partner_id = $8 WHERE business_id = $1 AND id = $2";
const SET_STATE: &str = "UPDATE product SET state = $3, updated_at = $4 WHERE business_id = $1 AND id = $2";
const LIST_SHELVES: &str = concat!("SELECT ", shelf!(), " ORDER BY k.position, k.id");
const FIND_SHELF: &str = concat!("SELECT ", shelf!(), " AND k.id = $2");
const FIND_SHELF_BY_NAME: &str = "SELECT id FROM product_category WHERE business_id = $1 AND (LOWER(name) = LOWER($2) OR slug = $3) ORDER BY id LIMIT 1";
const INSERT_SHELF: &str = "INSERT INTO product_category (business_id, slug, name, position)
    SELECT $1, $2, $3, CAST(COALESCE(MAX(position), 0) + 1 AS BIGINT) FROM product_category WHERE business_id = $1 RETURNING id";
const UPDATE_SHELF: &str = "UPDATE product_category SET name = $3, slug = $4 WHERE business_id = $1 AND id = $2";
const DELETE_SHELF: &str = "DELETE FROM product_category WHERE business_id = $1 AND id = $2";
const LIST_ON_SHELF: &str = "SELECT id FROM product WHERE business_id = $1 AND category_id = $2 ORDER BY id";
const CLEAR_SHELF: &str = "UPDATE product SET category_id = NULL, updated_at = $3 WHERE business_id = $1 AND category_id = $2 RETURNING id";
const FIND_FRONT: &str = "SELECT headline, about FROM shop_front WHERE business_id = $1";
const SET_FRONT: &str = "INSERT INTO shop_front (business_id, headline, about) VALUES ($1, $2, $3)
    ON CONFLICT (business_id) DO UPDATE SET headline = excluded.headline, about = excluded.about";
const PLACE_SHELF: &str = "UPDATE product_category SET position = $3 WHERE business_id = $1 AND id = $2";

/// A product of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ProductId) -> Result<Option<Product>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A product of this business by its word in addresses.
pub async fn find_by_slug(ex: impl Into<Ex<'_>>, business: BusinessId, slug: &str) -> Result<Option<Product>> {
    Ok(db_opt!(ex.into(), FIND_BY_SLUG, business, slug)?)
}

/// The first product of this business with this name.
pub async fn find_by_name(ex: impl Into<Ex<'_>>, business: BusinessId, name: &str) -> Result<Option<Product>> {
    Ok(db_opt!(ex.into(), FIND_BY_NAME, business, name)?)
}

/// Whether anything is on sale.
pub async fn is_any(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<bool> {
    Ok(db_val!(ex.into(), IS_ANY, business)?)
}

fn taken() -> Error {
    Error::field("slug", "Another product has this address. Choose another one.")
}

/// A new product.
pub async fn insert(tx: &mut Tx, business: BusinessId, p: &Checked) -> Result<ProductId> {
    let now = tx.now();
    db_val!(tx, INSERT, business, p.category, &p.slug, &p.name, &p.description, now, p.partner).on_constraint(taken)
}

/// Changes a product; `false` when there is none.
pub async fn update(tx: &mut Tx, business: BusinessId, id: ProductId, p: &Checked) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, UPDATE, business, id, p.category, &p.slug, &p.name, &p.description, now, p.partner).on_constraint(taken)? == 1)
}

/// Offers a product or puts it away; `false` when there is none.
pub async fn set_state(tx: &mut Tx, business: BusinessId, id: ProductId, state: ProductState) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_STATE, business, id, state, now)? == 1)
}

/// How the shop greets.
pub async fn find_front(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Front>> {
    Ok(db_opt!(ex.into(), FIND_FRONT, business)?)
}

/// Sets how the shop greets.
pub async fn set_front(tx: &mut Tx, business: BusinessId, headline: &str, about: &str) -> Result<()> {
    db_exec!(tx, SET_FRONT, business, headline, about)?;
    Ok(())
}

/// The groups in order.
pub async fn list_shelves(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Shelf>> {
    Ok(db_all!(ex.into(), LIST_SHELVES, business)?)
}

/// A group.
pub async fn find_shelf(ex: impl Into<Ex<'_>>, business: BusinessId, id: ShelfId) -> Result<Option<Shelf>> {
    Ok(db_opt!(ex.into(), FIND_SHELF, business, id)?)
}

/// The group with this name, in large or small letters, or with this word in addresses.
pub async fn find_shelf_by_name(tx: &mut Tx, business: BusinessId, name: &str, slug: &str) -> Result<Option<ShelfId>> {
    let found: Option<(ShelfId,)> = db_opt!(tx, FIND_SHELF_BY_NAME, business, name, slug)?;
    Ok(found.map(|f| f.0))
}

fn shelf_taken() -> Error {
    Error::field("name", "There is a group of this name already.")
}

/// A new group, the last one.
pub async fn insert_shelf(tx: &mut Tx, business: BusinessId, name: &str, slug: &str) -> Result<ShelfId> {
    db_val!(tx, INSERT_SHELF, business, slug, name).on_constraint(shelf_taken)
}

/// Renames a group; `false` when there is none.
pub async fn update_shelf(tx: &mut Tx, business: BusinessId, id: ShelfId, name: &str, slug: &str) -> Result<bool> {
    Ok(db_exec!(tx, UPDATE_SHELF, business, id, name, slug).on_constraint(shelf_taken)? == 1)
}

/// The products in a group.
pub async fn list_on_shelf(tx: &mut Tx, business: BusinessId, id: ShelfId) -> Result<Vec<ProductId>> {
    Ok(db_vals!(tx, LIST_ON_SHELF, business, id)?)
}

/// Takes every product out of a group; says which.
pub async fn clear_shelf(tx: &mut Tx, business: BusinessId, id: ShelfId) -> Result<Vec<ProductId>> {
    let now = tx.now();
    Ok(db_vals!(tx, CLEAR_SHELF, business, id, now)?)
}

/// Deletes a group that no product is in; `false` when there is none.
pub async fn delete_shelf(tx: &mut Tx, business: BusinessId, id: ShelfId) -> Result<bool> {
    let used = || Error::Conflict("A product was put into this group at the same moment. Delete it again.".into());
    Ok(db_exec!(tx, DELETE_SHELF, business, id).on_constraint(used)? == 1)
}

/// Puts a group at a place in the order.
pub async fn place_shelf(tx: &mut Tx, business: BusinessId, id: ShelfId, position: i64) -> Result<()> {
    db_exec!(tx, PLACE_SHELF, business, id, position)?;
    Ok(())
}
