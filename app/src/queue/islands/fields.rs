//! The fields beside the grid: they are what is sent, so the grid reads them and writes into them.

use leptos::prelude::*;
use stoa::businesses::rules::{DAYS, format_day, parse_day};
use stoa::kernel::hours::Interval;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, SvgElement};

fn field(day: usize) -> Option<HtmlInputElement> {
    document().get_element_by_id(DAYS.get(day)?.0)?.dyn_into().ok()
}

/// What the field of a day says; `None` while it cannot be read, or where there is none.
pub(super) fn read(day: usize) -> Option<Vec<Interval>> {
    parse_day(&field(day)?.value()).ok()
}

/// Writes a day into its field.
pub(super) fn write(day: usize, intervals: &[Interval]) {
    if let Some(field) = field(day) {
        field.set_value(&format_day(intervals));
    }
}

/// The day whose field somebody types into.
pub(super) fn typed_into(event: &Event) -> Option<usize> {
    let id = event.target()?.dyn_into::<HtmlInputElement>().ok()?.id();
    DAYS.iter().position(|(field, _)| *field == id)
}

/// Brings the keys to a part of the grid.
pub(super) fn focus(id: &str) {
    if let Some(part) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<SvgElement>().ok()) {
        let _ = part.focus();
    }
}
