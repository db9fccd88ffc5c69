//! The details of the open ticket that can be changed, and its clocks. Every field is a plain form; with script a choice is sent at once.

use super::open::{change, follow};
use crate::live;
use crate::sla::faces::face;
use crate::tickets::desk::api::*;
use crate::tickets::desk::state::OpenTicket;
use crate::tickets::looks::source_face;
use crate::ui::*;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::cell::Cell;
use std::time::Duration;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::Timestamp;
use stoa::tickets::model::{Priority, Status};
use stoa::tickets::rules::may_move;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

type Options = Vec<(String, String)>;

/// Status, priority, category, holder; the clocks with their arithmetic; the rating.
#[island]
pub fn TicketFields(ticket: OpenTicket, me: MemberId, team: Options, categories: Options, now: Timestamp) -> impl IntoView {
    let id = ticket.id;
    let is_closed = ticket.status == Status::Closed;
    let (came_by, came_from) = source_face(ticket.source);
    let has_category = ticket.category.is_some();
    let ticket = RwSignal::new(ticket);
    let now = RwSignal::new(now);
    Effect::new(move |_| {
        follow(ticket, me);
        set_interval(move || now.set(live::server_now()), Duration::from_secs(15));
    });
    let status = Memo::new(move |_| ticket.with(|t| t.status));
    // A new status has other ways on, so its list is drawn anew; who chose by keyboard stays on it.
    Effect::new(move |before: Option<Status>| {
        let after = status.get();
        if before.is_some_and(|before| before != after) && IS_CHOOSING.take() {
            request_animation_frame(|| {
                if let Some(list) = document().get_element_by_id("status").and_then(|e| e.dyn_into::<HtmlSelectElement>().ok()) {
                    let _ = list.focus();
                }
            });
        }
        after
    });
    let choices = |options: Options, none: Option<&str>| {
        none.map(|label| Choice::new("", label)).into_iter().chain(options.into_iter().map(|(value, label)| Choice::new(value, label))).collect::<Vec<_>>()
    };
    // A ticket without a category offers none until one is chosen; nobody can always be chosen.
    let categories = choices(categories, (!has_category).then_some("None"));
    let team = choices(team, Some("Nobody"));
    let priorities = Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect();
    let value = move |read: fn(&OpenTicket) -> String| Signal::derive(move || ticket.with(read));
    let send_status = move |event| {
        IS_CHOOSING.set(true);
        send(event, ticket, me, |id, word| Some(set_ticket_status(id, word.parse().ok()?, false)), |t| t.status.word().into());
    };
    let send_priority = move |event| send(event, ticket, me, |id, word| Some(set_ticket_priority(id, word.parse().ok()?)), |t| t.priority.word().into());
    let send_category = move |event| send(event, ticket, me, |id, word| Some(set_ticket_category(id, word.parse().ok()?)), category);
    let send_holder = move |event| send(event, ticket, me, |id, word| Some(assign_ticket(id, word, String::new())), holder);
    view! {
        <PanelSection title="Ticket">
            <div class="flex flex-col gap-2">
                {move || {
                    let choices = reachable(status.get());
                    view! {
                        <Line url=SetTicketStatus::PATH id=id.to_string() label="Status" name="status">
                            <Select name="status" choices value=status.get().word() disabled=status.get() == Status::Closed class=CONTROL on:change=send_status />
                        </Line>
                    }
                }}
                <Line url=SetTicketPriority::PATH id=id.to_string() label="Priority" name="priority">
                    <Select name="priority" choices=priorities value=value(|t| t.priority.word().into()).get_untracked() prop:value=value(|t| t.priority.word().into()) disabled=is_closed class=CONTROL on:change=send_priority />
                </Line>
                <Line url=SetTicketCategory::PATH id=id.to_string() label="Category" name="category">
                    <Select name="category" choices=categories value=value(category).get_untracked() prop:value=value(category) disabled=is_closed class=CONTROL on:change=send_category />
                </Line>
                <Line url=AssignTicket::PATH id=id.to_string() label="Assigned to" name="agent">
                    <Select name="agent" choices=team value=value(holder).get_untracked() prop:value=value(holder) disabled=is_closed class=CONTROL on:change=send_holder />
                </Line>
                <p id="came-from" class="flex items-center gap-1.5 text-xs text-muted">
                    <Icon glyph=came_by class="size-3.5 flex-none" />
                    {came_from}
                </p>
                <p id="why-assigned" class="text-xs text-muted empty:hidden">{move || ticket.with(|t| t.why.clone())}</p>
            </div>
        </PanelSection>
        <PanelSection title="Service level" aside=move || view! { <Explain id="why" label="Explain">{move || why(&ticket.get())}</Explain> }>
            <div class="flex flex-col gap-3">
                {move || ticket.with(|t| t.clocks.iter().map(|(clock, _)| view! { <TimerBar face=face(clock, now.get()) /> }).collect_view())}
            </div>
        </PanelSection>
        {move || ticket.with(rating)}
    }
}

thread_local! {
    /// The status was chosen in this tab's list.
    static IS_CHOOSING: Cell<bool> = const { Cell::new(false) };
}

const CONTROL: &str = "h-control-small! text-sm!";

fn category(t: &OpenTicket) -> String {
    t.category.map(|id| id.to_string()).unwrap_or_default()
}

fn holder(t: &OpenTicket) -> String {
    t.holder.map(|id| id.to_string()).unwrap_or_default()
}

/// The status it has and those it can go to.
fn reachable(from: Status) -> Vec<Choice> {
    Status::ALL.iter().filter(|to| **to == from || may_move(from, **to)).map(|s| Choice::new(s.word(), s.label())).collect()
}

/// Sends what was chosen; when it is refused the list shows again what holds.
fn send<F: Future<Output = crate::error::Result<OpenTicket>> + 'static>(
    event: Event,
    ticket: RwSignal<OpenTicket>,
    me: MemberId,
    make: fn(stoa::kernel::ids::TicketId, String) -> Option<F>,
    read: fn(&OpenTicket) -> String,
) {
    let list: HtmlSelectElement = event_target(&event);
    let id = ticket.with_untracked(|t| t.id);
    if let Some(sending) = make(id, list.value()) {
        change(id, me, sending, move || list.set_value(&ticket.with_untracked(read)));
    } else {
        list.set_value(&ticket.with_untracked(read));
    }
}

/// A field with its label at the left, and a button where no script sends the choice.
#[component]
fn Line(url: &'static str, id: String, label: &'static str, name: &'static str, children: Children) -> impl IntoView {
    view! {
        <form method="post" action=url class="grid grid-cols-[5.75rem_minmax(0,1fr)_auto] items-center gap-x-3">
            <input type="hidden" name="ticket" value=id />
            <label for=name class="text-muted">{label}</label>
            {children()}
            <Button size=Size::Small class="hidden! noscript:inline-flex!">"Set"</Button>
        </form>
    }
    .into_any()
}

/// The arithmetic of every clock.
fn why(ticket: &OpenTicket) -> impl IntoView + use<> {
    let part = |clock: &stoa::sla::model::Deadline, lines: &Vec<String>| {
        view! {
            <h3 class="font-semibold not-first:mt-3">{clock.clock.label()}</h3>
            <ul class="mt-1 flex list-disc flex-col gap-1 ps-4 text-muted tabular-nums">{lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view()}</ul>
        }
    };
    ticket.clocks.iter().map(|(clock, lines)| part(clock, lines)).collect_view()
}

/// What the customer thought of the solution.
fn rating(ticket: &OpenTicket) -> Option<impl IntoView + use<>> {
    let (stars, comment) = (u8::try_from(ticket.rating?).ok()?, ticket.rating_comment.clone());
    Some(view! {
        <PanelSection title="Rating">
            <Rating value=stars />
            {(!comment.is_empty()).then(|| view! { <p class="mt-1 whitespace-pre-line">"“"{comment}"”"</p> })}
        </PanelSection>
    })
}
