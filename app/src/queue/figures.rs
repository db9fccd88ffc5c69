//! What an agent did in a period, and who they are, on their page.

use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use stoa::accounts::model::{Being, Member};
use stoa::kernel::ids::MemberId;
use stoa::kernel::period::Period;
use stoa::kernel::time::{Timestamp, short_duration};
use stoa::queue::figures::AgentFigures;
use stoa::queue::model::{Plan, Settings};
use stoa::tickets::model::Category;

/// A length of time, or a dash where there is none.
fn time(ms: Option<i64>) -> String {
    ms.map_or_else(|| "–".to_owned(), short_duration)
}

/// Links from one period to the others; `href` is the page, `at` the part of it to come back to.
#[component]
pub fn Periods(period: Period, href: String, at: &'static str) -> impl IntoView {
    let item = |p: &Period| NavItem::new(format!("{href}?days={p}{at}"), p.label()).current(*p == period);
    view! { <Tabs label="Period" look=TabLook::Pill items=Period::ALL.iter().map(item).collect() /> }.into_any()
}

/// The numbers of one agent.
#[component]
pub fn Figures(member: MemberId, period: Period, figures: AgentFigures) -> impl IntoView {
    let compliance = figures.compliance_percent();
    let tone = match compliance {
        Some(..80) => Tone::Bad,
        Some(80..95) => Tone::Warn,
        _ => Tone::Neutral,
    };
    let promises = if figures.promised > 0 { format!("{} of {} in time", figures.met, figures.promised) } else { "nothing was due".to_owned() };
    let ratings = match figures.ratings {
        0 => "none yet".to_owned(),
        1 => "1 rating".to_owned(),
        n => format!("{n} ratings"),
    };
    let answers = figures.first_answer_ms.map(|ms| format!("first answer after {}", short_duration(ms))).unwrap_or_default();
    view! {
        <div id="figures" class="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 class="text-md font-semibold">{format!("The last {}", period.label())}</h2>
            <Periods period href=routes::admin_person(member) at="#figures" />
        </div>
        <Stats label="What they did">
            <Stat label="Tickets resolved" value=figures.resolved.to_string() note=format!("{} open now", figures.open) />
            <Stat label="Live chats" value=figures.chats.to_string() note=answers />
            <Stat label="First reply" value=time(figures.first_reply_ms) note="in the middle" />
            <Stat label="Solution" value=time(figures.solution_ms) note="in the middle" />
            <Stat label="Promises kept" value=compliance.map_or_else(|| "–".to_owned(), |n| format!("{n} %")) note=promises tone />
            <Stat label="Rating" value=figures.rating().unwrap_or_else(|| "–".to_owned()) note=ratings />
        </Stats>
    }
    .into_any()
}

/// Whether somebody is there, or when they were.
pub fn seen(member: &Member, now: Timestamp) -> (Tone, String) {
    let seen = member.seen();
    let tone = match seen.being(now) {
        Being::Online => Tone::Good,
        Being::Idle => Tone::Warn,
        Being::Gone => Tone::Neutral,
    };
    let words = seen.words(now);
    let (first, rest) = words.split_at(1);
    (tone, format!("{}{rest}", first.to_uppercase()))
}

/// Role, state, skills and capacity at a glance.
#[component]
pub fn AtAGlance(member: Member, plan: Plan, settings: Settings, categories: Vec<Category>, now: Timestamp) -> impl IntoView {
    let (tone, there) = seen(&member, now);
    let skills: Vec<String> = categories.into_iter().filter(|c| plan.skills.contains(&c.id)).map(|c| c.name).collect();
    let skills = if skills.is_empty() { "All categories".to_owned() } else { skills.join(", ") };
    let capacity = match (plan.takes_part, plan.capacity) {
        (false, _) => "Gets nothing from the queue".to_owned(),
        (true, Some(own)) => format!("{own} points"),
        (true, None) => format!("{} points, as everybody", settings.capacity),
    };
    view! {
        <Card class="mb-5 text-sm">
            <Facts>
                <Fact label="Role">{member.role.label()}</Fact>
                <Fact label="Address"><span class="break-all">{member.email}</span></Fact>
                <Fact label="Status">
                    <span class="flex flex-wrap items-center gap-2">{member.availability.label()} <Badge tone>{there}</Badge></span>
                </Fact>
                <Fact label="Handles">{skills}</Fact>
                <Fact label="Capacity">{capacity}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
