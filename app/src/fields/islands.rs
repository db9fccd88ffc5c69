//! What wakes up around fields: those of the open ticket, and the form that shows only what the chosen category asks.

use super::api::{SetTicketFields, set_ticket_fields};
use super::controls::FieldControl;
use crate::tickets::desk::OpenTicket;
use crate::tickets::desk::islands::{change, follow};
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::collections::HashMap;
use stoa::kernel::ids::MemberId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

/// The fields of the open ticket: one plain form that an island sends by itself.
#[island]
pub fn TicketSlots(ticket: OpenTicket, me: MemberId) -> impl IntoView {
    let id = ticket.id;
    let ticket = RwSignal::new(ticket);
    Effect::new(move |_| follow(ticket, me));
    let slots = Memo::new(move |_| ticket.with(|t| t.slots.clone()));
    let form = NodeRef::<leptos::html::Form>::new();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = form.get_untracked() else { return };
        let typed = slots.with_untracked(|slots| {
            let value = |name: &str| {
                let control = form.elements().named_item(name)?;
                let input = control.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
                input.or_else(|| control.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value))
            };
            slots.iter().filter_map(|slot| Some((slot.field.key.clone(), value(&slot.field.control())?))).collect::<HashMap<_, _>>()
        });
        change(id, me, set_ticket_fields(id, typed), || {});
    };
    view! {
        <Show when=move || slots.with(|slots| !slots.is_empty())>
            <PanelSection title="More about it">
                <form node_ref=form method="post" action=SetTicketFields::PATH class="flex flex-col gap-3" on:submit=save>
                    <input type="hidden" name="ticket" value=id.to_string() />
                    {move || slots.get().into_iter().map(|slot| view! { <FieldControl field=slot.field value=slot.value /> }).collect_view()}
                    <div><Button size=Size::Small>"Save"</Button></div>
                </form>
            </PanelSection>
        </Show>
    }
}

/// Shows of its children only what the category chosen in the form asks for.
#[island]
pub fn CategoryFields(children: Children) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let list = root.closest("form").ok().flatten().and_then(|form| form.query_selector("select[name=category]").ok().flatten());
        let Some(list) = list.and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()) else { return };
        let show = {
            let list = list.clone();
            move || {
                let chosen = list.value();
                let Ok(parts) = root.query_selector_all("[data-categories]") else { return };
                for part in (0..parts.length()).filter_map(|n| parts.item(n)?.dyn_into::<HtmlElement>().ok()) {
                    let of = part.get_attribute("data-categories").unwrap_or_default();
                    part.set_hidden(!of.is_empty() && of.split(' ').all(|id| id != chosen));
                }
            }
        };
        show();
        let listening = wasm_bindgen::closure::Closure::<dyn Fn()>::new(show);
        let _ = list.add_event_listener_with_callback("change", listening.as_ref().unchecked_ref());
        listening.forget();
    });
    view! {
        <div node_ref=root class="contents">
            {children()}
        </div>
    }
}
