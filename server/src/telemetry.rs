//! What operators see: one log line per request, and numbers by route. Never names, addresses, message texts or anything after the `?`.

use crate::config::Config;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Instant;
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

/// Starts logging: for people on a terminal, as JSON anywhere else. A second call changes nothing.
pub fn start(config: &Config) {
    // sqlx logs every slow statement with its text, which may hold what people wrote.
    let filter = EnvFilter::try_new(format!("sqlx=error,{}", config.log)).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started =
        if std::io::stderr().is_terminal() { builder.compact().try_init() } else { builder.json().flatten_event(true).with_span_list(false).try_init() };
    drop(started);
}

/// The numbers of this process.
pub fn metrics() -> PrometheusHandle {
    static NUMBERS: OnceLock<PrometheusHandle> = OnceLock::new();
    NUMBERS
        .get_or_init(|| {
            let builder = PrometheusBuilder::new().set_buckets(&[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0]).expect("there are buckets");
            builder.install_recorder().expect("numbers are recorded once per process")
        })
        .clone()
}

/// Counts, times and logs a request, and gives its answer the id under which the log has it.
pub async fn observe(request: Request, next: Next) -> Response {
    // The template, not the path: paths of some pages are secrets.
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |m| m.as_str().to_owned());
    let (method, id, started) = (request.method().clone(), uuid::Uuid::now_v7().to_string(), Instant::now());
    let span = tracing::info_span!("request", id, %method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, seconds) = (response.status().as_u16(), started.elapsed().as_secs_f64());
    counter!("stoa_requests_total", "method" => method.to_string(), "route" => route.clone(), "status" => status.to_string()).increment(1);
    histogram!("stoa_request_seconds", "route" => route.clone()).record(seconds);
    let milliseconds = (seconds * 1e4).round() / 10.0;
    let is_quiet = route.starts_with("/pkg/") || route == "/healthz" || route == "/readyz" || route == "/metrics";
    span.in_scope(|| match status {
        500.. => tracing::warn!(status, milliseconds, "answered"),
        _ if is_quiet => tracing::debug!(status, milliseconds, "answered"),
        _ => tracing::info!(status, milliseconds, "answered"),
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Sets how many jobs are due and how many were given up, just before the numbers are read.
pub fn set_jobs(due: i64, dead: i64) {
    gauge!("stoa_jobs_due").set(due as f64);
    gauge!("stoa_jobs_dead").set(dead as f64);
}
