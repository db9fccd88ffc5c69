//! `GET /admin/journeys/{journey}/file`: a version of the journey as a file, for its admins.

use crate::answers::{admin, refuse, saved};
use crate::state::State;
use axum::extract::{self, Path};
use axum::response::Response;
use http::HeaderMap;
use stoa::journeys::actions;
use stoa::kernel::ids::JourneyId;
use stoa::platform::Services;
use stoa::{Error, Result};

/// The file, to be saved.
pub async fn export(extract::State(state): extract::State<State>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    match file(&state.services, &headers, &id).await {
        Ok((name, text)) => saved("application/json", &name, text),
        Err(error) => refuse(error),
    }
}

async fn file(services: &Services, headers: &HeaderMap, id: &str) -> Result<(String, String)> {
    let who = admin(services, headers).await?;
    let id: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    let (journey, text) = actions::export(services, &who, id).await?;
    Ok((format!("journey-{}.json", journey.number), text))
}
