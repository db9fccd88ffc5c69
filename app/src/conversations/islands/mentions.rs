//! Colleagues to choose from after an @ in a private note. Without script the name is typed.

use super::composer::FIELD_ID;
use crate::conversations::naming::{begun, fitting, named};
use crate::tickets::desk::api::list_colleagues;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CustomEvent, CustomEventInit, Event, HtmlTextAreaElement};

/// The list; the field points at it while it is open.
const LIST_ID: &str = "colleagues-to-name";

/// The list over the composer of the same page.
#[derive(Clone, Copy)]
struct Naming {
    /// Everybody; `None` before they were asked for.
    team: RwSignal<Option<Vec<String>>>,
    /// Where the name was begun, and up to where it is typed, in bytes.
    place: RwSignal<Option<(usize, usize)>>,
    offered: RwSignal<Vec<String>>,
    chosen: RwSignal<usize>,
}

/// Offers names while one is being typed after an @ in a note.
#[island]
pub fn MentionList() -> impl IntoView {
    let naming = Naming { team: RwSignal::new(None), place: RwSignal::new(None), offered: RwSignal::default(), chosen: RwSignal::new(0) };
    Effect::new(move |_| {
        let Some(field) = field() else { return };
        let typed = Closure::<dyn Fn(Event)>::new(move |_| naming.typed());
        for event in ["input", "click", "focus"] {
            let _ = field.add_event_listener_with_callback(event, typed.as_ref().unchecked_ref());
        }
        typed.forget();
        let left = Closure::<dyn Fn(Event)>::new(move |_| naming.close());
        let _ = field.add_event_listener_with_callback("blur", left.as_ref().unchecked_ref());
        left.forget();
        // On its way down, so that Enter chooses before it sends.
        let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| naming.pressed(&event));
        let _ = window().add_event_listener_with_callback_and_bool("keydown", pressed.as_ref().unchecked_ref(), true);
        pressed.forget();
    });
    Effect::new(move |_| {
        let (is_open, at) = (naming.offered.with(|all| !all.is_empty()), naming.chosen.get());
        let Some(field) = field() else { return };
        if is_open {
            let _ = field.set_attribute("aria-controls", LIST_ID);
            let _ = field.set_attribute("aria-autocomplete", "list");
            let _ = field.set_attribute("aria-activedescendant", &option_id(at));
        } else {
            ["aria-controls", "aria-autocomplete", "aria-activedescendant"].into_iter().for_each(|name| _ = field.remove_attribute(name));
        }
    });
    let option = move |(at, name): (usize, String)| {
        let is_chosen = move || naming.chosen.get() == at;
        view! {
            <li
                id=option_id(at)
                role="option"
                aria-selected=move || if is_chosen() { "true" } else { "false" }
                // The field keeps the focus.
                on:mousedown=move |event| {
                    event.prevent_default();
                    naming.chosen.set(at);
                    naming.take();
                }
                class="cursor-pointer rounded-xs px-2.5 py-1.5 aria-selected:bg-accent-soft aria-selected:text-accent pointer-coarse:py-2.5"
            >
                {name}
            </li>
        }
    };
    view! {
        <div class="relative">
            <Show when=move || naming.offered.with(|all| !all.is_empty())>
                <ul
                    id=LIST_ID
                    role="listbox"
                    aria-label="Colleagues"
                    class="absolute bottom-1 left-4 z-20 w-64 max-w-[calc(100%-2rem)] rounded-md border border-line bg-raised p-1 text-sm shadow-pop md:left-5"
                >
                    {move || naming.offered.get().into_iter().enumerate().map(option).collect_view()}
                </ul>
            </Show>
        </div>
    }
}

fn option_id(at: usize) -> String {
    format!("{LIST_ID}-{at}")
}

fn field() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(FIELD_ID)?.dyn_into().ok()
}

/// The text of the field and where its caret stands, in bytes.
fn written(field: &HtmlTextAreaElement) -> Option<(String, usize)> {
    let (text, units) = (field.value(), field.selection_start().ok()?? as usize);
    let mut seen = 0;
    let caret = text.char_indices().find_map(|(at, c)| {
        let here = (seen >= units).then_some(at);
        seen += c.len_utf16();
        here
    });
    let caret = caret.unwrap_or(text.len());
    Some((text, caret))
}

impl Naming {
    fn typed(self) {
        let is_note = document().query_selector("#composer [name=mode][value=note]:checked").is_ok_and(|chosen| chosen.is_some());
        let Some((text, caret)) = field().filter(|_| is_note).and_then(|f| written(&f)) else { return self.close() };
        let Some((at, typed)) = begun(&text, caret) else { return self.close() };
        self.place.set(Some((at, caret)));
        let Some(team) = self.team.get_untracked() else { return self.ask() };
        let offered: Vec<String> = fitting(&team, typed).into_iter().map(str::to_owned).collect();
        if self.offered.with_untracked(|before| *before != offered) {
            self.chosen.set(0);
            self.offered.set(offered);
        }
    }

    /// Asks once who there is, and looks again.
    fn ask(self) {
        self.team.set(Some(Vec::new()));
        spawn_local(async move {
            match list_colleagues().await {
                Ok(team) => {
                    self.team.set(Some(team));
                    self.typed();
                }
                Err(_) => self.team.set(None),
            }
        });
    }

    fn close(self) {
        if self.offered.with_untracked(|all| !all.is_empty()) {
            self.offered.set(Vec::new());
        }
        self.place.set(None);
    }

    fn pressed(self, event: &KeyboardEvent) {
        let many = self.offered.with_untracked(Vec::len);
        let is_ours = field().is_some_and(|f| document().active_element().is_some_and(|a| a.is_same_node(Some(&f))));
        if many == 0 || !is_ours || event.is_composing() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.chosen.update(|at| *at = (*at + 1) % many),
            "ArrowUp" => self.chosen.update(|at| *at = (*at + many - 1) % many),
            "Enter" | "Tab" => self.take(),
            "Escape" => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Puts the chosen name into the field, as if it had been typed.
    fn take(self) {
        let name = self.offered.with_untracked(|all| all.get(self.chosen.get_untracked()).cloned());
        let (Some(name), Some((at, caret)), Some(field)) = (name, self.place.get_untracked(), field()) else { return };
        let text = field.value();
        if !text.is_char_boundary(at) || !text.is_char_boundary(caret) {
            return self.close();
        }
        let (text, caret) = named(&text, at, caret, &name);
        field.set_value(&text);
        let units = text[..caret].encode_utf16().count() as u32;
        let _ = field.set_selection_range(units, units);
        let told = CustomEventInit::new();
        told.set_bubbles(true);
        if let Ok(event) = CustomEvent::new_with_event_init_dict("input", &told) {
            let _ = field.dispatch_event(&event);
        }
        self.close();
    }
}
