//! One step of a walk.

use super::api::AnswerStep;
use super::end::{Done, Ending};
use super::fields::AnswerFields;
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
    let (services, who) = (session::services(), session::somebody().await?);
    let step = actions::look(&services, who.as_ref(), &token).await?;
    let shop = businesses::actions::find(services.db(), step.walk.business_id).await?;
    let node = step.walk.at().and_then(|at| step.journey.graph.node(at)).cloned().ok_or(Error::NotFound)?;
    let mut frame = frames::portal().await?;
    (frame.business, frame.widget) = (shop.name.clone(), String::new());
    let (said, is_first) = (refused(), step.walk.trail.len() < 2);
    let keeps = format!("Your answers are kept. Come back to this address until {} to go on.", step.walk.ends_at.utc().format("%-d %B"));
    let trial = step.walk.is_trial.then(|| view! { <Trial step=step.clone() token=token.clone() /> });
    let body = if step.walk.ticket_id.is_some() || step.walk.chat_id.is_some() {
        view! { <Done step=step.clone() /> }.into_any()
    } else if node.shape.is_ending() {
        let may_chat = guests::somebody(shop.id).await?.is_some();
        let is_customer = who.as_ref().is_some_and(|who| who.customer().is_ok());
        view! { <Ending step=step.clone() node=node.clone() token=token.clone() is_customer is_known=who.is_some() may_chat slug=shop.slug.clone() /> }
            .into_any()
    } else {
        let may_upload = who.is_some();
        view! { <Question step=step.clone() node=node.clone() token=token.clone() may_upload currency=shop.currency.clone() /> }.into_any()
    };
    Ok(view! {
        <Title text=format!("{} · {}", node.title, step.journey.name) />
        <PortalLayout frame narrow=true>
            <p class="mb-2 text-sm text-muted">{step.journey.name.clone()}</p>
            <h1 class="text-2xl leading-tight font-bold tracking-tight wrap-anywhere">{node.title.clone()}</h1>
            <About node=node.clone() />
            <div class="mt-6">{refusal(&said, FIELDS)} {body}</div>
            {(!is_first).then(|| view! { <BackForm token=token.clone() at=node.id.to_string() is_shown=node.shape.is_ending() && step.walk.ticket_id.is_none() && step.walk.chat_id.is_none() /> })}
            <p class="mt-8 text-sm text-muted">{keeps}</p>
            {trial}
        </PortalLayout>
    }
    .into_any())
}

/// What stands below the heading: a hint of a question, the text of a page or an ending.
#[component]
fn About(node: Node) -> impl IntoView {
    match () {
        () if node.about.is_empty() => ().into_any(),
        () if node.shape.is_question() => view! { <p class="mt-2 text-muted wrap-anywhere whitespace-pre-line">{node.about}</p> }.into_any(),
        () => view! { <div class="rich mt-3 max-w-prose wrap-anywhere" inner_html=markdown::article_to_html(&node.about)></div> }.into_any(),
    }
}

#[component]
fn Question(step: Step, node: Node, token: String, may_upload: bool, currency: String) -> impl IntoView {
    let is_first = step.walk.trail.len() < 2;
    let answer = step.walk.answers.get(&node.id).cloned().unwrap_or_default();
    let (at, wants_person) = (node.id.to_string(), node.shape == Shape::Images && !may_upload);
    let here = routes::walk(&token);
    view! {
        <form method="post" action=AnswerStep::PATH enctype="multipart/form-data" class="flex flex-col gap-6">
            <input type="hidden" name="token" value=token />
            <input type="hidden" name="at" value=at />
            {if wants_person {
                view! { <SignInFirst here words="Sign in to add pictures; then you go on right here." /> }.into_any()
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
fn BackForm(token: String, at: String, is_shown: bool) -> impl IntoView {
    is_shown.then(|| {
        view! {
            <form method="post" action=AnswerStep::PATH enctype="multipart/form-data" class="mt-4">
                <input type="hidden" name="token" value=token />
                <input type="hidden" name="at" value=at />
                <Button icon=Glyph::Left name="then" value="back">"Back"</Button>
            </form>
        }
    })
}

/// Asks to sign in and come back.
#[component]
pub fn SignInFirst(here: String, words: &'static str) -> impl IntoView {
    let sign_up = format!("{}?next={}", routes::SIGN_UP, routes::escape(&here));
    view! {
        <Banner>{words}</Banner>
        <div class="flex flex-wrap gap-3">
            <ButtonLink href=routes::sign_in_then(&here) look=Look::Primary icon=Glyph::Person>"Sign in"</ButtonLink>
            <ButtonLink href=sign_up>"Create an account"</ButtonLink>
        </div>
    }
}
