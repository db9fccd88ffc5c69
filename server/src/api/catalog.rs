//! What a business sells, as other programs read it. Amounts are in the smallest unit of the currency.

use super::answer::{Answer, found};
use super::look;
use crate::state::State;
use app::session::ClientAddress;
use axum::Json;
use axum::extract::{self, Extension, Path, Query};
use serde::Deserialize;
use serde_json::{Value, json};
use stoa::Error;
use stoa::catalog::actions as catalog;
use stoa::catalog::model::{ProductLine, Variant};
use stoa::kernel::page::Cursor;

/// Which page of a list.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The word of a group.
    category: Option<String>,
    /// What the page before ended with.
    after: Option<String>,
}

/// `GET …/products?category=&after=`: what is on sale, newest first, a page at a time.
pub async fn list(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (business, visitor) = look(&state, from, &code).await?;
    let after = match &asked.after {
        Some(text) => Some(text.parse::<Cursor>().map_err(|()| Error::field("after", "after: send what the page before gave as “next”."))?),
        None => None,
    };
    let shop = catalog::browse(&state.services, &visitor, asked.category.as_deref(), after).await?;
    let line = |p: &ProductLine| {
        json!({
            "slug": p.slug, "name": p.name, "category": p.category, "price_from": p.price_from.0, "price_to": p.price_to.0,
            "available": p.available.max(0), "picture": p.picture.as_ref().map(|token| app::routes::picture(token)),
        })
    };
    let items: Vec<Value> = shop.page.items.iter().map(line).collect();
    let next = shop.page.next.map(|cursor| cursor.to_string());
    found(Json(json!({ "currency": business.currency, "products": items, "next": next })))
}

/// `GET …/products/{slug}`: one product with the article numbers that can be ordered.
pub async fn show(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path((code, slug)): Path<(String, String)>,
) -> Answer {
    let (business, visitor) = look(&state, from, &code).await?;
    let whole = catalog::show(&state.services, &visitor, &slug).await?;
    let variant = |v: &Variant| json!({ "sku": v.sku, "name": v.name, "price": v.price.0, "available": v.available().max(0) });
    found(Json(json!({
        "slug": whole.product.slug, "name": whole.product.name, "description": whole.product.description,
        "category": whole.shelf.map(|s| s.name), "currency": business.currency,
        "pictures": whole.pictures.iter().map(|p| json!({ "path": app::routes::picture(&p.token), "alt": p.alt })).collect::<Vec<_>>(),
        "variants": whole.variants.iter().map(variant).collect::<Vec<_>>(),
    })))
}
