//! Putting the open ticket aside: a menu of moments, and a field for any other.

use super::open::change;
use crate::tickets::desk::api::NOW;
use crate::tickets::desk::api::{SnoozeTicket, snooze_ticket};
use crate::tickets::desk::keys::{self, Does};
use crate::tickets::desk::state::OpenTicket;
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::ids::MemberId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlElement, HtmlInputElement};

const MENU: &str = "snooze";
const FIELD: &str = "snooze-until";

/// The menu while the ticket is there, and the way back while it is put aside. A plain form that an island sends by itself.
#[component]
pub fn Snooze(ticket: RwSignal<OpenTicket>, me: MemberId) -> impl IntoView {
    let id = ticket.with_untracked(|t| t.id);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = event.submitter().and_then(|b| b.dyn_into::<HtmlButtonElement>().ok()).map(|b| b.value()).unwrap_or_default();
        let field = document().get_element_by_id(FIELD).and_then(|f| f.dyn_into::<HtmlInputElement>().ok()).map(|f| f.value()).unwrap_or_default();
        close();
        change(id, me, snooze_ticket(id, chosen, field), || {});
    };
    let wake = move |event: SubmitEvent| {
        event.prevent_default();
        change(id, me, snooze_ticket(id, NOW.into(), String::new()), || {});
    };
    let moments = move || {
        let choice = |(label, field): (String, String)| view! { <MenuButton name="until" value=field icon=Some(Glyph::Clock)>{label}</MenuButton> };
        ticket.with(|t| t.snoozes.clone()).into_iter().map(choice).collect_view()
    };
    let keys = keys::of(Does::Press("snooze"));
    move || match ticket.with(|t| (t.snoozed.clone(), t.status.is_active())) {
        (Some(until), _) => view! {
            <form method="post" action=SnoozeTicket::PATH on:submit=wake class="flex items-center gap-2">
                <input type="hidden" name="ticket" value=id.to_string() />
                <Badge icon=Glyph::Clock>{format!("Snoozed until {until}")}</Badge>
                <Button size=Size::Small name="until" value=NOW>"Bring back"</Button>
            </form>
        }
        .into_any(),
        (None, true) => view! {
            <form method="post" action=SnoozeTicket::PATH on:submit=send>
                <input type="hidden" name="ticket" value=id.to_string() />
                <button
                    type="button"
                    popovertarget=MENU
                    data-press="snooze"
                    aria-keyshortcuts=keys
                    class=format!("{} group/tip relative w-control px-0!", button_class(Look::Quiet, Size::Medium))
                >
                    <Icon glyph=Glyph::Clock />
                    <span class="sr-only">"Snooze"</span>
                    <Tip text="Snooze" keys=Some(keys.to_owned()) />
                </button>
                <div
                    id=MENU
                    popover="auto"
                    role="group"
                    aria-label="Snooze until"
                    class="w-64 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised p-1 text-ink shadow-pop pop-below-end open:animate-pop"
                >
                    {moments}
                    <div class="mt-1 border-t border-line p-2">
                        <Field label="Another moment" id=FIELD>
                            <TextInput name="other" id=FIELD kind="datetime-local" value="" />
                        </Field>
                        <Button size=Size::Small class="mt-2">"Snooze until then"</Button>
                    </div>
                </div>
            </form>
        }
        .into_any(),
        (None, false) => ().into_any(),
    }
}

fn close() {
    if let Some(menu) = document().get_element_by_id(MENU).and_then(|m| m.dyn_into::<HtmlElement>().ok()) {
        let _ = menu.hide_popover();
    }
}
