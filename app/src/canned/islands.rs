//! The list that a slash opens while a message is written: it narrows with every letter, arrows choose, Enter or Tab writes, Esc leaves.
//! Focus stays in the text; the chosen line is named to screen readers by `aria-activedescendant`.

use super::api::list_canned;
use crate::conversations::Owner;
use crate::routes;
use crate::ui::*;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use stoa::canned::model::{Ready, matching, slash};
use stoa::phrases::model::Facts;
use stoa::phrases::rules::{fault, render};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// The list of texts.
pub const LIST_ID: &str = "canned-list";
/// Lines shown at once.
const SHOWN: usize = 8;

/// What the composer and the list know together; copied into every closure.
#[derive(Clone, Copy, Debug)]
pub struct Canned {
    owner: Owner,
    field: &'static str,
    all: RwSignal<Option<Vec<Ready>>>,
    letters: RwSignal<Option<String>>,
    at: RwSignal<usize>,
    asked: StoredValue<bool>,
}

impl Canned {
    /// Texts for what is written here, into the text area with the id `field`.
    pub fn new(owner: Owner, field: &'static str) -> Self {
        Self { owner, field, all: RwSignal::new(None), letters: RwSignal::new(None), at: RwSignal::new(0), asked: StoredValue::new(false) }
    }

    fn found(self) -> Vec<Ready> {
        let Some(letters) = self.letters.get() else { return Vec::new() };
        self.all.with(|all| all.as_ref().map(|all| matching(all, &letters).into_iter().take(SHOWN).cloned().collect()).unwrap_or_default())
    }

    /// Whether the list is there.
    pub fn is_open(self) -> bool {
        self.letters.with(Option::is_some)
    }

    /// The id of the chosen line.
    pub fn active(self) -> Option<String> {
        (self.is_open() && !self.found().is_empty()).then(|| format!("canned-{}", self.at.get()))
    }

    fn area(self) -> Option<HtmlTextAreaElement> {
        document().get_element_by_id(self.field)?.dyn_into().ok()
    }

    /// What stands before and after the cursor.
    fn around(self) -> Option<(String, String)> {
        let area = self.area()?;
        let end = area.selection_start().ok().flatten()? as usize;
        let units: Vec<u16> = area.value().encode_utf16().collect();
        let (before, after) = units.split_at_checked(end)?;
        Some((String::from_utf16_lossy(before), String::from_utf16_lossy(after)))
    }

    /// Something was typed: opens, narrows or closes the list.
    pub fn typed(self) {
        let letters = self.around().and_then(|(before, _)| slash(&before).map(|(_, letters)| letters.to_owned()));
        if letters.is_some() {
            self.fetch();
        }
        if letters != self.letters.get_untracked() {
            self.at.set(0);
            self.letters.set(letters);
        }
    }

    fn fetch(self) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        let (ticket, chat) = match self.owner {
            Owner::Ticket(id) => (Some(id), None),
            Owner::Chat(id) => (None, Some(id)),
            // Texts speak to the customer: none is offered where a partner reads.
            Owner::Talk(_) | Owner::Lane(_) | Owner::Order(_) => return,
        };
        spawn_local(async move {
            match list_canned(ticket, chat).await {
                Ok(all) => self.all.set(Some(all)),
                Err(_) => self.asked.set_value(false),
            }
        });
    }

    /// A key was pressed; says whether it was meant for the list.
    pub fn key(self, event: &KeyboardEvent) -> bool {
        if !untrack(|| self.is_open()) {
            return false;
        }
        let found = untrack(|| self.found());
        let (at, last) = (self.at.get_untracked(), found.len().saturating_sub(1));
        match event.key().as_str() {
            "Escape" => self.letters.set(None),
            "ArrowDown" if !found.is_empty() => self.at.set(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" if !found.is_empty() => self.at.set(if at == 0 { last } else { at - 1 }),
            "Enter" | "Tab" if !found.is_empty() && !event.is_composing() && !event.shift_key() => self.write(&found[at.min(last)]),
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    /// Writes a text in place of the slash and its letters.
    fn write(self, ready: &Ready) {
        self.letters.set(None);
        let (Some(area), Some((before, after))) = (self.area(), self.around()) else { return };
        let start = slash(&before).map_or(before.len(), |(start, _)| start);
        let begun = format!("{}{}", &before[..start], ready.text);
        area.set_value(&format!("{begun}{after}"));
        let cursor = u32::try_from(begun.encode_utf16().count()).unwrap_or_default();
        let _ = area.set_selection_range(cursor, cursor);
        // The composer hears of it like of anything that is typed.
        if let Ok(event) = document().create_event("Event") {
            event.init_event_with_bubbles("input", true);
            let _ = area.dispatch_event(&event);
        }
        let _ = area.focus();
    }

    /// The button: puts a slash where the cursor is, which opens the list.
    fn begin(self) {
        let (Some(area), Some((before, after))) = (self.area(), self.around()) else { return };
        let space = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { " " };
        let begun = format!("{before}{space}/");
        area.set_value(&format!("{begun}{after}"));
        let cursor = u32::try_from(begun.encode_utf16().count()).unwrap_or_default();
        let _ = area.set_selection_range(cursor, cursor);
        let _ = area.focus();
        self.typed();
    }
}

/// The button in the composer's foot.
#[component]
pub fn CannedButton(canned: Canned) -> impl IntoView {
    view! {
        <IconButton glyph=Glyph::Bolt label="Canned responses (type /)" kind="button" class="noscript:hidden!" on:click=move |_| canned.begin() />
    }
    .into_any()
}

/// The list over the text.
#[component]
pub fn CannedList(canned: Canned) -> impl IntoView {
    let count = move || match (canned.is_open(), canned.all.with(Option::is_some), canned.found().len()) {
        (false, ..) => String::new(),
        (true, false, _) => "Loading canned responses".to_owned(),
        (true, true, 0) => "No canned response fits".to_owned(),
        (true, true, 1) => "1 canned response; Enter writes it".to_owned(),
        (true, true, n) => format!("{n} canned responses; arrows choose, Enter writes"),
    };
    let line = move |(at, ready): (usize, Ready)| {
        let chosen = move || canned.at.get() == at;
        let text = ready.text.clone();
        let written = ready.clone();
        view! {
            <li
                id=format!("canned-{at}")
                role="option"
                aria-selected=move || if chosen() { "true" } else { "false" }
                class="flex cursor-pointer items-baseline gap-2 rounded-sm px-2.5 py-1.5 text-sm aria-selected:bg-accent-soft pointer-coarse:min-h-11"
                on:pointerdown=move |event: leptos::ev::PointerEvent| event.prevent_default()
                on:pointermove=move |_| canned.at.set(at)
                on:click=move |_| canned.write(&written)
            >
                <b class="flex-none font-semibold">{format!("/{}", ready.shortcut)}</b>
                <span class="flex-none">{ready.title}</span>
                <span class="min-w-0 flex-1 truncate text-muted">{text}</span>
            </li>
        }
    };
    view! {
        <p role="status" class="sr-only">{count}</p>
        <Show when=move || canned.is_open()>
            <div class="mx-2 mb-1 rounded-md border border-line bg-panel p-1 shadow-pop">
                <ul id=LIST_ID role="listbox" aria-label="Canned responses" class="max-h-64 overflow-y-auto">
                    {move || canned.found().into_iter().enumerate().map(line).collect_view()}
                </ul>
                <p class="flex items-center gap-3 px-2.5 py-1 text-xs text-muted">
                    <span class="min-w-0 flex-1">{count}</span>
                    <a href=routes::DESK_CANNED class="rounded-xs text-accent hover:underline">"Edit"</a>
                </p>
            </div>
        </Show>
    }
    .into_any()
}

/// Draws the text as it would be written, for an invented customer, while it is typed into the text area that is its child.
#[island]
pub fn CannedPreview(start: String, children: Children) -> impl IntoView {
    let body = RwSignal::new(start);
    let facts = StoredValue::new(Facts {
        customer: "Wanjiru Njoroge".into(),
        number: "TKT-000201".into(),
        subject: "Broken mugs".into(),
        agent: "Amina Otieno".into(),
        business: "Your business".into(),
    });
    let typed = move |event: leptos::ev::Event| {
        if let Some(area) = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok()) {
            body.set(area.value());
        }
    };
    view! {
        <div on:input=typed class="flex flex-col gap-3">
            {children()}
            <section aria-label="Preview" class="rounded-md border border-line bg-canvas px-4 py-3">
                <p aria-hidden="true" class="mb-2 text-xs font-semibold text-muted">"As Wanjiru Njoroge would read it"</p>
                <p class="whitespace-pre-line wrap-anywhere">{move || body.with(|body| facts.with_value(|facts| render(body, facts)))}</p>
                <p role="status" class="mt-2 text-sm text-bad empty:hidden">{move || body.with(|body| fault(body))}</p>
            </section>
        </div>
    }
}
