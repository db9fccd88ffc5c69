//! `GET /admin/journeys/{journey}/file`: a version of the journey as a file, for its admins.

use crate::state::State;
use app::error::AppError;
use app::session;
use axum::Json;
use axum::extract::{self, Path};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use stoa::journeys::actions;
use stoa::kernel::ids::JourneyId;
use stoa::platform::Services;
use stoa::{Error, Result, accounts};

/// The file, to be saved.
pub async fn export(extract::State(state): extract::State<State>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    match file(&state.services, &headers, &id).await {
        Ok((name, text)) => {
            let headers = [
                (CONTENT_TYPE, "application/json".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, text).into_response()
        }
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, Json(AppError(error))).into_response()
        }
    }
}

async fn file(services: &Services, headers: &HeaderMap, id: &str) -> Result<(String, String)> {
    let token = session::token(headers).ok_or_else(Error::sign_in_first)?;
    let who = accounts::actions::identify(services, &token).await?.ok_or_else(Error::sign_in_first)?.admin()?;
    let id: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    let (journey, text) = actions::export(services, &who, id).await?;
    Ok((format!("journey-{}.json", journey.number), text))
}
