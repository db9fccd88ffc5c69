//! What other programs may ask of a business, addressed by its invite code: `/api/public/{invite_code}/…`, JSON in and out, from any site.
//! No cookie counts here, so nobody's rights can be borrowed.

mod answer;
mod appointments;
mod catalog;
mod orders;

use crate::state::State;
use answer::{Answer, Refusal, found};
use app::session::ClientAddress;
use axum::extract::{self, DefaultBodyLimit, Extension, Path};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, Method, StatusCode};
use serde_json::json;
use std::time::Duration;
use stoa::accounts::Visitor;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::kernel::text::IDEMPOTENCY_KEY;
use stoa::platform::limits;
use stoa::{Error, Result};
use tower_http::cors::{Any, CorsLayer};
use tower_http::timeout::TimeoutLayer;

/// The beginning of all their addresses.
pub const PUBLIC: &str = "/api/public/";
const BODY_BYTES: usize = 64 * 1024;

/// The routes and their layers.
pub fn routes() -> Router<State> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([CONTENT_TYPE, HeaderName::from_static(IDEMPOTENCY_KEY)])
        .max_age(Duration::from_secs(3600));
    let all = Router::new()
        .route("/{invite_code}", get(about))
        .route("/{invite_code}/products", get(catalog::list))
        .route("/{invite_code}/products/{slug}", get(catalog::show))
        .route("/{invite_code}/orders", post(orders::place))
        .route("/{invite_code}/orders/{token}", get(orders::show))
        .route("/{invite_code}/services", get(appointments::services))
        .route("/{invite_code}/services/{service}/slots", get(appointments::slots))
        .route("/{invite_code}/appointments", post(appointments::book))
        .route("/{invite_code}/appointments/{token}", get(appointments::show))
        .fallback(nothing)
        .method_not_allowed_fallback(answer::wrong_method)
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(30)))
        .layer(cors);
    Router::new().nest(PUBLIC.trim_end_matches('/'), all)
}

/// Nothing is at this address.
async fn nothing() -> Refusal {
    Error::NotFound.into()
}

/// `GET /api/public/{invite_code}`: whose address this is, in which currency it sells and in which zone it lives.
async fn about(extract::State(state): extract::State<State>, Extension(from): Extension<ClientAddress>, Path(code): Path<String>) -> Answer {
    let (business, _) = look(&state, from, &code).await?;
    found(Json(json!({ "name": business.name, "currency": business.currency, "time_zone": business.time_zone })))
}

/// The business with this invite code, and whoever looks at it.
async fn business(state: &State, code: &str) -> Result<(Business, Visitor)> {
    let business = businesses::find_by_invite_code(&state.services, code).await?.ok_or(Error::NotFound)?;
    let visitor = Visitor::of(&business);
    Ok((business, visitor))
}

/// The same for whoever only reads, which counts.
async fn look(state: &State, from: ClientAddress, code: &str) -> Result<(Business, Visitor)> {
    state.services.limits().check(limits::PROGRAM_FROM, &from.0.to_string())?;
    business(state, code).await
}

/// What the sender calls what it sends.
fn key(headers: &HeaderMap) -> &str {
    headers.get(IDEMPOTENCY_KEY).and_then(|v| v.to_str().ok()).map_or("", str::trim)
}
