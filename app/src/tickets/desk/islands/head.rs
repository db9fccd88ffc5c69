//! The head of the open ticket: what it is called, where it stands, and the one thing to do next.

use super::open::{change, follow};
use super::snooze::Snooze;
use crate::conversations::{Colleagues, Room};
use crate::layout::RegionHead;
use crate::macros::islands::MacroMenu;
use crate::tickets::desk::api::{SetTicketStatus, TakeTicket, set_ticket_status, take_ticket};
use crate::tickets::desk::face::with_whom;
use crate::tickets::desk::keys::{self, Does};
use crate::tickets::desk::state::OpenTicket;
use crate::tickets::{PriorityBadge, StatusBadge};
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::tickets::model::{Status, number_text};

/// The head; `opened` says when, `back` leads to the list on a phone.
#[island]
pub fn TicketHead(ticket: OpenTicket, me: MemberId, opened: String, back: String, has_panel: bool, room: Room) -> impl IntoView {
    let (id, number, subject) = (ticket.id, ticket.number, ticket.subject.clone());
    let ticket = RwSignal::new(ticket);
    Effect::new(move |_| follow(ticket, me));
    let status = Memo::new(move |_| ticket.with(|t| t.status));
    let is_free = Memo::new(move |_| ticket.with(|t| t.holder.is_none() && t.status.is_active()));
    let is_closed = Memo::new(move |_| status.get() == Status::Closed);
    let priority = Memo::new(move |_| ticket.with(|t| t.priority));
    let line = move || format!("{} · {opened} · {}", number_text(number), ticket.with(|t| with_whom(t, me)));
    let actions = move || {
        view! {
            {move || is_free.get().then(|| view! { <Take id me /> })}
            {move || next_step(status.get()).map(|(to, label)| view! { <Step id me to label /> })}
            <Snooze ticket me />
            {move || (!is_closed.get()).then(|| view! { <MacroMenu id number me /> })}
        }
    };
    view! {
        <RegionHead back actions details=has_panel>
            <h1 dir="auto" class="truncate text-md font-bold" title=subject.clone()>{subject.clone()}</h1>
            <div class="md:flex md:flex-wrap md:items-center md:gap-y-1">
                <p id="ticket-line" data-number=number_text(number) class="me-2 inline text-sm text-muted tabular-nums md:block md:min-w-0 md:truncate">{line}</p>
                <span class="inline-flex gap-1.5 align-middle">
                    {move || view! { <PriorityBadge priority=priority.get() quiet=true /> }} {move || view! { <StatusBadge status=status.get() /> }}
                </span>
            </div>
            <Colleagues room />
        </RegionHead>
    }
}

/// Where the ticket usually goes from here, and the word for it.
const fn next_step(status: Status) -> Option<(Status, &'static str)> {
    match status {
        Status::Open | Status::InProgress | Status::WaitingResponse => Some((Status::Resolved, "Resolve")),
        Status::Resolved => Some((Status::InProgress, "Reopen")),
        Status::Closed => None,
    }
}

/// Takes the ticket: a plain form that an island sends by itself.
#[component]
pub fn Take(id: TicketId, me: MemberId, #[prop(optional)] look: Look, #[prop(default = true)] marked: bool) -> impl IntoView {
    let take = move |event: SubmitEvent| {
        event.prevent_default();
        change(id, me, take_ticket(id), || {});
    };
    let keys = keys::of(Does::Press("take"));
    view! {
        <form method="post" action=TakeTicket::PATH on:submit=take>
            <input type="hidden" name="ticket" value=id.to_string() />
            <Button look attr:data-press=marked.then_some("take") attr:aria-keyshortcuts=marked.then_some(keys)>
                "Assign to me"
                {marked.then(|| view! { <Keys keys class="max-md:hidden" /> })}
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn Step(id: TicketId, me: MemberId, to: Status, label: &'static str) -> impl IntoView {
    let step = move |event: SubmitEvent| {
        event.prevent_default();
        change(id, me, set_ticket_status(id, to, false), || {});
    };
    let is_end = to == Status::Resolved;
    let keys = keys::of(Does::Press("resolve"));
    view! {
        <form method="post" action=SetTicketStatus::PATH on:submit=step>
            <input type="hidden" name="ticket" value=id.to_string() />
            <input type="hidden" name="status" value=to.word() />
            <Button
                look=if is_end { Look::Primary } else { Look::Plain }
                attr:data-press=is_end.then_some("resolve")
                attr:aria-keyshortcuts=is_end.then_some(keys)
            >
                {label}
                {is_end.then(|| view! { <Keys keys class="max-md:hidden" /> })}
            </Button>
        </form>
    }
    .into_any()
}
