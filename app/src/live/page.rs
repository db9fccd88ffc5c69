//! What the page tells the client: the network is back, the tab is looked at again, another tab changed the outbox.

use super::{client, storage, talk};
use leptos::ev;
use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// Listens for as long as the page lives.
pub fn listen() {
    // Handles that are dropped without `remove` leave their listeners in place.
    let _ = window_event_listener_untyped("online", |_| client::wake());
    let _ = window_event_listener_untyped("offline", |_| client::went_offline());
    let _ = window_event_listener_untyped("pageshow", |_| client::wake());
    let _ = leptos::prelude::window_event_listener(ev::storage, |event| {
        if event.key().is_none_or(|key| storage::is_ours(&key)) {
            talk::changed_elsewhere();
        }
    });
    let on_visible = wasm_bindgen::closure::Closure::<dyn Fn()>::new(|| {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            client::wake();
        }
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", wasm_bindgen::JsCast::unchecked_ref(on_visible.as_ref()));
    on_visible.forget();
}

/// What an address ends with that is asked for as the guest this page was made for: `?guest=7`, or nothing.
pub fn as_guest() -> String {
    let marked = document().query_selector("[data-guest]").ok().flatten().and_then(|e| e.get_attribute("data-guest"));
    marked.map(|business| format!("?guest={business}")).unwrap_or_default()
}

/// What stands in a text area of the page: somebody may type before its island has woken up. `None` when that is nothing.
pub fn typed(id: &str) -> Option<String> {
    let field = document().get_element_by_id(id)?.dyn_into::<HtmlTextAreaElement>().ok()?;
    Some(field.value()).filter(|text| !text.is_empty())
}

/// Whether the browser believes that there is a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}
