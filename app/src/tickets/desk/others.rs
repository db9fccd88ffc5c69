//! Beside a thread: what else the customer asked, what has to do with this ticket, and the way to merge it.

use super::api::{LinkTickets, MergeTicket, UnlinkTickets};
use super::face::ticket_href;
use super::shelf::Shelf;
use crate::forms::refused;
use crate::tickets::looks::{status_glyph, status_tone};
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::ids::TicketId;
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::tickets::model::{Status, TicketRow, number_text};

const LINK: &str = "link-number";
const MERGE: &str = "merge";

/// A ticket in one line, with what can be done about it at the end.
fn line(row: &TicketRow, shelf: Shelf, now: Timestamp, end: AnyView) -> impl IntoView + use<> {
    let (tone, glyph) = (status_tone(row.status), status_glyph(row.status));
    view! {
        <li class="flex items-center gap-1">
            <a href=ticket_href(row.number, shelf) class="group/other flex min-w-0 flex-1 items-center gap-2 rounded-xs py-1 pointer-coarse:min-h-11">
                <span class=format!("flex-none {}", tone.text())>
                    <Icon glyph class="size-4" />
                </span>
                <span class="sr-only">{format!("{}, {}: ", number_text(row.number), row.status.label())}</span>
                <span class="min-w-0 flex-1 truncate group-hover/other:underline">{row.subject.clone()}</span>
                <span class="flex-none text-xs text-faint tabular-nums">{short_ago(row.updated_at, now)}</span>
            </a>
            {end}
        </li>
    }
}

/// What else this customer asked.
#[component]
pub fn Others(id: TicketId, is_closed: bool, others: Vec<TicketRow>, shelf: Shelf, now: Timestamp) -> impl IntoView {
    let list = if others.is_empty() {
        view! { <p class="text-muted">"This is their first ticket."</p> }.into_any()
    } else {
        let lines = others.iter().map(|row| line(row, shelf, now, ().into_any())).collect_view();
        view! { <ul class="flex flex-col">{lines}</ul> }.into_any()
    };
    let open: Vec<TicketRow> = others.into_iter().filter(|row| row.status != Status::Closed).collect();
    let merge = (!is_closed && !open.is_empty()).then(|| view! { <Merge id open /> });
    view! { <PanelSection title="Other tickets">{list} {merge}</PanelSection> }.into_any()
}

/// The question that goes before what cannot be undone: into which one.
#[component]
fn Merge(id: TicketId, open: Vec<TicketRow>) -> impl IntoView {
    let choice = |row: TicketRow| {
        view! {
            <li>
                <label class="flex items-start gap-2.5 rounded-sm px-2 py-1.5 hover:bg-sunk pointer-coarse:min-h-11">
                    <input type="radio" name="into" value=row.id.to_string() required=true class="mt-1 accent-accent" />
                    <span class="min-w-0">
                        <span class="block truncate font-semibold">{row.subject}</span>
                        <span class="block text-xs text-muted">{format!("{}, {}", number_text(row.number), row.status.label().to_lowercase())}</span>
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <div class="mt-2">
            <OpenDialog target=MERGE look=Look::Quiet size=Size::Small>"Merge into another ticket"</OpenDialog>
        </div>
        <Dialog id=MERGE title="Merge this ticket into another">
            <form method="post" action=MergeTicket::PATH class="flex flex-col gap-3 text-sm">
                <input type="hidden" name="ticket" value=id.to_string() />
                <p class="text-muted">
                    "All messages, notes and pictures go along and this ticket is closed. The customer is told where it goes on. It cannot be undone."
                </p>
                <fieldset>
                    <legend class="mb-1 font-semibold">"Into"</legend>
                    <ul class="flex flex-col">{open.into_iter().map(choice).collect_view()}</ul>
                </fieldset>
                <Button look=Look::Primary>"Merge"</Button>
            </form>
        </Dialog>
    }
    .into_any()
}

/// What has to do with this ticket, and a field for one more.
#[component]
pub fn Linked(id: TicketId, linked: Vec<TicketRow>, shelf: Shelf, now: Timestamp) -> impl IntoView {
    let refused = refused().of(LinkTickets::PATH);
    let error = refused.error_of("number");
    let unlink = |row: &TicketRow| {
        view! {
            <form method="post" action=UnlinkTickets::PATH class="contents">
                <input type="hidden" name="ticket" value=id.to_string() />
                <input type="hidden" name="other" value=row.id.to_string() />
                <RemoveButton label=format!("Unlink {}", number_text(row.number)) />
            </form>
        }
        .into_any()
    };
    let lines = linked.iter().map(|row| line(row, shelf, now, unlink(row))).collect_view();
    view! {
        <PanelSection title="Linked tickets">
            {(!linked.is_empty()).then(|| view! { <ul class="mb-2 flex flex-col">{lines}</ul> })}
            <form method="post" action=LinkTickets::PATH class="flex items-end gap-2">
                <input type="hidden" name="ticket" value=id.to_string() />
                <Field label="Number of a ticket" id=LINK error=error.clone() class="flex-1">
                    <TextInput name="number" id=LINK value=refused.value("number") error placeholder="TKT-000201" class="h-control-small!" />
                </Field>
                <Button size=Size::Small>"Link"</Button>
            </form>
        </PanelSection>
    }
    .into_any()
}
