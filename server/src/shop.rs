//! What the shop answers besides pages: pictures of products and entries for calendars for everybody; products and figures as files for admins.

use crate::state::State;
use app::error::AppError;
use app::session;
use axum::Json;
use axum::extract::{self, Path};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use stoa::accounts::Admin;
use stoa::appointments::actions as appointments;
use stoa::catalog::actions as catalog;
use stoa::inventory::actions as inventory;
use stoa::platform::Services;
use stoa::{Error, Result, accounts};

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

async fn admin(services: &Services, headers: &HeaderMap) -> Result<Admin> {
    let token = session::token(headers).ok_or_else(Error::sign_in_first)?;
    accounts::actions::identify(services, &token).await?.ok_or_else(Error::sign_in_first)?.admin()
}

fn saved(kind: &str, name: &str, text: String) -> Response {
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")), (CACHE_CONTROL, "private, no-store".to_owned())];
    (headers, text).into_response()
}

fn refuse(error: Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(AppError(error))).into_response()
}
