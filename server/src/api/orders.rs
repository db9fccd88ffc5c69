//! Orders that other programs place and follow.

use super::answer::{Answer, found, read};
use super::{business, key, look};
use crate::state::State;
use app::session::ClientAddress;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{self, Extension, Path};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use stoa::orders::actions::{self as orders, OutsideDraft};
use stoa::orders::model::{Opened, number_text};
use stoa::payments::actions as payments;

/// `POST …/orders` with a header `Idempotency-Key`: 201 with the new order, 200 with the one that this key made before.
pub async fn place(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let (_, visitor) = business(&state, &code).await?;
    let draft: OutsideDraft = read(&body)?;
    let (order, is_new) = payments::place_outside(&state.services, &visitor, &from.0.to_string(), key(&headers), &draft).await?;
    let opened = orders::find_by_link(&state.services, &order.token).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    found((status, Json(shown(&state, &opened))))
}

/// `GET …/orders/{token}`: how far an order has come, for whoever has its link.
pub async fn show(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path((code, token)): Path<(String, String)>,
) -> Answer {
    let (_, visitor) = look(&state, from, &code).await?;
    let opened = orders::find_of_business(&state.services, &visitor, &token).await?;
    found(Json(shown(&state, &opened)))
}

/// Amounts in the smallest unit, times in milliseconds since 1970.
fn shown(state: &State, opened: &Opened) -> Value {
    let order = &opened.order;
    let lines: Vec<Value> =
        opened.lines.iter().map(|l| json!({ "sku": l.sku, "name": l.name(), "price": l.price.0, "quantity": l.quantity, "refunded": l.returned })).collect();
    json!({
        "number": number_text(order.number), "token": order.token, "link": format!("{}{}", state.services.url(), app::routes::order(&order.token)),
        "status": order.status.word(), "method": order.method.word(), "currency": order.currency, "total": order.total.0, "paid": order.paid.0,
        "refunded": order.refunded.0, "placed_at": order.placed_at.0, "lines": lines,
    })
}
