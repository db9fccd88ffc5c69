//! The end of a walk: what was answered, and what comes of it.

use super::api::{OpenJourneyTicket, StartJourneyChat};
use super::page::SignInFirst;
use super::place::Place;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::files::model::FileView;
use stoa::journeys::actions::Step;
use stoa::journeys::graph::{Node, Shape};
use stoa::journeys::rules::{said, walk};

/// Questions and answers under each other.
#[component]
pub fn AnswerList(answers: Vec<(String, String, Vec<FileView>)>) -> impl IntoView {
    let row = |(question, answer, images): (String, String, Vec<FileView>)| {
        let picture = |file: FileView| {
            view! {
                <a href=routes::file(&file.token) target="_blank" rel="noopener" class="block overflow-hidden rounded-sm border border-line">
                    <img src=routes::file(&file.token) alt=file.name loading="lazy" class="size-16 object-cover" />
                </a>
            }
        };
        let text = images.is_empty().then_some(answer);
        view! {
            <div class="py-2.5">
                <dt class="text-sm text-muted wrap-anywhere">{question}</dt>
                <dd class="wrap-anywhere whitespace-pre-line">{text} <span class="flex flex-wrap gap-2">{images.into_iter().map(picture).collect_view()}</span></dd>
            </div>
        }
    };
    view! { <dl class="divide-y divide-line">{answers.into_iter().map(row).collect_view()}</dl> }
}

fn answers(step: &Step) -> Vec<(String, String, Vec<FileView>)> {
    let pairs = walk::answered(&step.journey.graph, &step.walk.trail, &step.walk.answers);
    pairs.into_iter().map(|(node, answer)| (node.title.clone(), answer.text(), answer.images.clone())).collect()
}

/// An ending that waits for a click, or an article to read.
#[component]
pub fn Ending(step: Step, node: Node, token: String, is_customer: bool, is_known: bool, may_chat: bool, slug: String, place: Place) -> impl IntoView {
    let here = routes::walk(&token);
    let list = answers(&step);
    let summary = (!list.is_empty() && node.shape != Shape::Article).then(|| {
        view! {
            <Card title="Your answers" class="mb-6">
                <AnswerList answers=list />
            </Card>
        }
    });
    let act = match node.shape {
        Shape::Article => {
            view! { <ButtonLink href=place.article(&node.article) look=Look::Primary size=Size::Large icon=Glyph::Book>"Read the article"</ButtonLink> }
                .into_any()
        }
        _ if step.walk.is_trial => view! { <Banner>{told(&step, &node)}</Banner> }.into_any(),
        Shape::Ticket if is_customer => view! {
            <form method="post" action=place.action(OpenJourneyTicket::PATH)>
                <input type="hidden" name="token" value=token />
                <Button look=Look::Primary size=Size::Large>"Open ticket"</Button>
            </form>
        }
        .into_any(),
        Shape::Chat if may_chat => view! {
            <form method="post" action=place.action(StartJourneyChat::PATH)>
                <input type="hidden" name="token" value=token />
                <Button look=Look::Primary size=Size::Large icon=Glyph::Chat>"Start the chat"</Button>
            </form>
        }
        .into_any(),
        _ if is_known => view! { <Banner>"Only customers can send this. You are signed in as staff."</Banner> }.into_any(),
        Shape::Chat => {
            let contact = place.chat(&slug, &format!("&view=contact&walk={token}"));
            view! {
                <SignInFirst here place words="Sign in, or begin the chat with your name and phone number. Your answers come along." />
                <ButtonLink href=contact icon=Glyph::Chat class="mt-3">"Chat without an account"</ButtonLink>
            }
            .into_any()
        }
        _ => view! { <SignInFirst here place words="Sign in to send this: so the answer finds you. Your answers wait right here." /> }.into_any(),
    };
    view! {
        {summary}
        <div class="flex flex-col gap-3">{act}</div>
    }
    .into_any()
}

/// What would come of a trial in earnest.
fn told(step: &Step, node: &Node) -> String {
    match &node.opens {
        Some(opens) => {
            let subject = said::subject(&opens.subject, &step.walk.trail, &step.walk.answers, &step.journey.name);
            format!("This is a trial. In earnest a ticket “{subject}” would be opened now, with priority {}.", opens.priority.label().to_lowercase())
        }
        None => "This is a trial. In earnest a chat would begin now.".into(),
    }
}

/// A walk that has led to a ticket or a chat.
#[component]
pub fn Done(step: Step, place: Place, slug: String) -> impl IntoView {
    let list = answers(&step);
    let (what, href, target) = match step.walk.chat_id {
        Some(chat) => ("Your chat has begun.", place.chat(&slug, &format!("&chat={chat}")), "_self"),
        None => ("Your ticket is open.", routes::TICKETS.to_owned(), place.target()),
    };
    view! {
        <Banner tone=Tone::Good class="mb-5">{what}</Banner>
        <ButtonLink href look=Look::Primary attr:target=target>"Go there"</ButtonLink>
        <Card title="Your answers" class="mt-6">
            <AnswerList answers=list />
        </Card>
    }
}
