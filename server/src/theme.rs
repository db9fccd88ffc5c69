//! Light or dark: a cookie for a year, and back to the page.

use crate::state::State;
use app::layout::Theme;
use app::{routes, session};
use axum::Form;
use axum::extract;
use axum::response::{IntoResponse, Redirect};
use http::header::SET_COOKIE;
use serde::Deserialize;

/// What the switch sends.
#[derive(Debug, Deserialize)]
pub struct Choice {
    theme: String,
    #[serde(default)]
    back: String,
}

/// `POST /theme`
pub async fn choose(extract::State(state): extract::State<State>, Form(choice): Form<Choice>) -> impl IntoResponse {
    let cookie = session::cookie_header(&state.services, Theme::COOKIE, Theme::parse(&choice.theme).as_str(), 365 * 86_400);
    ([(SET_COOKIE, cookie)], Redirect::to(routes::safe_next(&choice.back)))
}
