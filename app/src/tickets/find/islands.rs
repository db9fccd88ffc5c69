//! The palette: everything that has a name, a few letters away. Its button is a link to the page that does the same.

use super::api::find_anything;
use super::model::{Found, commands, pages, remember};
use crate::routes;
use crate::tickets::desk::islands::{act, has};
use crate::tickets::desk::keys::Key;
use crate::ui::*;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::kernel::ids::MemberId;

/// The list; the field points at it.
const LIST_ID: &str = "palette-list";
/// The server is asked once nothing was typed for so long.
const PAUSE: Duration = Duration::from_millis(180);
/// Lines that are shown.
const MOST: usize = 14;

/// A line of the palette.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Found(Found),
    Command(Key),
}

/// The button in the rail, and the dialog it opens.
#[island]
pub fn Palette(me: MemberId, is_admin: bool) -> impl IntoView {
    let (dialog, field) = (NodeRef::<Dialog>::new(), NodeRef::<Input>::new());
    let words = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Found>::new());
    let recent = RwSignal::new(Vec::<Found>::new());
    let chosen = RwSignal::new(0_usize);
    // What may be done depends on the page: it is looked at whenever the palette opens.
    let opened = RwSignal::new(0_u32);
    let lines = Memo::new(move |_| {
        let typed = words.get();
        let typed = typed.trim();
        if opened.get() == 0 {
            return Vec::new();
        }
        let mut all: Vec<Line> = Vec::new();
        let before =
            recent.with(|recent| recent.iter().filter(|f| super::model::fits(&format!("{} {}", f.label, f.detail), typed)).cloned().collect::<Vec<_>>());
        let known: Vec<String> = before.iter().map(|f| f.href.clone()).collect();
        all.extend(before.into_iter().map(Line::Found));
        all.extend(found.get().into_iter().filter(|f| !known.contains(&f.href)).map(Line::Found));
        all.extend(commands(typed).into_iter().filter(|key| has(key.does)).map(|key| Line::Command(*key)));
        all.extend(pages(typed, is_admin).into_iter().filter(|f| !known.contains(&f.href)).map(Line::Found));
        all.truncate(MOST);
        all
    });
    let mut ask = debounce(PAUSE, move |typed: String| {
        spawn_local(async move {
            let answer = find_anything(typed.clone()).await;
            // What was typed meanwhile asks for itself.
            if words.try_with_untracked(|now| *now == typed) == Some(true) {
                found.set(answer.unwrap_or_default());
            }
        });
    });
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        words.set(text.clone());
        chosen.set(0);
        if text.trim().is_empty() {
            found.set(Vec::new());
        }
        ask(text);
    };
    let open = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let Some(dialog) = dialog.get_untracked() else { return };
        event.prevent_default();
        if !dialog.open() {
            recent.set(load(me));
            words.set(String::new());
            found.set(Vec::new());
            chosen.set(0);
            opened.update(|n| *n += 1);
            let _ = dialog.show_modal();
            if let Some(field) = field.get_untracked() {
                field.set_value("");
                let _ = field.focus();
            }
        }
    };
    let go = move |at: usize| {
        let Some(line) = lines.with_untracked(|all| all.get(at).cloned()) else { return };
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        match line {
            Line::Command(key) => act(key.does),
            Line::Found(found) => {
                save(me, &remember(load(me), found.clone()));
                let _ = location().assign(&found.href);
            }
        }
    };
    let keys = move |event: KeyboardEvent| {
        let many = lines.with_untracked(Vec::len);
        if many == 0 || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = (*at + 1) % many),
            "ArrowUp" => chosen.update(|at| *at = (*at + many - 1) % many),
            "Enter" => go(chosen.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        show(chosen.get_untracked());
    };
    let option = move |(at, line): (usize, Line)| {
        view! {
            <li
                id=option_id(at)
                role="option"
                aria-selected=move || if chosen.get() == at { "true" } else { "false" }
                on:click=move |_| go(at)
                class="flex min-h-control cursor-pointer items-center gap-3 rounded-sm px-3 py-1.5 aria-selected:bg-accent-soft aria-selected:text-accent pointer-coarse:min-h-11"
            >
                {words_of(line)}
            </li>
        }
    };
    view! {
        <a
            href=routes::DESK_FIND
            data-press="find"
            on:click=open
            class="group/tip relative grid size-10 flex-none place-items-center rounded-md text-muted transition-colors hover:bg-sunk hover:text-ink max-md:size-11"
        >
            <Icon glyph=Glyph::Search class="size-5" />
            <span class="sr-only">"Find anything"</span>
        </a>
        <dialog
            id="palette"
            node_ref=dialog
            closedby="any"
            aria-label="Find anything"
            class="mx-auto mt-[8dvh] mb-auto w-[calc(100vw-2rem)] max-w-xl rounded-lg border border-line bg-panel p-0 text-ink shadow-pop backdrop:bg-veil open:animate-pop"
        >
            <div class="flex items-center gap-2 border-b border-line px-4">
                <span class="text-muted">
                    <Icon glyph=Glyph::Search />
                </span>
                <input
                    node_ref=field
                    type="text"
                    role="combobox"
                    aria-label="Find anything"
                    aria-expanded="true"
                    aria-controls=LIST_ID
                    aria-autocomplete="list"
                    aria-activedescendant=move || lines.with(|all| (!all.is_empty()).then(|| option_id(chosen.get())))
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="A number, a name, a page, what you want to do"
                    on:input=typed
                    on:keydown=keys
                    class="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
                />
                <form method="dialog">
                    <IconButton glyph=Glyph::Close label="Close" size=Size::Small />
                </form>
            </div>
            <ul id=LIST_ID role="listbox" aria-label="Found" class="max-h-[60dvh] overflow-y-auto p-1.5">
                {move || lines.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <p role="status" class="px-4 pb-3 text-sm text-muted empty:hidden">{move || (opened.get() > 0 && lines.with(Vec::is_empty)).then_some("Nothing was found.")}</p>
        </dialog>
    }
}

fn words_of(line: Line) -> impl IntoView {
    let (glyph, label, detail, keys) = match line {
        Line::Found(found) => {
            let detail = if found.detail.is_empty() { found.kind.label().to_owned() } else { found.detail };
            (found.kind.glyph(), found.label, detail, "")
        }
        Line::Command(key) => (Glyph::Bolt, key.name.to_owned(), String::new(), key.keys),
    };
    view! {
        <span class="flex-none text-muted">
            <Icon glyph class="size-4" />
        </span>
        <span class="min-w-0 flex-1 truncate">{label}</span>
        <span class="max-w-[50%] flex-none truncate text-xs text-muted tabular-nums">{detail}</span>
        {(!keys.is_empty()).then(|| view! { <Keys keys /> })}
    }
}

fn option_id(at: usize) -> String {
    format!("{LIST_ID}-{at}")
}

/// The chosen line is in sight.
fn show(at: usize) {
    if let Some(line) = document().get_element_by_id(&option_id(at)) {
        let how = web_sys::ScrollIntoViewOptions::new();
        how.set_block(web_sys::ScrollLogicalPosition::Nearest);
        line.scroll_into_view_with_scroll_into_view_options(&how);
    }
}

fn storage_key(me: MemberId) -> String {
    format!("stoa.recent.{me}")
}

fn load(me: MemberId) -> Vec<Found> {
    let text = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(&storage_key(me)).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn save(me: MemberId, recent: &[Found]) {
    if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), serde_json::to_string(recent)) {
        let _ = storage.set_item(&storage_key(me), &text);
    }
}
