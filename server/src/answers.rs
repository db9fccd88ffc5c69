//! What handlers beside the pages share: who asks, a file to be saved, a refusal.

use app::error::AppError;
use app::session;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use stoa::accounts::Admin;
use stoa::platform::Services;
use stoa::{Error, Result, accounts};

/// The admin who is signed in.
///
/// # Errors
/// `Denied` for everybody else.
pub async fn admin(services: &Services, headers: &HeaderMap) -> Result<Admin> {
    let token = session::token(headers).ok_or_else(Error::sign_in_first)?;
    accounts::actions::identify(services, &token).await?.ok_or_else(Error::sign_in_first)?.admin()
}

/// Something that is saved as a file of this name, and kept by nobody on the way.
pub fn saved(kind: &str, name: &str, content: impl IntoResponse) -> Response {
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")), (CACHE_CONTROL, "private, no-store".to_owned())];
    (headers, content).into_response()
}

/// The status that goes with an error.
pub fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// What went wrong, as our own scripts read it.
pub fn refuse(error: Error) -> Response {
    (status(&error), Json(AppError(error))).into_response()
}
