//! One line of the inbox, kept live piece by piece so that the pointer and the focus stay where they are.

use super::inbox::Inbox;
use crate::bulk::SelectTicket;
use crate::sla::faces::face;
use crate::tags::TagBadges;
use crate::tickets::PriorityBadge;
use crate::tickets::desk::face::ticket_href;
use crate::tickets::desk::shelf::Shelf;
use crate::tickets::looks::source_face;
use crate::ui::*;
use leptos::prelude::*;
use stoa::kernel::ids::TicketId;
use stoa::kernel::time::short_ago;
use stoa::sla::model::Standing;
use stoa::tickets::model::{Holder, Status};

/// A line of the list.
#[component]
pub fn LineRow(inbox: Inbox, id: TicketId, current: bool) -> impl IntoView {
    let line = Memo::new(move |_| inbox.lines.with(|lines| lines.iter().find(|line| line.id == id).cloned()));
    let first = line.get_untracked()?;
    let (lane, number) = (first.lane, first.number);
    let at = Signal::derive(move || line.with(|l| l.as_ref().map_or_else(String::new, |l| short_ago(l.updated_at, inbox.now.get()))));
    let unread = Signal::derive(move || line.with(|l| l.as_ref().map_or(0, |l| u32::try_from(l.unread).unwrap_or(0))));
    let customer = first.customer;
    let presence = Signal::derive(move || {
        let was = line.with(|l| l.as_ref().is_some_and(|l| l.is_online));
        let is = inbox.online.with(|all| all.get(&customer).copied()).unwrap_or(was);
        is.then_some(Presence::Online)
    });
    let is_typing = Memo::new(move |_| inbox.typing.with(|all| all.contains_key(&lane)));
    let preview = move || {
        move || {
            if is_typing.get() {
                return view! { <span class="text-accent">"typing…"</span> }.into_any();
            }
            if let Some(draft) = line.with(|l| l.as_ref().and_then(|l| l.draft.clone())) {
                return view! {
                    <span class="font-semibold text-note-ink">"Draft: "</span>
                    {draft}
                }
                .into_any();
            }
            line.get().map(|l| view! { <Words is_ours=l.is_ours text=l.preview /> }).into_any()
        }
    };
    let badges = move || move || line.get().map(|l| badges(inbox, &l));
    let view = view! {
        <ListRow
            href=ticket_href(number, inbox.shelf)
            name=first.name
            at
            subject=first.subject
            presence
            channel=source_face(first.source)
            tick=move || view! { <SelectTicket id number /> }
            unread
            current
            preview
            badges
        />
    };
    Some(view)
}

/// The last words; an arrow where we spoke last.
#[component]
fn Words(is_ours: bool, text: String) -> impl IntoView {
    let arrow = is_ours.then(|| {
        view! {
            <span class="sr-only">"We said: "</span>
            <Icon glyph=Glyph::Reply class="me-1 inline size-3.5 align-[-2px] text-faint" />
        }
    });
    view! {
        {arrow}
        {text}
    }
    .into_any()
}

/// What hurries, how urgent it is, and where it stands when nothing is expected of us.
fn badges(inbox: Inbox, line: &crate::tickets::desk::state::Line) -> impl IntoView + use<> {
    let clock = line.clock.clone().map(|clock| {
        move || {
            let now = inbox.now.get();
            let runs = !matches!(clock.standing(now), Standing::Met | Standing::MetLate | Standing::Paused);
            runs.then(|| view! { <TimerBadge face=face(&clock, now) named=true /> })
        }
    });
    let soon =
        line.clock.clone().map(|clock| move || clock.is_warned(inbox.now.get()).then(|| view! { <Badge tone=Tone::Warn icon=Glyph::Alert>"Due soon"</Badge> }));
    let state = match line.status {
        Status::WaitingResponse => Some(view! { <Badge>"Waiting"</Badge> }),
        Status::Resolved => Some(view! { <Badge tone=Tone::Good>"Resolved"</Badge> }),
        _ if line.is_snoozed => Some(view! { <Badge icon=Glyph::Clock>"Snoozed"</Badge> }),
        _ => None,
    };
    let colleague = line.holder_name.clone().filter(|_| inbox.shelf != Shelf::Tab(Holder::Mine) && line.holder != Some(inbox.me));
    let colleague = colleague.map(|name| view! { <Badge icon=Glyph::Person class="shrink! min-w-0"><span class="truncate">{name}</span></Badge> });
    view! {
        {clock}
        {soon}
        <PriorityBadge priority=line.priority quiet=true />
        {state}
        {colleague}
        <TagBadges tags=line.tags.clone() />
    }
    .into_any()
}
