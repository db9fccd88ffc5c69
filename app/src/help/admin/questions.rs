//! What visitors asked: how it ended, what nobody could answer, the last of them.

use super::sheet::propose;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::help::model::{ArticleLine, Asked, Outcome};
use stoa::help::rules::cluster::Cluster;
use stoa::kernel::ids::ArticleId;
use stoa::kernel::time::{Timestamp, ago};

/// Letters of a wording in a proposal: what an article may have.
const WORDING_MAX: usize = 200;
/// Proposals that are shown.
const SHOWN: usize = 15;

const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Answered => Tone::Good,
        Outcome::AskedBack => Tone::Warn,
        Outcome::Unanswered => Tone::Neutral,
    }
}

/// How many questions ended how.
#[component]
pub fn Outcomes(counts: Vec<(Outcome, i64)>) -> impl IntoView {
    let cards = counts.into_iter().map(|(outcome, count)| view! { <Stat label=outcome.label() value=count.to_string() /> }).collect_view();
    view! {
        <h2 class="mb-2 text-md font-semibold">"Asked in the last 30 days"</h2>
        <Stats label="Questions by outcome">{cards}</Stats>
    }
    .into_any()
}

/// Questions without an answer, gathered: each is an article that is missing.
#[component]
pub fn Proposals(proposals: Vec<Cluster>) -> impl IntoView {
    let body = match proposals.is_empty() {
        true => view! { <p class="text-muted">"Nothing was asked twice without an answer."</p> }.into_any(),
        false => {
            let rows = proposals.into_iter().take(SHOWN).map(|cluster| view! { <Proposal cluster /> }).collect_view();
            view! { <ul class="-my-3 divide-y divide-line">{rows}</ul> }.into_any()
        }
    };
    view! { <Card title="Questions without an answer" class="mb-5">{body}</Card> }.into_any()
}

#[component]
fn Proposal(cluster: Cluster) -> impl IntoView {
    let Cluster { words, count, examples } = cluster;
    let short: Vec<String> = examples.iter().map(|text| text.chars().take(WORDING_MAX).collect()).collect();
    let (first, rest) = short.split_first().map_or((String::new(), Vec::new()), |(first, rest)| (first.clone(), rest.to_vec()));
    let href = propose(&first, &rest, &words);
    let others = (!rest.is_empty()).then(|| view! { <ul class="text-sm text-muted">{rest.into_iter().map(|text| view! { <li class="wrap-anywhere">{format!("“{text}”")}</li> }).collect_view()}</ul> });
    view! {
        <li class="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
            <div class="min-w-0 flex-1 basis-64">
                <p class="font-semibold wrap-anywhere">{format!("“{first}”")}</p>
                {others}
            </div>
            <span class="text-sm text-muted tabular-nums">{format!("asked {count} times")}</span>
            <ButtonLink href size=Size::Small icon=Glyph::Edit>"Write an article" <span class="sr-only">{format!(" about “{first}”")}</span></ButtonLink>
        </li>
    }
    .into_any()
}

/// The last questions, newest first.
#[component]
pub fn LastQuestions(asked: Vec<Asked>, lines: Vec<ArticleLine>, now: Timestamp) -> impl IntoView {
    let questions: HashMap<ArticleId, String> = lines.into_iter().map(|line| (line.id, line.question)).collect();
    let is_empty = asked.is_empty();
    let rows = asked
        .into_iter()
        .map(|one| {
            let article = one.article_id.and_then(|id| Some((id, questions.get(&id)?.clone())));
            let best = article.map(|(id, question)| {
                view! {
                    <a href=routes::admin_help(id) class="rounded-xs text-accent hover:underline">{question}</a>
                    <span class="text-muted">{format!(" {} %", one.confidence)}</span>
                }
            });
            view! {
                <Row>
                    <Cell class="wrap-anywhere md:w-2/5">{one.text}</Cell>
                    <Cell label="Outcome"><Badge tone=tone(one.outcome)>{one.outcome.label()}</Badge></Cell>
                    <Cell label="Best article">{best}</Cell>
                    <Cell label="Asked" number=true>{ago(one.at, now)}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![Column::new("Question"), Column::new("Outcome"), Column::new("Best article"), Column::number("Asked")];
    let body = match is_empty {
        true => view! { <Empty glyph=Glyph::Help text="Nobody has asked anything yet." /> }.into_any(),
        false => view! { <Table caption="The last questions" columns>{rows}</Table> }.into_any(),
    };
    view! {
        <h2 class="mb-2 text-md font-semibold">"The last questions"</h2>
        {body}
    }
    .into_any()
}
