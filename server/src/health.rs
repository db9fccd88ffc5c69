//! What machines ask: is it alive, can it work, how is it doing.

use crate::pulse::Pulse;
use crate::state::State;
use crate::telemetry;
use app::session::ClientAddress;
use axum::Extension;
use axum::extract;
use axum::response::{IntoResponse, Response};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use std::time::Instant;
use stoa::platform::{jobs, redis, secret};

/// `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// `/readyz`: so do the database and, where there is one, Redis; its background work goes on, and the process is not about to stop.
pub async fn ready(extract::State(state): extract::State<State>) -> (StatusCode, String) {
    let mut away = Vec::new();
    if *state.stopping.borrow() {
        away.push("stopping");
    }
    if Pulse::of(&state.services).is_lost(Instant::now()) {
        away.push("the runner of background work stands still");
    }
    if !state.services.db().is_ready().await {
        away.push("the database does not answer");
    }
    if let Some(url) = &state.config.redis_url
        && redis::ping(url).await.is_err()
    {
        away.push("Redis does not answer");
    }
    if away.is_empty() { (StatusCode::OK, "ready".into()) } else { (StatusCode::SERVICE_UNAVAILABLE, away.join("; ")) }
}

/// `/metrics`, for this machine, or for who has the token.
pub async fn metrics(extract::State(state): extract::State<State>, Extension(from): Extension<ClientAddress>, headers: HeaderMap) -> Response {
    // A proxy on this machine is loopback too, but says for whom it asks.
    let is_local = from.0.is_loopback() && !headers.contains_key("x-forwarded-for");
    let given = headers.get(AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer ")).unwrap_or_default();
    let has_token = state.config.metrics_token.as_ref().is_some_and(|token| secret::hash(token) == secret::hash(given));
    if !is_local && !has_token {
        return (StatusCode::FORBIDDEN, "Set STOA_METRICS_TOKEN and send it as Authorization: Bearer.").into_response();
    }
    let due = jobs::count_due(state.services.db(), state.services.now()).await;
    let dead = jobs::count_dead(state.services.db()).await;
    if let (Ok(due), Ok(dead)) = (due, dead) {
        telemetry::set_jobs(due, dead);
    }
    state.metrics.run_upkeep();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics.render()).into_response()
}
