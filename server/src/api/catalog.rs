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
use stoa::catalog::model::{PAGE, ProductLine, Variant};
use stoa::kernel::page::{Cursor, Page};

/// Which products, and how many of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Words to search for.
    q: Option<String>,
    /// The word of a group.
    category: Option<String>,
    /// What the page before ended with.
    after: Option<String>,
    /// How many at most.
    limit: Option<usize>,
}

/// `GET …/products?category=&after=&limit=`: what is on sale, newest first, a page at a time. `GET …/products?q=&limit=`: what fits some words, the best
/// first, on one page.
pub async fn list(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path(code): Path<String>,
    asked: Result<Query<Asked>, extract::rejection::QueryRejection>,
) -> Answer {
    let (business, visitor) = look(&state, from, &code).await?;
    let Query(asked) = asked.map_err(|_| Error::field("query", "Ask with q, category, after and limit, which is a number."))?;
    let limit = asked.limit.unwrap_or(PAGE);
    if !(1..=PAGE).contains(&limit) {
        return Err(Error::field("limit", format!("limit: ask for 1 to {PAGE} at once.")).into());
    }
    let after = match &asked.after {
        Some(text) => Some(text.parse::<Cursor>().map_err(|()| Error::field("after", "after: send what the page before gave as “next”."))?),
        None => None,
    };
    let page = match asked.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        Some(_) if after.is_some() || asked.category.is_some() => {
            return Err(Error::field("q", "q: what is searched for is on one page and of every group. Leave out category and after.").into());
        }
        Some(words) => {
            let mut items = catalog::search(&state.services, &visitor, &from.0.to_string(), words).await?;
            items.truncate(limit);
            Page { items, next: None }
        }
        None => {
            let page = catalog::browse(&state.services, &visitor, asked.category.as_deref(), after).await?.page;
            let is_cut = limit < page.items.len();
            if is_cut { Page::cut(page.items, limit, |p| Cursor { key: p.created_at.0, id: p.id.0 }) } else { page }
        }
    };
    let line = |p: &ProductLine| {
        json!({
            "slug": p.slug, "name": p.name, "category": p.category, "price_from": p.price_from.0, "price_to": p.price_to.0,
            "available": p.available.max(0), "picture": p.picture.as_ref().map(|token| app::routes::picture(token)),
        })
    };
    let items: Vec<Value> = page.items.iter().map(line).collect();
    let next = page.next.map(|cursor| cursor.to_string());
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
