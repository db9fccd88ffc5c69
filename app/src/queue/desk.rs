//! `/desk/queue`: how much waits and how long, who is there and how loaded, live; taking the next piece, giving work to somebody, a pause.

use super::api::{PauseQueue, TakeNext};
use super::hands::InHand;
use super::tables::{Agents, Lines};
use crate::fresh::KeepFresh;
use crate::notes::done_note;
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::model::Role;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::{Timestamp, short_duration};
use stoa::queue::actions::{self, Overview};
use stoa::queue::model::{Depth, Settings};

/// Even when nothing happens the times on the page grow.
const EVERY_SECONDS: u64 = 30;

/// The page.
#[component]
pub fn DeskQueuePage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let of = session::query("of").and_then(|id| id.parse().ok());
        let overview = actions::overview(&session::services(), &agent, of).await?;
        let rail = rail(&agent).await?;
        let (business, is_admin) = (me.business, me.role == Role::Admin);
        Ok(view! {
            <Title text="Queue" />
            <DeskFrame me rail current=routes::DESK_QUEUE>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div id="queue" class="mx-auto max-w-7xl">
                        <Queue overview is_admin of />
                    </div>
                    <KeepFresh business part="queue".to_owned() admin=false every=EVERY_SECONDS />
                </div>
            </DeskFrame>
        })
    })
}

const DONE: &[(&str, &str)] =
    &[("nothing", "Nothing waits that you handle."), ("given", "Given. It is in their inbox now."), ("returned", "It is in the queue again.")];

#[component]
fn Queue(overview: Overview, is_admin: bool, of: Option<MemberId>) -> impl IntoView {
    let Overview { settings, depth, lines, agents, held, zone, now } = overview;
    let team: Vec<(String, String)> = agents.iter().map(|a| (a.id.to_string(), a.name.clone())).collect();
    let (total, cut) = (depth.total(), depth.total() > lines.len() as i64);
    let first = cut.then(|| view! { <p class="mb-2 text-sm text-muted">{format!("The first {} of {total}.", lines.len())}</p> });
    let everybody =
        of.is_some().then(|| view! { <a href=format!("{}#in-work", routes::DESK_QUEUE) class="text-sm text-accent hover:underline">"Show everybody"</a> });
    view! {
        <PageHead title="Queue" subtitle=state_words(&settings) actions=move || view! { <Actions settings is_admin /> } />
        {done_note(DONE)}
        <Depths depth now />
        <h2 class="mb-2 text-md font-semibold">"What waits"</h2>
        {first}
        <Lines lines team=team.clone() now />
        <h2 class="mt-8 mb-2 text-md font-semibold">"Who is there"</h2>
        <Agents agents=agents.clone() zone now />
        <div id="in-work" class="mt-8 mb-2 flex flex-wrap items-baseline gap-x-3">
            <h2 class="text-md font-semibold">"In work"</h2>
            {everybody}
        </div>
        <InHand held agents team now is_one=of.is_some() />
    }
    .into_any()
}

fn state_words(settings: &Settings) -> &'static str {
    match (settings.is_on, settings.is_paused) {
        (false, _) => "Work is not handed out by itself: take what waits, from the top.",
        (true, true) => "Paused: nothing is handed out until somebody goes on.",
        (true, false) => "What waits goes to whoever is on shift, available and least loaded, the most urgent first.",
    }
}

#[component]
fn Actions(settings: Settings, is_admin: bool) -> impl IntoView {
    let pause = (is_admin && settings.is_on).then(|| {
        let label = if settings.is_paused { "Go on" } else { "Pause" };
        let glyph = if settings.is_paused { Glyph::Refresh } else { Glyph::Clock };
        view! {
            <form method="post" action=PauseQueue::PATH>
                <input type="hidden" name="pause" value=(!settings.is_paused).to_string() />
                <Button icon=glyph>{label}</Button>
            </form>
        }
    });
    let admin = is_admin.then(|| view! { <ButtonLink href=routes::ADMIN_QUEUE icon=Glyph::Settings>"Settings and shifts"</ButtonLink> });
    view! {
        {admin}
        {pause}
        <form method="post" action=TakeNext::PATH>
            <Button look=Look::Primary icon=Glyph::Assign>"Take next"</Button>
        </form>
    }
    .into_any()
}

/// How much waits, by priority, and how long.
#[component]
fn Depths(depth: Depth, now: Timestamp) -> impl IntoView {
    let longest = depth.oldest.map_or_else(|| "–".to_owned(), |at| short_duration(now.since(at)));
    let total = depth.total();
    let tone = if total > 0 { Tone::Warn } else { Tone::Good };
    let priorities = depth.tickets.iter().map(|(priority, n)| view! { <Stat label=priority.label() value=n.to_string() note="tickets" /> }).collect_view();
    view! {
        <Stats label="How much waits">
            <Stat label="Waiting" value=total.to_string() tone />
            <Stat label="Longest wait" value=longest />
            {priorities}
            <Stat label="Live chats" value=depth.chats.to_string() href=format!("{}?tab=waiting", routes::DESK_CHATS) />
        </Stats>
    }
    .into_any()
}
