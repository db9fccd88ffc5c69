//! One step of a walk.

use super::api::AnswerStep;
use super::end::{Done, Ending};
use super::fields::AnswerFields;
use super::place::{Place, may_upload};
use super::trial::Trial;
use crate::error::Result;
use crate::forms::refused;
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::ui::*;
use crate::{guests, routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::conversations::markdown;
use stoa::journeys::actions::{self, Step};
use stoa::journeys::graph::{Node, Shape};
use stoa::{Error, businesses};

const FIELDS: &[&str] = &["answer", "files"];

/// `/j/{token}`
#[component]
pub fn WalkPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    page(async move { walk(token).await })
}

async fn walk(token: String) -> Result<AnyView> {
    let (title, content) = shown(&token, &Place::Page).await?;
    let step = actions::look(&session::services(), session::somebody().await?.as_ref(), &token).await?;
    let shop = businesses::actions::find(session::services().db(), step.walk.business_id).await?;
    let mut frame = frames::portal().await?;
    (frame.business, frame.widget) = (shop.name, String::new());
    Ok(view! {
        <Title text=title />
        <PortalLayout frame narrow=true>{content}</PortalLayout>
    }
    .into_any())
}

/// The step at which a walk is, with the title of its page.
///
/// # Errors
/// `NotFound` when there is no such walk here.
pub async fn shown(token: &str, place: &Place) -> Result<(String, AnyView)> {
    let (services, who) = (session::services(), session::somebody().await?);
    let step = actions::look(&services, who.as_ref(), token).await?;
    let shop = businesses::actions::find(services.db(), step.walk.business_id).await?;
    if !place.shows(shop.id) {
        return Err(Error::NotFound.into());
    }
    let node = step.walk.at().and_then(|at| step.journey.graph.node(at)).cloned().ok_or(Error::NotFound)?;
    let (said, token) = (refused(), token.to_owned());
    let is_done = step.walk.ticket_id.is_some() || step.walk.chat_id.is_some();
    let may_go_back = step.walk.trail.len() > 1 && node.shape.is_ending() && !is_done;
    let until = step.walk.ends_at.utc().format("%-d %B").to_string();
    let trial = step.walk.is_trial.then(|| view! { <Trial step=step.clone() token=token.clone() /> });
    let (title, name) = (format!("{} · {}", node.title, step.journey.name), step.journey.name.clone());
    let body = if is_done {
        view! { <Done step place=place.clone() slug=shop.slug /> }.into_any()
    } else if node.shape.is_ending() {
        let may_chat = guests::somebody(shop.id).await?.is_some();
        let is_customer = who.as_ref().is_some_and(|who| who.customer().is_ok());
        view! { <Ending step node=node.clone() token=token.clone() is_customer is_known=who.is_some() may_chat slug=shop.slug place=place.clone() /> }
            .into_any()
    } else {
        let may_upload = may_upload(place, shop.id).await?;
        view! { <Question step node=node.clone() token=token.clone() may_upload currency=shop.currency place=place.clone() /> }.into_any()
    };
    let back = may_go_back.then(|| view! { <BackForm token=token.clone() at=node.id.to_string() place=place.clone() /> });
    let content = view! {
        <p class="mb-2 text-sm text-muted">{name}</p>
        <h1 class="text-2xl leading-tight font-bold tracking-tight wrap-anywhere">{node.title.clone()}</h1>
        <About node is_in_chat=place.is_chat() />
        <div class="mt-6">{refusal(&said, FIELDS)} {body}</div>
        {back}
        <Keeps until token place=place.clone() />
        {trial}
    };
    Ok((title, content.into_any()))
}

/// Says how to come back later.
#[component]
fn Keeps(until: String, token: String, place: Place) -> impl IntoView {
    let words = if place.is_chat() {
        let link = view! {
            <a href=routes::walk(&token) target="_blank" class="rounded-xs text-accent underline underline-offset-2">"this page"</a>
        };
        view! { "Your answers are kept. Go on here, or on " {link} {format!(", until {until}.")} }.into_any()
    } else {
        view! { {format!("Your answers are kept. Come back to this address until {until} to go on.")} }.into_any()
    };
    view! { <p class="mt-8 text-sm text-muted">{words}</p> }
}

/// What stands below the heading: a hint of a question, the text of a page or an ending.
#[component]
fn About(node: Node, is_in_chat: bool) -> impl IntoView {
    let html = if is_in_chat { markdown::article_to_html_in_frame(&node.about) } else { markdown::article_to_html(&node.about) };
    match () {
        () if node.about.is_empty() => ().into_any(),
        () if node.shape.is_question() => view! { <p class="mt-2 text-muted wrap-anywhere whitespace-pre-line">{node.about}</p> }.into_any(),
        () => view! { <div class="rich mt-3 max-w-prose wrap-anywhere" inner_html=html></div> }.into_any(),
    }
}

#[component]
fn Question(step: Step, node: Node, token: String, may_upload: bool, currency: String, place: Place) -> impl IntoView {
    let is_first = step.walk.trail.len() < 2;
    let answer = step.walk.answers.get(&node.id).cloned().unwrap_or_default();
    let (at, wants_person) = (node.id.to_string(), node.shape == Shape::Images && !may_upload);
    let (here, action) = (routes::walk(&token), place.action(AnswerStep::PATH));
    view! {
        <form method="post" action=action enctype="multipart/form-data" class="flex flex-col gap-6">
            <input type="hidden" name="token" value=token />
            <input type="hidden" name="at" value=at />
            {if wants_person {
                view! { <SignInFirst here place words="Sign in to add pictures; then you go on right here." /> }.into_any()
            } else {
                view! { <AnswerFields node answer currency /> }.into_any()
            }}
            // The first button is the one that the Enter key presses.
            <div class="flex flex-row-reverse flex-wrap justify-end gap-3 border-t border-line pt-5">
                <Button look=Look::Primary size=Size::Large name="then" value="next">"Continue"</Button>
                {(!is_first)
                    .then(|| view! {
                        <Button size=Size::Large icon=Glyph::Left name="then" value="back" attr:formnovalidate=true>"Back"</Button>
                    })}
            </div>
        </form>
    }
    .into_any()
}

/// The way back from an ending.
#[component]
fn BackForm(token: String, at: String, place: Place) -> impl IntoView {
    view! {
        <form method="post" action=place.action(AnswerStep::PATH) enctype="multipart/form-data" class="mt-4">
            <input type="hidden" name="token" value=token />
            <input type="hidden" name="at" value=at />
            <Button icon=Glyph::Left name="then" value="back">"Back"</Button>
        </form>
    }
}

/// Asks to sign in and come back.
#[component]
pub fn SignInFirst(here: String, place: Place, words: &'static str) -> impl IntoView {
    let sign_up = format!("{}?next={}", routes::SIGN_UP, routes::escape(&here));
    view! {
        <Banner>{words}</Banner>
        <div class="flex flex-wrap gap-3">
            <ButtonLink href=routes::sign_in_then(&here) look=Look::Primary icon=Glyph::Person attr:target=place.target()>"Sign in"</ButtonLink>
            <ButtonLink href=sign_up attr:target=place.target()>"Create an account"</ButtonLink>
        </div>
    }
}
