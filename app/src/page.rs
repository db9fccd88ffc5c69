//! What a page is made of: it reads first, then shows; when reading is refused it shows why, with the right status.

use crate::error::Result;
use crate::layout::PlainLayout;
use crate::routes;
use crate::ui::{ButtonLink, Look};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{Meta, Title};
use stoa::Error;

/// A page: `page(async { let agent = session::agent().await?; …; Ok(view! { … }) })`.
pub fn page<V: IntoView + 'static>(body: impl Future<Output = Result<V>> + Send + 'static) -> impl IntoView {
    Suspend::new(async move {
        match body.await {
            Ok(view) => view.into_any(),
            Err(error) => refuse(error.0).into_any(),
        }
    })
}

/// Says why a page is not shown. Who is not signed in is asked to, and comes back; an empty installation is set up first.
fn refuse(error: Error) -> impl IntoView {
    if error == Error::sign_in_first() {
        let here = use_context::<http::request::Parts>().and_then(|p| p.uri.path_and_query().map(ToString::to_string));
        send_to(&routes::sign_in_then(here.as_deref().unwrap_or(routes::HOME)));
    } else if error == Error::set_up_first() {
        send_to(routes::SETUP);
    } else {
        set_status(error.status());
    }
    view! { <ErrorView title=title_of(&error) words=error.to_string() /> }
}

/// What is written above why a page is not shown.
pub const fn title_of(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "Not found",
        Error::Denied(_) => "Not for you",
        Error::TooMany(_) => "Too fast",
        Error::Internal => "Something went wrong",
        Error::Invalid(_) | Error::Conflict(_) => "That did not work",
    }
}

fn send_to(address: &str) {
    leptos_axum::redirect(address);
    // Also for programs, which Leptos takes for its own scripts.
    set_status(302);
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// Says in the head what the page is about, for search engines and link previews.
pub fn describe(words: String) {
    // Drawn here and now: a page is drawn after the context is gone to which the tag would be given.
    let _ = view! { <Meta name="description" content=words /> }.into_view().to_html();
}

/// Keeps a page whose address is a secret out of search engines.
pub fn hide_from_search() {
    let _ = view! { <Meta name="robots" content="noindex" /> }.into_view().to_html();
}

/// Lets the browser load the page again in so many seconds, with and without script.
pub fn look_again(seconds: u32) {
    let _ = view! { <Meta http_equiv="refresh" content=seconds.to_string() /> }.into_view().to_html();
}

/// For paths that lead nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_status(404);
    view! { <ErrorView title="Not found" words="There is no page at this address. It may have been moved, or the link was cut off.".to_owned() /> }
}

#[component]
fn ErrorView(title: &'static str, words: String) -> impl IntoView {
    view! {
        <Title text=title />
        <PlainLayout>
            <h1 class="text-xl font-semibold">{title}</h1>
            <p class="mt-2 mb-5 text-muted">{words}</p>
            <ButtonLink href=routes::HOME look=Look::Primary>
                "Go to the start page"
            </ButtonLink>
        </PlainLayout>
    }
}
