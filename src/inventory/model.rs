//! Changes of stock, and the figures made of them.

use crate::catalog::model::{ProductState, Supply, full_name};
use crate::choice;
use crate::kernel::ids::{ProductId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

choice! {
    /// Why a stock changed.
    pub enum ChangeKind {
        /// Somebody ordered it.
        Sale = "sale" "Sold",
        /// An order was cancelled.
        Cancel = "cancel" "Order cancelled",
        /// Somebody sent it back.
        Return = "return" "Returned",
        /// It came from the supplier.
        Restock = "restock" "Restocked",
        /// It was counted, lost, found or broken.
        Correction = "correction" "Corrected",
    }
}

/// A row of the ledger, as staff reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Movement {
    /// Its id.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub kind: ChangeKind,
    /// How many pieces more; negative for less.
    pub quantity: i64,
    /// What was there then.
    pub stock_after: i64,
    /// The article number.
    pub sku: String,
    /// The product.
    pub product_id: ProductId,
    /// The product's name.
    pub product: String,
    /// What sets the variant apart.
    pub variant: String,
    /// The number of the order it belongs to.
    pub order_number: Option<i64>,
    /// What was written about it.
    pub note: String,
    /// Who did it; nobody for what follows from an order.
    pub member: Option<String>,
}

impl Movement {
    /// Product and variant in one line.
    pub fn name(&self) -> String {
        full_name(&self.product, &self.variant)
    }
}

/// What a product has sold and how much of it there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProductFigures {
    /// Which.
    pub product_id: ProductId,
    /// Its name.
    pub name: String,
    /// Pieces there are, of all variants.
    pub stock: i64,
    /// Pieces sold and kept.
    pub sold: i64,
    /// What came in for them.
    pub revenue: Money,
    /// Orders it was in.
    pub order_count: i64,
    /// How much there is of its scarcest variant.
    pub stock_status: Supply,
    /// Whether more should be ordered now.
    pub reorder: bool,
    /// Pieces sold for each piece that is there; nothing while there is none.
    pub turnover: Option<f64>,
}

/// The summary of a business's stock and sales.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// ISO 4217 code of every amount, which are in its smallest unit.
    pub currency: String,
    /// Products on sale.
    pub total_products: i64,
    /// Pieces there are.
    pub total_stock: i64,
    /// Products on sale of whose scarcest variant there is little.
    pub low_stock_count: i64,
    /// Products on sale that have a variant of which there is none.
    pub out_of_stock_count: i64,
    /// Pieces sold and kept, also of products that are put away.
    pub units_sold: i64,
    /// What came in for them.
    pub revenue: Money,
    /// Every product on sale, by name.
    pub products: Vec<ProductFigures>,
    /// The ten of which most pieces were sold, also when they are put away.
    pub top_by_units: Vec<ProductFigures>,
    /// The ten for which most came in, also when they are put away.
    pub top_by_revenue: Vec<ProductFigures>,
}

/// What is known of a product before figures are made of it: a row of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct ProductSums {
    /// Which.
    pub product_id: i64,
    /// Its name.
    pub name: String,
    /// Whether it is on sale.
    pub state: ProductState,
    /// Pieces there are of the variants that are offered.
    pub stock: i64,
    /// Pieces of the scarcest of them.
    pub least: i64,
    /// By how many the one that is nearest to its threshold is above it.
    pub spare: i64,
    /// Pieces sold and kept.
    pub sold: i64,
    /// What came in for them.
    pub revenue: Money,
    /// Orders it was in.
    pub orders: i64,
}

/// What is known of a variant when it is asked whether more should be ordered: a row of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Demand {
    /// Which.
    pub variant_id: VariantId,
    /// The product it is one of.
    pub product_id: ProductId,
    /// The article number.
    pub sku: String,
    /// The product's name.
    pub product: String,
    /// What sets it apart.
    pub variant: String,
    /// Pieces there are.
    pub stock: i64,
    /// So few are low.
    pub threshold: i64,
    /// Days from ordering at the supplier to having it.
    pub lead_days: i64,
    /// Pieces sold and kept in the last days that are looked at.
    pub sold: i64,
    /// When its stock changed for the first time.
    pub since: Option<Timestamp>,
}

impl Demand {
    /// Product and variant in one line.
    pub fn name(&self) -> String {
        full_name(&self.product, &self.variant)
    }
}

/// So many should be ordered, and the arithmetic behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Of what.
    pub demand: Demand,
    /// Pieces sold a day.
    pub a_day: f64,
    /// Days until nothing is left; nothing when none are sold.
    pub lasts_days: Option<i64>,
    /// How many to order now; 0 when there is enough.
    pub quantity: i64,
    /// Days of sales that were looked at.
    pub days: i64,
    /// Pieces sold until what is ordered now would come.
    pub until_it_comes: i64,
    /// Pieces sold in the time that an order is to last.
    pub cover: i64,
}

impl Proposal {
    /// What should be there when the next order is made.
    pub const fn least(&self) -> i64 {
        self.until_it_comes + self.demand.threshold
    }
}

choice! {
    /// Which variants a list shows.
    pub enum Show {
        /// Those of which more should be ordered, the most pressing first.
        Order = "order" "To order",
        /// Those of which there is little.
        Low = "low" "Low",
        /// Those of which there is none.
        Out = "out" "Out of stock",
        /// All on sale, the scarcest first.
        All = "all" "All variants",
    }
}

/// How many variants on sale there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Supplies {
    /// All of them.
    pub variants: i64,
    /// Those of which there is little.
    pub low: i64,
    /// Those of which there is none.
    pub sold_out: i64,
}
