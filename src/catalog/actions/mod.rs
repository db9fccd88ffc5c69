//! What people do with the catalogue: visitors look and search, admins write, order and import.

mod browse;
mod imports;
mod pictures;
mod shelves;
mod write;

pub use browse::{Shop, browse, find_by_sku, front, has_products, list_items, list_offered, picture, search, show};
pub use imports::{begin_import, check_import, export, find_import, list_imports};
pub use pictures::{add_pictures, remove_picture, set_pictures};
pub use shelves::{create_shelf, delete_shelf, list_shelves, rename_shelf, set_front, shift_shelf};
pub use write::{add_variant, change_variant, create, find_product, list_products, search_products, set_state, set_variant_archived, update};

pub(super) use write::install;

use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::{BusinessId, MemberId, ProductId};
use crate::platform::Tx;

/// Brings the words of a product up to date and tells that it has changed.
async fn changed(tx: &mut Tx, business: BusinessId, by: MemberId, product: ProductId) -> Result<()> {
    super::queries::search::update(tx, business, product).await?;
    tx.emit(business, Some(by), Event::ProductChanged { product }).await
}
