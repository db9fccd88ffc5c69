//! The paths of the shop: for visitors, for the desk and for admins.

use super::escape;
use stoa::kernel::ids::{ImportId, ProductId};

/// The shop, and with `?q=` what it finds.
pub const SHOP: &str = "/shop";
/// What somebody means to buy.
pub const CART: &str = "/cart";
/// Ordering it.
pub const CHECKOUT: &str = "/checkout";
/// A customer's orders.
pub const ORDERS: &str = "/orders";
/// Finding an order by its number.
pub const TRACK: &str = "/track";

/// The orders that a partner fulfils.
pub const PARTNER: &str = "/partner";

/// All orders.
pub const DESK_ORDERS: &str = "/desk/orders";

/// What the shop sells.
pub const ADMIN_PRODUCTS: &str = "/admin/products";
/// A product that is being written.
pub const ADMIN_PRODUCT_NEW: &str = "/admin/products/new";
/// How the shop greets, and the groups of its products.
pub const ADMIN_SHELVES: &str = "/admin/products/groups";
/// Products from a file.
pub const ADMIN_IMPORTS: &str = "/admin/products/import";
/// Products into a file.
pub const PRODUCTS_FILE: &str = "/admin/products/file";
/// What to order, and what has come.
pub const ADMIN_STOCK: &str = "/admin/stock";
/// How the business is connected to providers of payments.
pub const ADMIN_PAYMENTS: &str = "/admin/payments";
/// What does not add up.
pub const ADMIN_RECKONING: &str = "/admin/payments/check";
/// Every change of stock.
pub const ADMIN_MOVEMENTS: &str = "/admin/stock/changes";
/// Figures of stock and sales.
pub const ADMIN_FIGURES: &str = "/admin/stock/figures";
/// The same as JSON.
pub const FIGURES_FILE: &str = "/admin/stock/figures/file";

/// A product as visitors see it.
pub fn product(slug: &str) -> String {
    format!("{SHOP}/{}", escape(slug))
}

/// A group of the shop.
pub fn shelf(slug: &str) -> String {
    format!("{SHOP}?group={}", escape(slug))
}

/// An order as whoever has its link sees it.
pub fn order(token: &str) -> String {
    format!("/o/{}", escape(token))
}

/// The invoice of an order as a file.
pub fn invoice(token: &str) -> String {
    format!("/o/{}/invoice", escape(token))
}

/// A picture of a product.
pub fn picture(token: &str) -> String {
    format!("/pictures/{token}")
}

/// An order as staff sees it.
pub fn desk_order(number: i64) -> String {
    format!("{DESK_ORDERS}/{number}")
}

/// An order as its partner sees it.
pub fn partner_order(number: i64) -> String {
    format!("{PARTNER}/orders/{number}")
}

/// A product as admins write it.
pub fn admin_product(product: ProductId) -> String {
    format!("{ADMIN_PRODUCTS}/{product}")
}

/// A file of products that was sent.
pub fn admin_import(import: ImportId) -> String {
    format!("{ADMIN_IMPORTS}/{import}")
}

/// The stock of what has this article number.
pub fn stock_of(sku: &str) -> String {
    format!("{ADMIN_STOCK}?show=all&q={}", escape(sku))
}

/// Every change of the stock of one product.
pub fn movements_of(product: ProductId) -> String {
    format!("{ADMIN_MOVEMENTS}?product={product}")
}
