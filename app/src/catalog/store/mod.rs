//! The shop as visitors see it: groups, search, products.

mod card;
mod product;
mod shop;

pub use card::{ProductGrid, Thumb};
pub use product::ProductPage;
pub use shop::{ShopPage, shop};
