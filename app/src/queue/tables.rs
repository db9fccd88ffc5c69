//! The tables of the queue's page: what waits and why, who is there; what they have, beside.

use crate::chats::desk::api::{PassChatOn, TakeChat};
use crate::frames::presence;
use crate::tickets::PriorityBadge;
use crate::tickets::desk::api::{AssignTicket, TakeTicket};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::assignments::model::Work;
use stoa::kernel::time::{Timestamp, short_duration};
use stoa::kernel::zone::Zone;
use stoa::queue::model::{AgentNow, Line};
use stoa::queue::rules::{is_ready, shift_words};
use stoa::tickets::model::number_text;

/// Ids and names of those who can be given something.
pub(super) type Team = Vec<(String, String)>;

/// The name of a hidden field, its value, and a word that is unique on the page.
fn field(work: Work) -> (&'static str, String, String) {
    match work {
        Work::Ticket(id) => ("ticket", id.to_string(), format!("ticket-{id}")),
        Work::Chat(id) => ("chat", id.to_string(), format!("chat-{id}")),
    }
}

/// A link to it, with its number or what it is.
#[component]
pub(super) fn Thing(work: Work, title: String, number: Option<i64>) -> impl IntoView {
    let (href, kind, glyph) = match work {
        Work::Ticket(_) => (routes::desk_ticket(number.unwrap_or_default()), number.map(number_text).unwrap_or_default(), Glyph::Ticket),
        Work::Chat(id) => (routes::desk_chat(id), "Live chat".to_owned(), Glyph::Chat),
    };
    view! {
        <span class="flex min-w-0 items-start gap-2.5">
            <Icon glyph class="mt-0.5 size-4.5 flex-none text-muted" />
            <span class="min-w-0">
                <a href=href class="block rounded-xs font-semibold wrap-anywhere hover:underline">{title}</a>
                <span class="block text-sm text-muted tabular-nums">{kind}</span>
            </span>
        </span>
    }
    .into_any()
}

/// A menu that gives something to somebody; `back` also to nobody.
#[component]
pub(super) fn GiveTo(work: Work, title: String, team: Team, back: bool) -> impl IntoView {
    let (name, value, id) = field(work);
    let action = match work {
        Work::Ticket(_) => AssignTicket::PATH,
        Work::Chat(_) => PassChatOn::PATH,
    };
    // A list of a browser's own: with fifty agents, a row of buttons for each piece of work would be most of the page.
    let people = team.into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    let here = session::query("of").map_or_else(|| routes::DESK_QUEUE.to_owned(), |of| format!("{}?of={}", routes::DESK_QUEUE, routes::escape(&of)));
    let nobody = back.then({
        let (value, here_again) = (value.clone(), here.clone());
        move || {
            view! {
                <form method="post" action=action class="mt-1 border-t border-line pt-1">
                    <input type="hidden" name=name value=value />
                    <input type="hidden" name="back" value=here_again />
                    <MenuButton name="agent" value="" icon=Glyph::Undo>"Back to the queue"</MenuButton>
                </form>
            }
        }
    });
    view! {
        <Menu id=format!("give-{id}") label=format!("Give “{title}” to somebody") icon=Glyph::More compact=true side=Side::BelowEnd>
            <form method="post" action=action class="flex items-center gap-2 p-1.5">
                <input type="hidden" name=name value=value />
                <input type="hidden" name="back" value=here />
                <Select name="agent" id=format!("to-{id}") label="Give it to" choices=people required=true class="min-w-40" />
                <Button>"Give"</Button>
            </form>
            {nobody}
        </Menu>
    }
    .into_any()
}

/// What waits, in its order, each with why nobody has it.
#[component]
pub fn Lines(lines: Vec<Line>, team: Team, now: Timestamp) -> impl IntoView {
    if lines.is_empty() {
        return view! { <Empty glyph=Glyph::Check text="Nothing waits." /> }.into_any();
    }
    let rows = lines
        .into_iter()
        .map(|Line { waiting, title, number, counts_as, why }| {
            let (name, value, id) = field(waiting.work);
            let take = match waiting.work {
                Work::Ticket(_) => TakeTicket::PATH,
                Work::Chat(_) => TakeChat::PATH,
            };
            let category = waiting.category.map_or_else(|| "–".to_owned(), |(_, name)| name);
            let (work, priority, waits) = (waiting.work, waiting.priority, short_duration(now.since(waiting.since)));
            let (label, shown, team) = (format!(" “{title}”"), title.clone(), team.clone());
            view! {
                <Row>
                    <Cell><Thing work title=shown number /></Cell>
                    <Cell label="Priority">
                        <PriorityBadge priority />
                        {counts_as.map(|rank| view! { <span class="block text-sm text-muted">{format!("counts as {}", rank.label().to_lowercase())}</span> })}
                    </Cell>
                    <Cell label="Category">{category}</Cell>
                    <Cell label="Waits">{waits}</Cell>
                    <Cell label="Why">{why}</Cell>
                    <Cell class="md:text-end">
                        <span class="inline-flex items-center gap-1">
                            <form method="post" action=take>
                                <input type="hidden" name=name value=value />
                                <button id=format!("take-{id}") class=button_class(Look::Plain, Size::Small)>
                                    "Take" <span class="sr-only">{label}</span>
                                </button>
                            </form>
                            <GiveTo work title team back=false />
                        </span>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = ["What", "Priority", "Category", "Waits", "Why", ""].map(Column::new).to_vec();
    view! { <Table caption="What waits, the first one first" columns>{rows}</Table> }.into_any()
}

/// Who takes part: what they say, where they are in their plan, how loaded they are.
#[component]
pub fn Agents(agents: Vec<AgentNow>, zone: Zone, now: Timestamp) -> impl IntoView {
    if agents.is_empty() {
        return view! { <Empty glyph=Glyph::People text="Nobody takes part in the queue yet." /> }.into_any();
    }
    let rows = agents
        .into_iter()
        .map(|agent| {
            let percent = u8::try_from((agent.load * 100 / agent.capacity.max(1)).clamp(0, 100)).unwrap_or(100);
            let tone = match percent {
                100 => Tone::Bad,
                75.. => Tone::Warn,
                _ => Tone::Good,
            };
            let load = format!("{} of {} points", agent.load, agent.capacity);
            let (state, state_tone) = match (agent.takes_part, is_ready(&agent)) {
                (false, _) => ("Takes no part", Tone::Neutral),
                (true, true) => ("Gets work", Tone::Good),
                (true, false) => ("Gets none now", Tone::Neutral),
            };
            let (meter, shift) = (format!("Load of {}: {load}", agent.name), shift_words(agent.shift, &zone, now));
            let AgentNow { name, availability, tickets, chats, .. } = agent;
            view! {
                <Row>
                    <Cell>
                        <span class="flex items-center gap-3">
                            <Avatar name=name.clone() presence=presence(availability) />
                            <span class="min-w-0">
                                <b class="block truncate font-semibold">{name}</b>
                                <span class="block text-sm text-muted">{availability.label()}</span>
                            </span>
                        </span>
                    </Cell>
                    <Cell label="Queue"><Badge tone=state_tone>{state}</Badge></Cell>
                    <Cell label="Shift">{shift}</Cell>
                    <Cell label="Load">
                        <span class="flex min-w-32 flex-col gap-1">
                            <span class="text-sm tabular-nums">{load}</span>
                            <Meter label=meter percent tone />
                        </span>
                    </Cell>
                    <Cell label="Tickets" number=true>{tickets}</Cell>
                    <Cell label="Live chats" number=true>{chats}</Cell>
                </Row>
            }
        })
        .collect_view();
    let mut columns = ["Person", "Queue", "Shift", "Load"].map(Column::new).to_vec();
    columns.extend(["Tickets", "Live chats"].map(Column::number));
    view! { <Table caption="Agents with their shifts and loads" columns>{rows}</Table> }.into_any()
}
