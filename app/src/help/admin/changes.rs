//! What an edit would change for questions that were really asked.

use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::help::model::ArticleLine;
use stoa::help::rules::replay::{Change, Replay};
use stoa::kernel::ids::ArticleId;

/// Questions that are shown of each kind.
const SHOWN: usize = 20;

/// Which answers are gained, lost and moved.
#[component]
pub fn Changes(replay: Replay, lines: Vec<ArticleLine>) -> impl IntoView {
    let Replay { asked, same, gained, lost, moved } = replay;
    let questions: HashMap<ArticleId, String> = lines.into_iter().map(|line| (line.id, line.question)).collect();
    let says = match asked {
        0 => "Nobody has asked anything yet, so there is nothing to compare with.".to_owned(),
        1 => format!(
            "The one question that was asked was asked again, as if this were published: {}.",
            if same == 1 { "nothing changes" } else { "its answer changes" }
        ),
        _ => format!("The last {asked} questions were asked again, as if this were published: {same} have the same answer, or still none."),
    };
    let (gained_count, lost_count, moved_count) = (gained.len(), lost.len(), moved.len());
    let tone = |count: usize, tone: Tone| if count > 0 { tone } else { Tone::Neutral };
    view! {
        <Card class="mb-5">
            <h2 id="changes" class="scroll-mt-24 text-md font-semibold">"What would change"</h2>
            <p class="mt-1 mb-4 max-w-prose text-muted">{says} " Nothing is saved yet."</p>
            {(asked > 0)
                .then(|| view! {
                    <Stats label="Answers gained, lost and moved">
                        <Stat label="Gained" value=gained_count.to_string() tone=tone(gained_count, Tone::Good) note="without an answer until now" />
                        <Stat label="Lost" value=lost_count.to_string() tone=tone(lost_count, Tone::Bad) note="with an answer until now" />
                        <Stat label="Moved" value=moved_count.to_string() tone=tone(moved_count, Tone::Warn) note="another article answers" />
                    </Stats>
                    <ChangeList title="Gained" changes=gained questions=questions.clone() />
                    <ChangeList title="Lost" changes=lost questions=questions.clone() />
                    <ChangeList title="Moved" changes=moved questions />
                })}
        </Card>
    }
    .into_any()
}

#[component]
fn ChangeList(title: &'static str, changes: Vec<Change>, questions: HashMap<ArticleId, String>) -> impl IntoView {
    let more = changes.len().saturating_sub(SHOWN);
    let name = move |answer: Option<(ArticleId, u8)>| match answer {
        None => view! { <span class="text-muted">"no answer"</span> }.into_any(),
        Some((id, confidence)) => {
            let question = questions.get(&id).cloned().unwrap_or_else(|| "an article".into());
            view! {
                <a href=routes::admin_help(id) class="rounded-xs text-accent hover:underline">{question}</a>
                <span class="text-muted tabular-nums">{format!(" {confidence} %")}</span>
            }
            .into_any()
        }
    };
    (!changes.is_empty()).then(|| {
        let lines = changes
            .into_iter()
            .take(SHOWN)
            .map(|change| {
                view! {
                    <li class="py-2">
                        <b class="block font-semibold wrap-anywhere">{format!("“{}”", change.question)}</b>
                        <span class="text-sm">{name(change.before)} " → " {name(change.after)}</span>
                    </li>
                }
            })
            .collect_view();
        view! {
            <h3 class="mt-3 font-semibold">{title}</h3>
            <ul class="divide-y divide-line">{lines}</ul>
            {(more > 0).then(|| view! { <p class="text-sm text-muted">{format!("and {more} more")}</p> })}
        }
    })
}
