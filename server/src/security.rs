//! What a browser may do with our pages, and from where it may change anything.

use crate::config::Config;
use crate::state::State;
use app::chats::visitor::MAY_FRAME;
use axum::extract::{self, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Microphone and camera are for calls; the browser asks first.
const PERMISSIONS: &str = "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()";

/// The content security policy; `nonce` is that of the page's own inline script and style.
pub fn policy(config: &Config, nonce: Option<&str>) -> String {
    let nonce = nonce.map(|n| format!(" 'nonce-{n}'")).unwrap_or_default();
    let scheme = if config.is_https() { "wss" } else { "ws" };
    let mut connect = format!("'self' {scheme}://{}", config.public_host());
    if std::env::var_os("LEPTOS_WATCH").is_some() {
        connect.push_str(" ws://127.0.0.1:3001");
    }
    format!(
        "default-src 'self'; script-src 'self'{nonce} 'wasm-unsafe-eval'; style-src 'self'{nonce}; img-src 'self' data: blob:; connect-src {connect}; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Lets the inline script of the page that is being rendered run: its nonce is new for every page.
pub fn allow_inline_script(config: &Config) {
    let nonce = leptos::nonce::use_nonce();
    if let (Some(response), Ok(policy)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&policy(config, nonce.as_deref()))) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Adds the headers that every answer has.
pub async fn headers(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Some(ancestors) = headers.remove(MAY_FRAME) {
        let_stand_in_frames(headers, &ancestors);
    }
    let mut set = |name: HeaderName, value: &str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_str(value).expect("a plain value"));
        }
    };
    set(CONTENT_SECURITY_POLICY, &policy(&state.config, None));
    set(CACHE_CONTROL, "private, no-cache");
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if state.config.is_https() {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// The one page that other pages may show in a frame: those its business named, and our own.
fn let_stand_in_frames(headers: &mut HeaderMap, ancestors: &HeaderValue) {
    let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|v| v.to_str().ok()).zip(ancestors.to_str().ok());
    let policy = policy.map(|(policy, ancestors)| policy.replace("frame-ancestors 'none'", &format!("frame-ancestors {ancestors}")));
    if let Some(Ok(policy)) = policy.map(|policy| HeaderValue::from_str(&policy)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
        // Also where the page around it shuts out everything that does not say so.
        headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
        headers.insert(HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("credentialless"));
    }
}

/// Refuses what another site makes a browser send: every unsafe method, and the socket.
pub async fn same_origin(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // No cookie counts there: what another site sends is worth no more than what a program sends.
    if request.uri().path().starts_with(crate::api::PUBLIC) {
        return next.run(request).await;
    }
    if (changes || request.uri().path() == app::routes::LIVE) && !is_ours(request.headers(), state.config.public_host()) {
        let words = "This request came from another site and was refused. Open the page from its own address and try again.";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    next.run(request).await
}

/// Browsers say where a request comes from; programs say nothing and carry no cookie of somebody else.
fn is_ours(headers: &HeaderMap, public_host: &str) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(&ORIGIN) {
        None => true,
        Some(origin) => origin.split_once("://").is_some_and(|(_, host)| Some(host) == text(&HOST) || host == public_host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_ours_with(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap = pairs.iter().map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v))).collect();
        is_ours(&headers, "help.example.com")
    }

    #[test]
    fn only_our_own_pages_and_programs_may_change_anything() {
        assert!(is_ours_with(&[]));
        assert!(is_ours_with(&[("sec-fetch-site", "same-origin"), ("origin", "http://a")]));
        assert!(is_ours_with(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(is_ours_with(&[("origin", "https://help.example.com"), ("host", "10.0.0.7:3000")]));
        assert!(!is_ours_with(&[("sec-fetch-site", "cross-site"), ("host", "help.example.com")]));
        assert!(!is_ours_with(&[("sec-fetch-site", "same-site")]));
        assert!(!is_ours_with(&[("origin", "https://evil.example"), ("host", "help.example.com")]));
        assert!(!is_ours_with(&[("origin", "null"), ("host", "help.example.com")]));
    }
}
