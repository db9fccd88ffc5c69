//! What the shop answers besides pages: pictures of products and entries for calendars for everybody; products and figures as files for admins.

use crate::answers::{admin, refuse, saved};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use stoa::appointments::actions as appointments;
use stoa::catalog::actions as catalog;
use stoa::inventory::actions as inventory;

/// `GET /pictures/{token}`
pub async fn picture(extract::State(state): extract::State<State>, Path(token): Path<String>) -> Response {
    match catalog::picture(&state.services, &token).await {
        Ok(content) => {
            // A picture never changes under its token, and is nothing but itself.
            let headers = [
                (CONTENT_TYPE, content.content_type),
                (CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
                (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
            ];
            (headers, content.bytes).into_response()
        }
        Err(error) => refuse(error),
    }
}

/// `GET /admin/products/file`: every variant as a row of a table.
pub async fn products(extract::State(state): extract::State<State>, headers: HeaderMap) -> Response {
    let file = async {
        let who = admin(&state.services, &headers).await?;
        catalog::export(&state.services, &who).await
    };
    match file.await {
        Ok(text) => saved("text/csv; charset=utf-8", "products.csv", text),
        Err(error) => refuse(error),
    }
}

/// `GET /admin/stock/figures/file`: the summary as JSON.
pub async fn figures(extract::State(state): extract::State<State>, headers: HeaderMap) -> Response {
    let summary = async {
        let who = admin(&state.services, &headers).await?;
        inventory::summary(&state.services, &who.as_agent()).await
    };
    match summary.await {
        Ok(summary) => ([(CACHE_CONTROL, "private, no-store")], Json(summary)).into_response(),
        Err(error) => refuse(error),
    }
}

/// `GET /a/{token}/appointment.ics`: an appointment for calendars, to whoever has its link.
pub async fn appointment(extract::State(state): extract::State<State>, Path(token): Path<String>) -> Response {
    match appointments::entry_by_link(&state.services, &token).await {
        Ok(text) => saved("text/calendar; charset=utf-8", "appointment.ics", text),
        Err(error) => refuse(error),
    }
}
