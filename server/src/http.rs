//! The router and its layers, from the outside in: numbers, panics, security, then per group time, size and compression.

use crate::state::State;
use crate::{address, api, assets, clock, files, forms, health, journeys, live, payments, security, shop, sms, telemetry, theme};
use app::multipart::WITH_PICTURES;
use app::routes;
use app::shell::{App, shell};
use axum::Router;
use axum::body::Body;
use axum::extract::{self, DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, Method, StatusCode};
use http_body_util::{BodyExt, Limited};
use leptos_axum::{LeptosRoutes, generate_route_list};
use std::any::Any;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;

/// The most a request may carry, and the most one with files.
pub(crate) const BODY_BYTES: usize = 1024 * 1024;
const UPLOAD_BYTES: usize = 26 * 1024 * 1024;
/// So much of what is refused is still read, for so long.
const REFUSED_BYTES: usize = 64 * 1024 * 1024;
const REFUSED_TIME: Duration = Duration::from_secs(20);

/// Everything Stoa answers.
pub fn router(state: State) -> Router {
    let context = {
        let state = state.clone();
        move || {
            app::session::provide(state.services.clone());
            security::allow_inline_script(&state.config);
        }
    };
    let document = {
        let options = state.leptos.clone();
        move || shell(options.clone())
    };
    let not_found = leptos_axum::render_app_async_with_context(context.clone(), document.clone());
    let pages = Router::new()
        .leptos_routes_with_context(&state, generate_route_list(App), context, document)
        .route(routes::THEME, post(theme::choose))
        .route(routes::FILES, post(files::upload))
        .route("/files/{token}", get(files::download))
        .route("/pictures/{token}", get(shop::picture))
        .route("/a/{token}/appointment.ics", get(shop::appointment))
        .route(routes::PRODUCTS_FILE, get(shop::products))
        .route(routes::FIGURES_FILE, get(shop::figures))
        .route("/admin/journeys/{journey}/file", get(journeys::export))
        .fallback(|request: Request| async move { fallback(request, not_found).await })
        .layer(from_fn_with_state(state.clone(), forms::find_typed))
        .layer(from_fn_with_state(state.clone(), forms::keep_typed))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(1024).and(NotForContentType::IMAGES)))
        .layer(from_fn_with_state(state.clone(), bounded))
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)));
    let plain = Router::new()
        .route("/pkg/{version}/{file}", get(assets::built))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .merge(payments::routes())
        .merge(sms::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(10)));
    let tests = if state.config.test_clock { Router::new().route("/test/clock", post(clock::advance)) } else { Router::new() };
    pages
        .merge(plain)
        .merge(tests)
        .merge(api::routes())
        .merge(live::routes(state.services.clone(), state.stopping.clone(), state.config.test_crowd))
        .layer(from_fn_with_state(state.clone(), security::same_origin))
        .layer(from_fn_with_state(state.clone(), address::find))
        .layer(from_fn_with_state(state.clone(), security::headers))
        .layer(CatchPanicLayer::custom(|panic| failed(&panic)))
        .layer(from_fn(telemetry::observe))
        .with_state(state)
}

/// A file at the top, or the page that says there is nothing here.
async fn fallback<F: Future<Output = Response>>(request: Request, page: impl FnOnce(Request) -> F) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) || request.uri().path().starts_with("/api/") {
        return (StatusCode::NOT_FOUND, "There is nothing at this address.").into_response();
    }
    match assets::loose(request.uri().path(), request.headers()) {
        Some(file) => file,
        None => page(request).await,
    }
}

/// Cuts off bodies that are too long: 1 MB, or 26 MB when files are sent. A form with pictures that are too large together comes back with what was typed.
///
/// A browser hears an answer when it has sent all it had: what is refused is read to its end and thrown away. What does not end is cut off.
async fn bounded(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let (most, words) = if has_files(&request) { (UPLOAD_BYTES, "26 MB") } else { (BODY_BYTES, "1 MB") };
    if header(&request, CONTENT_LENGTH).and_then(|v| v.parse::<usize>().ok()).is_some_and(|bytes| bytes > most) {
        let request = request.map(|body| Body::new(Limited::new(body, REFUSED_BYTES)));
        let form = async {
            if WITH_PICTURES.contains(&request.uri().path()) && header(&request, ACCEPT).is_some_and(|v| v.contains("text/html")) {
                return forms::too_large(&state, request, words).await;
            }
            let mut rest = request.into_body();
            while matches!(rest.frame().await, Some(Ok(_))) {}
            None
        };
        let back = tokio::time::timeout(REFUSED_TIME, form).await.ok().flatten();
        return back.unwrap_or_else(|| (StatusCode::PAYLOAD_TOO_LARGE, format!("This is larger than {words}. Send less at once.")).into_response());
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most)))).await
}

fn has_files(request: &Request) -> bool {
    request.uri().path() == routes::FILES || header(request, CONTENT_TYPE).is_some_and(|v| v.starts_with("multipart/form-data"))
}

fn header(request: &Request, name: HeaderName) -> Option<&str> {
    request.headers().get(name)?.to_str().ok()
}

fn failed(panic: &(dyn Any + Send)) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = words, "a request failed");
    (StatusCode::INTERNAL_SERVER_ERROR, stoa::Error::Internal.to_string()).into_response()
}
