//! The progress of a change, and the way back from it.

use super::chosen::forget;
use crate::bulk::api::{UndoBulk, get_bulk};
use crate::live;
use crate::live::Heard;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::bulk::model::{Outcome, Progress, State};
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::MemberId;
use stoa::tickets::model::number_text;

/// How often a change that runs is looked at, in case a word of it was lost.
const LOOK: Duration = Duration::from_secs(3);

/// How far a change has come, kept up to date while it runs.
#[island]
pub fn BulkProgress(start: Progress, me: MemberId) -> impl IntoView {
    let id = start.id;
    let progress = RwSignal::new(start);
    let look = move || {
        spawn_local(async move {
            if let Ok(now) = get_bulk(id).await {
                progress.try_set(now);
            }
        });
    };
    Effect::new(move |_| {
        forget();
        let is_running = move || progress.try_with_untracked(Progress::is_running).unwrap_or_default();
        set_interval(move || _ = is_running().then(look), LOOK);
        live::watch(Topic::Person(me), 0, move |heard| {
            if let Heard::Changed { hints, .. } = heard
                && hints.iter().any(|hint| hint.what == Subject::Bulk && hint.id == id.0)
            {
                look();
            }
        })
    });
    move || progress.with(|p| view! { <Shown progress=p.clone() /> })
}

#[component]
fn Shown(progress: Progress) -> impl IntoView {
    let p = progress;
    let turns = p.had_their_turn();
    let percent = u8::try_from(turns * 100 / p.total.max(1)).unwrap_or(100);
    let words = match p.state {
        State::Running => format!("{turns} of {} tickets had their turn", p.total),
        State::Undoing => format!("{turns} of {} tickets had their turn; they are put back", p.total),
        State::Done => format!("{} of {} tickets were changed", p.of(Outcome::Changed), p.total),
        State::Undone => format!("{} of {} tickets are as they were", p.of(Outcome::Undone), p.total),
    };
    let tone = if p.left.is_empty() { Tone::Good } else { Tone::Warn };
    let left = (!p.left.is_empty()).then(|| {
        let line = |(number, why): (i64, String)| {
            view! {
                <li class="flex flex-wrap gap-x-2 py-1.5">
                    <a href=routes::desk_ticket(number) class="rounded-xs font-semibold text-accent hover:underline">{number_text(number)}</a>
                    <span class="text-muted">{why}</span>
                </li>
            }
        };
        view! {
            <section class="mt-6">
                <h2 class="mb-1 font-semibold">"Left as they are"</h2>
                <ul class="divide-y divide-line text-sm">{p.left.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    });
    let undo = p.may_undo.then(|| {
        view! {
            <form method="post" action=UndoBulk::PATH>
                <input type="hidden" name="bulk" value=p.id.to_string() />
                <Button icon=Glyph::Undo>"Undo all of it"</Button>
            </form>
        }
    });
    view! {
        <div role="status">
            <Meter label=words.clone() percent tone class="mb-2" />
            <p class="text-sm tabular-nums">{words}</p>
        </div>
        <div class="mt-4 flex flex-wrap gap-2">{undo} <ButtonLink href=routes::DESK_TICKETS>"Back to the tickets"</ButtonLink></div>
        {left}
    }
    .into_any()
}
