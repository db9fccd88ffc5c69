//! How answers look: what was asked for, or `{"error": {"kind", "message", "fields"}}` with a sentence for each field.

use crate::answers;
use axum::Json;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::header::RETRY_AFTER;
use http::{HeaderValue, Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use stoa::Error;
use stoa::error::Fault;

/// An answer, or why there is none.
pub type Answer = Result<Response, Refusal>;

/// What went wrong, as other programs read it.
#[derive(Debug)]
pub struct Refusal(Fault);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error.into())
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Fault { error, field } = self.0;
        let (kind, fields) = match &error {
            Error::NotFound => ("not_found", Map::new()),
            Error::Invalid(fields) => ("invalid", fields.iter().map(|f| (f.field.clone(), Value::from(f.message.clone()))).collect()),
            Error::Denied(_) => ("denied", Map::new()),
            Error::Conflict(why) => ("conflict", field.into_iter().map(|field| (field, Value::from(why.clone()))).collect()),
            Error::TooMany(_) => ("too_many", Map::new()),
            Error::Internal => ("internal", Map::new()),
        };
        let mut response = refusal(answers::status(&error), kind, &error.to_string(), fields);
        if let Error::TooMany(seconds) = error {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn refusal(status: StatusCode, kind: &str, message: &str, fields: Map<String, Value>) -> Response {
    (status, Json(json!({ "error": { "kind": kind, "message": message, "fields": fields } }))).into_response()
}

/// There is something at this address, but it is asked for in another way.
pub async fn wrong_method(method: Method) -> Response {
    let message = format!("This address does not answer to {method}.");
    refusal(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", &message, Map::new())
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
        let path = if path == "." || path == "?" { "" } else { path.as_str() };
        let (field, words) = explain(path, fault.inner());
        Error::field(&field, format!("{field}: {words}"))
    })
}

/// The field that cannot be read and why, in words that need no knowledge of how it is read here.
fn explain(path: &str, fault: &serde_json::Error) -> (String, String) {
    let whole = || if path.is_empty() { "body".to_owned() } else { path.to_owned() };
    if !fault.is_data() {
        return (whole(), "this is no JSON.".to_owned());
    }
    let text = fault.to_string();
    let said = text.rsplit_once(" at line ").map_or(text.as_str(), |(said, _)| said);
    let name = said.split('`').nth(1).unwrap_or_default();
    if said.starts_with("missing field") {
        let field = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        return (field, "this is missing.".to_owned());
    }
    if said.starts_with("unknown field") {
        return (whole(), "nothing of this name is read here.".to_owned());
    }
    if said.starts_with("duplicate field") {
        return (whole(), format!("“{name}” stands twice."));
    }
    let wanted = match said.rsplit_once("expected ").map_or("", |(_, wanted)| wanted) {
        "i64" | "i32" | "u64" | "u32" | "u8" | "usize" => "a whole number",
        "a string" => "a text in quotes",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        wanted if wanted.starts_with("struct") || wanted == "a map" => "an object",
        _ => return (whole(), "this cannot be read.".to_owned()),
    };
    (whole(), format!("this has to be {wanted}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Draft {
        #[serde(rename = "service")]
        _service: i64,
        #[serde(rename = "lines", default)]
        _lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize)]
    struct Line {
        #[serde(rename = "sku")]
        _sku: String,
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field_in_a_sentence() {
        for (body, field, words) in [
            ("{\"service\": \"x\"}", "service", "service: this has to be a whole number."),
            ("{}", "service", "service: this is missing."),
            ("{\"service\": 1, \"lines\": 3}", "lines", "lines: this has to be a list."),
            ("{\"service\": 1, \"lines\": [{}]}", "lines[0].sku", "lines[0].sku: this is missing."),
            ("{\"service\": 1, \"lines\": [{\"sku\": 3}]}", "lines[0].sku", "lines[0].sku: this has to be a text in quotes."),
            ("{\"servise\": 1}", "servise", "servise: nothing of this name is read here."),
            ("3", "body", "body: this has to be an object."),
            ("", "body", "body: this is no JSON."),
        ] {
            let error = read::<Draft>(&Bytes::from_static(body.as_bytes())).unwrap_err();
            assert_eq!(error.of_field(field), Some(words), "{body}: {error}");
        }
    }
}
