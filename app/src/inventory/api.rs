//! What admins send about stock.

use crate::error::Result;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::kernel::ids::{ProductId, VariantId};

/// Adds what came from the supplier; one field for each variant.
#[server]
pub async fn restock(#[server(default)] more: HashMap<String, String>, #[server(default)] note: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    let typed: Vec<(VariantId, String)> = more.into_iter().filter_map(|(id, many)| Some((id.parse().ok()?, many))).collect();
    stoa::inventory::actions::restock(&services, &who, &typed, &note).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_STOCK, "restocked"));
    Ok(())
}

/// What little is left of in words, and where whoever may restocks it.
#[server]
pub async fn describe_low_stock(variant: VariantId) -> Result<(String, String)> {
    let (services, identity) = (crate::session::services(), crate::session::identity().await?);
    let item = stoa::inventory::actions::find_item(&services, &identity.agent()?, variant).await?;
    let words = stoa::inventory::rules::low_words(&item.name(), item.variant.stock);
    let page = identity.admin().map_or_else(|_| String::new(), |_| crate::routes::stock_of(&item.variant.sku));
    Ok((words, page))
}

/// Sets a stock to what was counted.
#[server]
pub async fn correct_stock(product: ProductId, variant: VariantId, counted: String, note: String) -> Result<()> {
    stoa::inventory::actions::correct(&crate::session::services(), &crate::session::admin().await?, variant, &counted, &note).await?;
    leptos_axum::redirect(&format!("{}#variants", crate::notes::done(&crate::routes::admin_product(product), "counted")));
    Ok(())
}
