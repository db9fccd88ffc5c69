//! What Twilio calls to report how far an SMS has come, at addresses whose last part nobody can guess.

use crate::answers::refuse;
use crate::state::State;
use axum::extract::{self, DefaultBodyLimit, Path};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Form, Router};
use http::{HeaderMap, StatusCode};
use stoa::kernel::ids::{BusinessId, SmsId};
use stoa::sms::actions;

/// What Twilio says is short; who says more is somebody else.
const MOST_BYTES: usize = 16 * 1024;

/// The address that Twilio calls.
pub fn routes() -> Router<State> {
    Router::new().route("/api/sms/{business}/{sms}/{mark}", post(report)).layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// A delivery report.
async fn report(
    extract::State(state): extract::State<State>,
    Path((business, sms, mark)): Path<(i64, i64, String)>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let signature = headers.get("x-twilio-signature").and_then(|v| v.to_str().ok()).unwrap_or_default();
    match actions::report(&state.services, BusinessId(business), SmsId(sms), &mark, signature, &fields).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => refuse(error),
    }
}
