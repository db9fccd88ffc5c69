//! What providers of payments call, at addresses whose last part nobody can guess, and the invoice of an order.

use crate::answers::{refuse, saved};
use crate::state::State;
use app::routes;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, DefaultBodyLimit, Path};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{CACHE_CONTROL, LOCATION};
use http::{HeaderMap, StatusCode};
use serde_json::json;
use stoa::error::Result;
use stoa::kernel::ids::{BusinessId, PaymentId, RefundId};
use stoa::payments::actions;

/// What a provider says is short; who says more is none.
const MOST_BYTES: usize = 64 * 1024;

/// The addresses that providers call.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/api/pay/phone/{business}/{payment}/{mark}", post(phone))
        .route("/api/pay/returned/{business}/{refund}/{mark}", post(returned))
        .route("/api/pay/notices/{business}/{mark}", post(notice))
        .route("/api/pay/back/{business}/{payment}/{mark}", get(back))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .route("/o/{token}/invoice", get(invoice))
}

/// Safaricom about a request on a phone.
async fn phone(extract::State(state): extract::State<State>, Path((business, payment, mark)): Path<(i64, i64, String)>, body: Bytes) -> Response {
    taken(actions::mpesa_called(&state.services, BusinessId(business), PaymentId(payment), &mark, &body).await)
}

/// Safaricom about a reversal.
async fn returned(extract::State(state): extract::State<State>, Path((business, refund, mark)): Path<(i64, i64, String)>, body: Bytes) -> Response {
    taken(actions::mpesa_returned(&state.services, BusinessId(business), RefundId(refund), &mark, &body).await)
}

/// A webhook of PayPal.
async fn notice(extract::State(state): extract::State<State>, Path((business, mark)): Path<(i64, String)>, headers: HeaderMap, body: Bytes) -> Response {
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    taken(actions::paypal_called(&state.services, BusinessId(business), &mark, header, &body).await)
}

/// A payer comes back from PayPal.
async fn back(extract::State(state): extract::State<State>, Path((business, payment, mark)): Path<(i64, i64, String)>) -> Response {
    match actions::came_back(&state.services, BusinessId(business), PaymentId(payment), &mark).await {
        Ok(token) => (StatusCode::SEE_OTHER, [(LOCATION, routes::order(&token)), (CACHE_CONTROL, "private, no-store".to_owned())]).into_response(),
        Err(error) => refuse(error),
    }
}

/// The invoice of an order, for whoever has its link.
async fn invoice(extract::State(state): extract::State<State>, Path(token): Path<String>) -> Response {
    match actions::invoice_by_link(&state.services, &token).await {
        Ok((name, bytes)) => saved("application/pdf", &name, bytes),
        Err(error) => refuse(error),
    }
}

/// What every provider understands: it is taken. Whether it is true is found out later.
fn taken(outcome: Result<()>) -> Response {
    match outcome {
        Ok(()) => axum::Json(json!({ "ResultCode": 0, "ResultDesc": "Accepted" })).into_response(),
        Err(error) => refuse(error),
    }
}
