//! The tags of the open ticket: chips that can be taken off, and a field for more. Plain forms that an island sends by itself.

use super::api::{TagTicket, UntagTicket, tag_ticket, untag_ticket};
use super::tagged_href;
use crate::tickets::desk::OpenTicket;
use crate::tickets::desk::islands::{change, follow};
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::ids::{MemberId, TicketId};

/// The field tags are typed into.
const FIELD: &str = "tags";

/// The tags, and `known` ones to choose from.
#[island]
pub fn TicketTags(ticket: OpenTicket, me: MemberId, known: Vec<String>) -> impl IntoView {
    let id = ticket.id;
    let ticket = RwSignal::new(ticket);
    Effect::new(move |_| follow(ticket, me));
    let tags = Memo::new(move |_| ticket.with(|t| t.tags.clone()));
    let field = NodeRef::<Input>::new();
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else { return };
        let typed = input.value();
        if typed.trim().is_empty() {
            return;
        }
        input.set_value("");
        change(id, me, tag_ticket(id, typed.clone()), move || input.set_value(&typed));
    };
    view! {
        <PanelSection title="Tags">
            <ul id="ticket-tags" class="flex flex-wrap gap-1.5 empty:hidden">
                <For each=move || tags.get() key=|name| name.clone() let:name>
                    <Chip id me name />
                </For>
            </ul>
            <form method="post" action=TagTicket::PATH class="mt-2 flex gap-2 first:mt-0" on:submit=add>
                <input type="hidden" name="ticket" value=id.to_string() />
                <label for=FIELD class="sr-only">"Add tags"</label>
                <input
                    node_ref=field
                    id=FIELD
                    name=FIELD
                    list="known-tags"
                    autocomplete="off"
                    maxlength="200"
                    placeholder="Add a tag"
                    class="h-control-small min-w-0 flex-1 rounded-sm border border-control bg-raised px-2.5 text-sm hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 pointer-coarse:min-h-11"
                />
                <datalist id="known-tags">{known.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
                <Button size=Size::Small class="pointer-coarse:min-h-11">"Add"</Button>
            </form>
        </PanelSection>
    }
}

#[component]
fn Chip(id: TicketId, me: MemberId, name: String) -> impl IntoView {
    let sent = name.clone();
    let remove = move |event: SubmitEvent| {
        event.prevent_default();
        change(id, me, untag_ticket(id, sent.clone()), || {});
    };
    view! {
        <li class="inline-flex max-w-full items-center rounded-full bg-sunk text-xs font-semibold">
            <a href=tagged_href(&name) class="min-w-0 truncate rounded-full py-1 ps-2.5 hover:underline">{name.clone()}</a>
            <form method="post" action=UntagTicket::PATH on:submit=remove class="flex">
                <input type="hidden" name="ticket" value=id.to_string() />
                <button type="submit" name="tag" value=name.clone() class="grid size-6 place-items-center rounded-full text-muted hover:text-bad pointer-coarse:size-11">
                    <Icon glyph=Glyph::Close class="size-3.5" />
                    <span class="sr-only">{format!("Remove tag {name}")}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}
