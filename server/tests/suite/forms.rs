//! Forms that are refused, around a server function that always refuses.

use crate::harness::{World, ask};
use crate::on_both;
use app::error::AppError;
use app::forms::{Kept, Refused};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use http::{Method, StatusCode};
use stoa::Error;

on_both!(
    a_plain_form_leads_back_to_its_page_with_what_was_typed,
    a_program_gets_the_status_that_goes_with_the_error,
    what_was_typed_is_gone_after_a_quarter_of_an_hour,
);

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const PAGE: (&str, &str) = ("accept", "text/html,application/xhtml+xml");
const HOST: (&str, &str) = ("host", "stoa.test");
const FROM: (&str, &str) = ("referer", "http://stoa.test/tickets/new?priority=high&refused=old");

/// A server function as Leptos answers for it, and a page that shows what it finds.
fn router(world: &World) -> Router {
    let (state, _) = world.state(&[]);
    let refuse = |kept: Extension<Kept>, body: String| async move {
        if body.is_empty() {
            // A form with files: it reads its own parts.
            app_keep(&kept.0, "subject", "From the parts");
        }
        let error = AppError(Error::field("subject", "Subject is missing."));
        (StatusCode::INTERNAL_SERVER_ERROR, [("serverfnerror", "/api/open_ticket")], Json(error))
    };
    let show = |refused: Option<Extension<Refused>>| async move { Json(refused.map(|r| r.0).unwrap_or_default()) };
    Router::new()
        .route("/api/open_ticket", post(refuse))
        .route("/tickets/new", get(show))
        .layer(from_fn_with_state(state.clone(), server::forms::find_typed))
        .layer(from_fn_with_state(state, server::forms::keep_typed))
}

/// What `app::forms::keep` does inside a server function.
fn app_keep(kept: &Kept, name: &str, value: &str) {
    leptos::prelude::Owner::new().with(|| {
        leptos::prelude::provide_context(kept.clone());
        app::forms::keep([(name.to_owned(), value.to_owned())]);
    });
}

async fn shown(router: &Router, path: &str) -> Refused {
    serde_json::from_str(&ask(router, Method::GET, path, &[PAGE], "").await.text).expect("what was refused, as JSON")
}

async fn a_plain_form_leads_back_to_its_page_with_what_was_typed(world: &World) {
    let router = router(world);
    let typed = "subject=&description=Broken+%26+wet+%F0%9F%8E%89&password=hunter2hunter2&new_password=x";
    let answer = ask(&router, Method::POST, "/api/open_ticket", &[FORM, PAGE, HOST, FROM], typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let back = answer.header("location").to_owned();
    assert!(back.starts_with("/tickets/new?priority=high&refused=") && !back.contains("Broken") && !back.contains("Subject"), "{back}");
    let refused = shown(&router, &back).await;
    assert_eq!(refused.value("description"), "Broken & wet 🎉");
    assert_eq!(refused.error_of("subject").as_deref(), Some("Subject is missing."));
    assert!(!refused.typed.keys().any(|name| name.contains("password")), "{refused:?}");
    assert_eq!(shown(&router, "/tickets/new?refused=guessed").await, Refused::default());

    let parts = ask(&router, Method::POST, "/api/open_ticket", &[("content-type", "multipart/form-data; boundary=x"), PAGE, HOST, FROM], "").await;
    assert_eq!(shown(&router, parts.header("location")).await.value("subject"), "From the parts");

    let long = format!("description={}", "a".repeat(300 * 1024));
    assert_eq!(ask(&router, Method::POST, "/api/open_ticket", &[FORM, PAGE, HOST, FROM], long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

async fn a_program_gets_the_status_that_goes_with_the_error(world: &World) {
    let answer = ask(&router(world), Method::POST, "/api/open_ticket", &[FORM, ("accept", "application/json"), HOST], "subject=").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let error: AppError = serde_json::from_str(&answer.text).expect("an error as JSON");
    assert_eq!(error.0.of_field("subject"), Some("Subject is missing."));
}

async fn what_was_typed_is_gone_after_a_quarter_of_an_hour(world: &World) {
    let router = router(world);
    let answer = ask(&router, Method::POST, "/api/open_ticket", &[FORM, PAGE, HOST, FROM], "subject=Mug").await;
    world.advance_minutes(14);
    assert_eq!(shown(&router, answer.header("location")).await.value("subject"), "Mug");
    world.advance_minutes(2);
    assert_eq!(shown(&router, answer.header("location")).await, Refused::default());
    let mut tx = world.services.begin().await.unwrap();
    assert_eq!(stoa::platform::typed::delete_expired(&mut tx).await.unwrap(), 1);
    tx.commit().await.unwrap();
}
