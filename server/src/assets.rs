//! Scripts, styles and icons, in the binary together with their compressed forms.
//!
//! What the build made lies under `/pkg/VERSION/`, VERSION being a hash over all of it: browsers keep it for ever, and a new build has new addresses.

use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use http::{HeaderMap, StatusCode};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::fmt::Write;
use std::sync::{LazyLock, OnceLock};
use stoa::platform::secret;

/// How to get at the files that [`embed`] named.
struct Site {
    get: fn(&str) -> Option<EmbeddedFile>,
    names: fn() -> Vec<String>,
}

static SITE: OnceLock<Site> = OnceLock::new();

/// Serves these files from now on; before, there are none. They are the binary's, so that this library need not wait until they are made.
pub fn embed<Files: RustEmbed>() {
    SITE.get_or_init(|| Site { get: Files::get, names: || Files::iter().map(Into::into).collect() });
}

fn find(name: &str) -> Option<EmbeddedFile> {
    SITE.get().and_then(|site| (site.get)(name))
}

/// The folder of `target/site` that holds what the build made.
const PKG: &str = "pkg";

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = SITE.get().map(|site| (site.names)()).unwrap_or_default();
    names.retain(|name| name.starts_with(PKG));
    names.sort();
    let mut sum = String::new();
    for file in names.iter().filter_map(|name| find(name)) {
        sum.push_str(&hex(&file));
    }
    secret::hash(&sum)[..12].to_owned()
});

/// The folder under which this build serves its scripts and styles: `pkg/3f2a…`.
pub fn folder() -> String {
    format!("{PKG}/{}", *VERSION)
}

/// Whether this build has its scripts and styles in it.
pub fn are_built() -> bool {
    find("pkg/stoa.css").is_some()
}

/// `/pkg/{version}/{file}`.
pub async fn built(Path((version, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    // Built by plain cargo, Leptos asks for the name that wasm-bindgen gives; cargo-leptos writes it without the ending.
    let file = file.replace("_bg.wasm", ".wasm");
    let forever = version == *VERSION && !cfg!(debug_assertions);
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    respond(&format!("{PKG}/{file}"), &headers, cache).unwrap_or_else(|| (StatusCode::NOT_FOUND, "There is no such file in this version.").into_response())
}

/// A file that lies at the top: icon, manifest.
pub fn loose(path: &str, headers: &HeaderMap) -> Option<Response> {
    let name = path.strip_prefix('/')?;
    if name.is_empty() || name.starts_with(PKG) {
        return None;
    }
    let mut file = respond(name, headers, "public, max-age=3600")?;
    if path == app::routes::WIDGET {
        // Meant for any page, also one that shuts out whatever does not say so.
        file.headers_mut().insert("cross-origin-resource-policy", "cross-origin".parse().expect("a known value"));
    }
    Some(file)
}

fn respond(name: &str, headers: &HeaderMap, cache: &'static str) -> Option<Response> {
    let plain = find(name)?;
    let (file, encoding) = compressed(name, headers).unwrap_or((plain, None));
    let etag = format!("\"{}\"", &hex(&file)[..32]);
    let seen = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(&etag));
    let mut response = if seen { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(file.data).into_response() };
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, content_type(name).parse().expect("a known type"));
    out.insert(CACHE_CONTROL, cache.parse().expect("a known value"));
    out.insert(VARY, "accept-encoding".parse().expect("a known value"));
    out.insert(ETAG, etag.parse().expect("hex digits"));
    if let Some(encoding) = encoding.filter(|_| !seen) {
        out.insert(CONTENT_ENCODING, encoding.parse().expect("a known value"));
    }
    Some(response)
}

/// The form the browser takes that was made beside the file at build time.
fn compressed(name: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted = headers.get(ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |coding: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(coding) && !part.replace(' ', "").ends_with("q=0"));
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| takes(coding))
        .find_map(|(coding, end)| Some((find(&format!("{name}.{end}"))?, Some(coding))))
}

fn hex(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
