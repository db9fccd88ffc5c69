//! The boxes of the rows: ticked all at once, counted, and ticked again on the next page that shows the same list.

use crate::ui::*;
use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The boxes of the rows.
const BOXES: &str = "input[name='ids[]']";
/// Where a tab keeps what is ticked.
const KEPT: &str = "stoa.chosen";

/// Ticks every ticket of the page, or none.
#[island]
pub fn SelectPage() -> impl IntoView {
    let tick = move |event: ev::Event| tick_where(|_| event_target_checked(&event));
    view! {
        <div class="noscript:hidden">
            <Checkbox name="page" on:change=tick>"All on this page"</Checkbox>
        </div>
    }
}

/// How many tickets of a list are ticked, and buttons that tick all it shows or none. The browser counts for the eye, also where no script does; this
/// says it to screen readers. What is ticked goes along to the next page of this tab with the same `list`: whoever goes through it opens its tickets.
#[island]
pub fn ChosenCount(list: String) -> impl IntoView {
    let list = StoredValue::new(list);
    let many = RwSignal::new(0);
    let look = move || {
        let ticked = ticked();
        many.set(ticked.len());
        list.with_value(|list| keep(list, ticked));
    };
    Effect::new(move |_| {
        let before = list.with_value(|list| kept(list));
        tick_where(|one| one.checked() || before.contains(&one.value()));
        look();
        window_event_listener(ev::change, move |_| look());
    });
    let all = move |_| {
        tick_where(|_| true);
        look();
    };
    let none = move |_| {
        // The bar goes away with the last tick: whoever is in it by keyboard is put back into the list.
        if let Some(first) = boxes().find(HtmlInputElement::checked) {
            let _ = first.focus();
        }
        // The button empties the form once everybody has heard of it.
        request_animation_frame(look);
    };
    let words = move || match many.get() {
        0 => String::new(),
        many => format!("{many} chosen"),
    };
    view! {
        <p class="flex-1 text-sm font-semibold whitespace-nowrap tabular-nums">
            <span aria-hidden="true" class="ticked-count"></span>
            <span role="status" class="sr-only">{words}</span>
        </p>
        <Button kind="button" look=Look::Quiet size=Size::Small class="px-1.5! noscript:hidden!" on:click=all>"Select all shown"</Button>
        <Button kind="reset" look=Look::Quiet size=Size::Small class="px-1.5!" on:click=none>"Clear"</Button>
    }
}

/// Rows are gone, and what was ticked of them: whoever counts looks again.
pub fn rows_left() {
    request_animation_frame(|| {
        if let Ok(change) = web_sys::Event::new("change") {
            let _ = window().dispatch_event(&change);
        }
    });
}

/// What was ticked had its turn.
pub(super) fn forget() {
    keep("", Vec::new());
}

fn boxes() -> impl Iterator<Item = HtmlInputElement> {
    let found = document().query_selector_all(BOXES).ok();
    let many = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..many).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

fn tick_where(is_on: impl Fn(&HtmlInputElement) -> bool) {
    boxes().for_each(|one| one.set_checked(is_on(&one)));
}

fn ticked() -> Vec<String> {
    boxes().filter(HtmlInputElement::checked).map(|one| one.value()).collect()
}

/// What is ticked in a list.
#[derive(Serialize, Deserialize)]
struct Kept {
    list: String,
    ids: Vec<String>,
}

fn keep(list: &str, ids: Vec<String>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    let kept = (!ids.is_empty()).then(|| Kept { list: list.to_owned(), ids });
    let _ = match kept.and_then(|kept| serde_json::to_string(&kept).ok()) {
        Some(text) => storage.set_item(KEPT, &text),
        None => storage.remove_item(KEPT),
    };
}

fn kept(list: &str) -> Vec<String> {
    let text = window().session_storage().ok().flatten().and_then(|storage| storage.get_item(KEPT).ok().flatten());
    let kept = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    kept.filter(|kept| kept.list == list).map(|kept| kept.ids).unwrap_or_default()
}
