//! Products and everything about them.

pub use super::import::{Import, ImportState};
use crate::choice;
use crate::kernel::ids::{BusinessId, FileId, MemberId, ProductId, ShelfId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Pictures of one product.
pub const PICTURES_MAX: usize = 8;
/// Products on one page of the shop.
pub const PAGE: usize = 24;

choice! {
    /// Whether a product is offered.
    pub enum ProductState {
        /// In the shop.
        Active = "active" "On sale",
        /// Kept for old orders only.
        Archived = "archived" "Put away",
    }
}

choice! {
    /// How much there is of something.
    pub enum Supply {
        /// Enough.
        Plenty = "in_stock" "In stock",
        /// At or below its threshold.
        Low = "low" "Low",
        /// None.
        Out = "out" "Out of stock",
    }
}

/// How much there is, seen from the threshold at which somebody should order more.
pub const fn supply(available: i64, threshold: i64) -> Supply {
    match available {
        ..=0 => Supply::Out,
        n if n <= threshold => Supply::Low,
        _ => Supply::Plenty,
    }
}

/// A group of products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Shelf {
    /// Its id.
    pub id: ShelfId,
    /// Its word in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many products on sale it has.
    pub products: i64,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Its group.
    pub category_id: Option<ShelfId>,
    /// Its word in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is, in Markdown.
    pub description: String,
    /// Whether it is offered.
    pub state: ProductState,
    /// The partner who supplies it.
    pub partner_id: Option<MemberId>,
    /// Since when.
    pub created_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
}

/// A product in one size or colour.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Variant {
    /// Its id.
    pub id: VariantId,
    /// What it is one of.
    pub product_id: ProductId,
    /// The article number of the business.
    pub sku: String,
    /// What sets it apart, like `Large`; empty where a product has one only.
    pub name: String,
    /// What one piece costs.
    pub price: Money,
    /// Pieces there are.
    pub stock: i64,
    /// Of these, kept for somebody who is at the checkout.
    pub held: i64,
    /// So few are low.
    pub threshold: i64,
    /// Days from ordering at the supplier to having it.
    pub lead_days: i64,
    /// No longer offered.
    pub is_archived: bool,
}

impl Variant {
    /// Pieces that can be bought now.
    pub const fn available(&self) -> i64 {
        self.stock - self.held
    }

    /// How much there is.
    pub const fn supply(&self) -> Supply {
        supply(self.available(), self.threshold)
    }
}

/// A picture of a product; `/pictures/{token}` has the bytes, for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Picture {
    /// The file.
    pub file_id: FileId,
    /// The last part of its address.
    pub token: String,
    /// What is to be seen, for who cannot see it.
    pub alt: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
}

/// A product as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct ProductLine {
    /// Its id.
    pub id: ProductId,
    /// Its word in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether it is offered.
    pub state: ProductState,
    /// The name of its group.
    pub category: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// What the cheapest variant costs.
    pub price_from: Money,
    /// What the dearest variant costs.
    pub price_to: Money,
    /// Pieces that can be bought now, of all variants.
    pub available: i64,
    /// The thresholds of all variants together.
    pub threshold: i64,
    /// How many variants are offered.
    pub variants: i64,
    /// Its first picture.
    pub picture: Option<String>,
    /// What is to be seen on it.
    pub alt: Option<String>,
}

impl ProductLine {
    /// How much there is.
    pub const fn supply(&self) -> Supply {
        supply(self.available, self.threshold)
    }

    /// What it costs, as lists say it.
    pub fn price_words(&self, currency: &str) -> String {
        let from = self.price_from.shown(currency);
        if self.price_from == self.price_to { from } else { format!("from {from}") }
    }
}

/// How much there is, as the shop says it.
pub fn supply_words(available: i64, threshold: i64) -> String {
    match supply(available, threshold) {
        Supply::Out => "Sold out".to_owned(),
        Supply::Low => format!("{available} left"),
        Supply::Plenty => "In stock".to_owned(),
    }
}

/// A product with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The product.
    pub product: Product,
    /// Its group.
    pub shelf: Option<Shelf>,
    /// Its variants, in order; in the shop only those that are offered.
    pub variants: Vec<Variant>,
    /// Its pictures, in order.
    pub pictures: Vec<Picture>,
}

/// A variant where it is counted, bought or listed: with the product it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Item {
    /// The variant.
    #[cfg_attr(feature = "server", sqlx(flatten))]
    pub variant: Variant,
    /// The product's word in addresses.
    pub slug: String,
    /// The product's name.
    pub product: String,
    /// Whether product and variant are offered.
    pub is_offered: bool,
    /// The product's first picture.
    pub picture: Option<String>,
}

impl Item {
    /// Product and variant in one line.
    pub fn name(&self) -> String {
        full_name(&self.product, &self.variant.name)
    }
}

/// Product and variant in one line.
pub fn full_name(product: &str, variant: &str) -> String {
    if variant.is_empty() { product.to_owned() } else { format!("{product}, {variant}") }
}

/// How the shop greets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Front {
    /// The headline.
    pub headline: String,
    /// A sentence or two below it.
    pub about: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supply_is_low_from_the_threshold_down_and_out_at_none() {
        assert_eq!(
            [supply(4, 3), supply(3, 3), supply(1, 3), supply(0, 3), supply(1, 0)],
            [Supply::Plenty, Supply::Low, Supply::Low, Supply::Out, Supply::Plenty]
        );
        assert_eq!([supply_words(9, 3), supply_words(3, 3), supply_words(0, 3)], ["In stock", "3 left", "Sold out"]);
    }
}
