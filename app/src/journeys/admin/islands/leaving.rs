//! Leaving: a field for the plane, and the canvas for another page. Nothing that was typed or drawn is lost by it without a word.

use super::board::{Board, Saving};
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, HtmlElement};

/// Takes over what is being typed, which fields tell only when they are left. Gives the field that was.
pub fn leave_field() -> Option<HtmlElement> {
    let field = document().active_element().filter(|on| on.matches("input, textarea, select").unwrap_or_default());
    let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok())?;
    field.blur().ok().map(|()| field)
}

/// Whether a press begins something on the plane. A second finger would pull it to and fro between the two, and other buttons open menus.
pub fn begins(event: &PointerEvent) -> bool {
    let is_meant = event.is_primary() && event.button() == 0;
    if is_meant {
        // Before another step is chosen: its fields take the place of the one that is typed into.
        leave_field();
    }
    is_meant
}

/// Lets links wait until everything is saved, and has the browser ask whoever leaves in another way before it is.
pub fn guard(board: Board) {
    // Where to go once it is saved.
    let wanted = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        let asked = window_event_listener(leptos::ev::beforeunload, move |event| {
            if let Some(field) = leave_field() {
                let _ = field.focus();
            }
            if !board.is_kept() {
                event.prevent_default();
            }
        });
        let pressed = window_event_listener(leptos::ev::click, move |event: MouseEvent| {
            // Whoever presses the same link again does not want to wait: the browser asks them.
            if let Some(to) = leads_away(&event).filter(|to| board.saving.get_untracked() == Saving::Busy && wanted.get_value().as_ref() != Some(to)) {
                event.prevent_default();
                wanted.set_value(Some(to));
            }
        });
        on_cleanup(move || {
            asked.remove();
            pressed.remove();
        });
    });
    Effect::new(move |_| match board.saving.get() {
        Saving::Busy => {}
        Saving::Failed(_) => wanted.set_value(None),
        Saving::Saved => {
            if let Some(to) = wanted.get_value() {
                let _ = location().set_href(&to);
            }
        }
    });
}

/// The address of the link that a press follows in this tab.
fn leads_away(event: &MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let on = event.target().filter(|_| is_plain && !event.default_prevented())?.dyn_into::<Element>().ok()?;
    let link = on.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    (link.target().is_empty() && link.hash().is_empty()).then(|| link.href())
}
