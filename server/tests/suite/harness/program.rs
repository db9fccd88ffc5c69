//! Other programs that ask `/api/public`.

use super::{Browser, Site};
use http::Method;
use serde_json::Value;
use stoa::businesses::model::Business;

/// An address of a business for other programs.
pub fn address(business: &Business, rest: &str) -> String {
    format!("/api/public/{}{rest}", business.invite_code)
}

/// Sends something under a key of its own.
pub async fn send(browser: &Browser<'_>, path: &str, key: &str, body: impl Into<reqwest::Body>) -> (u16, Value) {
    let request = browser.request(Method::POST, path).header("idempotency-key", key).header("content-type", "application/json").body(body);
    let answer = browser.send(request).await;
    (answer.status, serde_json::from_str(&answer.text()).unwrap_or_else(|e| panic!("{e}: {}", answer.text())))
}

/// What an address says.
pub async fn get(site: &Site, path: &str) -> (u16, Value) {
    let answer = site.browser("").get(path).await;
    (answer.status, serde_json::from_str(&answer.text()).unwrap_or(Value::Null))
}
