//! How answers look: what was asked for, or `{"error": {"kind", "message", "fields"}}` with a sentence for each field.

use crate::answers;
use axum::Json;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::RETRY_AFTER;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use stoa::Error;

/// An answer, or why there is none.
pub type Answer = Result<Response, Refusal>;

/// What went wrong, as other programs read it.
#[derive(Debug)]
pub struct Refusal(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = answers::status(&self.0);
        let (kind, fields) = match &self.0 {
            Error::NotFound => ("not_found", Map::new()),
            Error::Invalid(fields) => ("invalid", fields.iter().map(|f| (f.field.clone(), Value::from(f.message.clone()))).collect()),
            Error::Denied(_) => ("denied", Map::new()),
            Error::Conflict(_) => ("conflict", Map::new()),
            Error::TooMany(_) => ("too_many", Map::new()),
            Error::Internal => ("internal", Map::new()),
        };
        let mut response = (status, Json(json!({ "error": { "kind": kind, "message": self.0.to_string(), "fields": fields } }))).into_response();
        if let Error::TooMany(seconds) = self.0 {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What was asked for.
pub fn found(body: impl IntoResponse) -> Answer {
    Ok(body.into_response())
}

/// Reads a body of JSON.
///
/// # Errors
/// `Invalid` names the field that cannot be read, or `body`.
pub fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut json).map_err(|fault| {
        let path = fault.path().to_string();
        let field = if path == "." || path == "?" { "body" } else { path.as_str() };
        Error::field(field, format!("{field}: this cannot be read, {}.", fault.inner()))
    })
}
