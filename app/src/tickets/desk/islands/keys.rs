//! Hears the keys of the desk and does what the list of keys says; remembers what is shown and hidden.

use super::open::undo_last;
use crate::live;
use crate::tickets::desk::keys::{Does, begins, held, typed};
use crate::ui::Tone;
use leptos::ev;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlDocument, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent};

/// The second letter of a pair comes within this time.
const PAIR_MS: f64 = 1_500.0;
/// A choice is remembered for a year.
const KEEP_SECONDS: u32 = 31_536_000;

thread_local!(static BEGUN: Cell<(char, f64)> = const { Cell::new((' ', 0.0)) });

/// Draws nothing.
#[island]
pub fn DeskKeys() -> impl IntoView {
    Effect::new(move |_| {
        window_event_listener(ev::keydown, |event| hear(&event));
        window_event_listener(ev::change, |event| {
            let Some(changed) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
            if let Some(shown) = changed.dyn_ref::<HtmlInputElement>().filter(|input| input.id() == "details-shown") {
                write_cookie("desk_details", if shown.checked() { "shown" } else { "hidden" });
            }
            // Filters hold as soon as they are chosen.
            let form = changed.closest("form[data-instant]").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
            if let Some(form) = form.filter(|_| changed.tag_name() == "SELECT") {
                let _ = form.request_submit();
            }
        });
    });
}

/// Keeps a choice where the server sees it before it draws the next page.
pub fn write_cookie(name: &str, value: &str) {
    if let Some(page) = document().dyn_ref::<HtmlDocument>() {
        let _ = page.set_cookie(&format!("{name}={value}; Path=/; Max-Age={KEEP_SECONDS}; SameSite=Lax"));
    }
}

fn hear(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if event.key() == "Escape" {
        if let Some(typing) = target.filter(is_typed_into) {
            let _ = typing.blur();
        }
        return;
    }
    if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key() && !event.is_composing() && !event.default_prevented() {
        let free = !target.as_ref().is_some_and(is_typed_into) && find::<Element>("dialog[open]").is_none();
        match held(&event.key()) {
            // Finding works from everywhere; what is typed has an undo of its own.
            Some(does) if does == Does::Find || (does == Does::Undo && free) => {
                event.prevent_default();
                act(does);
            }
            _ => {}
        }
        return;
    }
    let is_busy = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || event.default_prevented();
    if is_busy || target.as_ref().is_some_and(is_typed_into) || find::<Element>("dialog[open]").is_some() {
        return;
    }
    let mut letters = event.key().chars().collect::<Vec<_>>().into_iter();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return };
    let (begun, at) = BEGUN.replace((' ', 0.0));
    let before = (begun != ' ' && event.time_stamp() - at < PAIR_MS).then_some(begun);
    match typed(before, letter) {
        Some(does) => {
            event.prevent_default();
            act(does);
        }
        None if before.is_none() && begins(letter) => BEGUN.set((letter, event.time_stamp())),
        None => {}
    }
}

/// Whether keys belong to what has the focus.
fn is_typed_into(element: &HtmlElement) -> bool {
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "submit" | "file" | "hidden"),
        _ => element.is_content_editable(),
    }
}

/// Does what a key does.
pub fn act(does: Does) {
    match does {
        Does::Move(by) => move_by(by),
        Does::Write(mode) => write(mode),
        Does::Press(what) => press(&format!("[data-press={what}]")),
        Does::Tick => tick(),
        Does::Search => focus("#list input[type=search], main input[type=search]"),
        Does::Go(path) => go(path),
        Does::Dark => dark(),
        Does::Copy => copy(),
        Does::Details => press("#details-shown:not([hidden])"),
        Does::Help => {
            if let Some(help) = find::<HtmlDialogElement>("#keys") {
                let _ = help.show_modal();
            }
        }
        Does::Undo => undo_last(),
        Does::Find => press("[data-press=find]"),
        Does::Choose(field) => choose(field),
        // The browser leaves and the composer sends.
        Does::Leave | Does::Send => {}
    }
}

fn find<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn press(selector: &str) {
    if let Some(button) = find::<HtmlElement>(selector) {
        button.click();
    }
}

/// Whether there is anything on this page that a key could do that with.
pub fn has(does: Does) -> bool {
    let there = |selector: &str| find::<Element>(selector).is_some();
    match does {
        Does::Press(what) => there(&format!("[data-press={what}]")),
        Does::Write(mode) => there(&format!("#thread [name=mode][value={mode}]")),
        Does::Choose(field) => there(&format!("#details #{field}:not([disabled])")),
        Does::Copy => there("#ticket-line"),
        Does::Details => there("#details-shown"),
        Does::Tick => row_box().is_some(),
        Does::Search => there("input[type=search]"),
        Does::Go(_) | Does::Dark | Does::Help | Does::Undo => true,
        Does::Move(_) | Does::Find | Does::Leave | Does::Send => false,
    }
}

fn focus(selector: &str) {
    if let Some(element) = find::<HtmlElement>(selector) {
        let _ = element.focus();
    }
}

fn go(path: &str) {
    let _ = location().assign(path);
}

/// Opens the line so many further down; the first when none is open.
fn move_by(by: i32) {
    let Ok(links) = document().query_selector_all("#lines article a") else { return };
    let links: Vec<HtmlElement> = (0..links.length()).filter_map(|at| links.get(at)?.dyn_into().ok()).collect();
    let open = links.iter().position(|link| link.has_attribute("aria-current"));
    let next = open.map_or(Some(0), |at| at.checked_add_signed(by as isize));
    if let Some(link) = next.and_then(|at| links.get(at)) {
        link.click();
    }
}

/// The box in the line that has the focus, or else in that of the open ticket.
fn row_box() -> Option<HtmlInputElement> {
    let focused = document().active_element().and_then(|focused| focused.closest("#lines article").ok().flatten());
    let row = focused.or_else(|| find::<Element>("#lines [aria-current=true]")?.closest("article").ok().flatten())?;
    row.query_selector("[name='ids[]']").ok().flatten()?.dyn_into().ok()
}

/// Ticks the line, or no longer.
fn tick() {
    if let Some(row_box) = row_box() {
        row_box.click();
    }
}

/// Goes into a field of the details, which may have to be shown first.
fn choose(field: &str) {
    if find::<HtmlElement>(&format!("#details #{field}")).is_some_and(|f| f.offset_parent().is_none()) {
        press("#details-shown:not([hidden])");
    }
    focus(&format!("#details #{field}"));
}

fn write(mode: &str) {
    press(&format!("#thread [name=mode][value={mode}]"));
    focus("#thread form textarea");
}

/// The other colours, at once; the server remembers them.
fn dark() {
    let is_dark = match document().document_element().and_then(|root| root.get_attribute("data-theme")).as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches()),
    };
    press(&format!("form [name=theme][value={}]", if is_dark { "light" } else { "dark" }));
}

fn copy() {
    let Some(number) = find::<Element>("#ticket-line").and_then(|line| line.get_attribute("data-number")) else { return };
    let _ = window().navigator().clipboard().write_text(&number);
    live::toast(Tone::Good, format!("{number} copied"), None);
}
