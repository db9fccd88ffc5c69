//! What wakes up around appointments: the ten minutes that run, times in the zone of who reads, and moving in the calendar.

mod moving;

pub use moving::MoveByHand;

use crate::sla::ticking;
use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::*;
use stoa::kernel::time::Timestamp;
use wasm_bindgen::JsValue;

/// For how long a time is still kept. `clock` is when that ends, at the business; `now` is when the page was made.
#[island]
pub fn HoldClock(until: Timestamp, now: Timestamp, clock: String) -> impl IntoView {
    let now = ticking(now);
    let words = move || {
        let left = until.since(now.get()) / 1000;
        if left > 0 {
            format!("Kept for you for {}:{:02} minutes, until {clock}.", left / 60, left % 60)
        } else {
            "The ten minutes are over. Choose a time again.".to_owned()
        }
    };
    view! { <p role="timer" class="mt-4 text-sm text-muted tabular-nums">{words}</p> }
}

/// Says each time of the page also in the zone of who reads it, where that differs. `place` is where the business is.
#[island]
pub fn YourTimes(place: String) -> impl IntoView {
    let note = RwSignal::new(String::new());
    Effect::new(move |_| {
        let Some(own) = own_zone().filter(|_| tell_times()) else { return };
        note.set(format!("Times are those of {place}; yours, in {own}, stand beside."));
    });
    view! { <p class="mt-2 text-sm text-muted empty:hidden">{move || note.get()}</p> }
}

/// The place the browser's zone is named after.
fn own_zone() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&options, &JsValue::from_str("timeZone")).ok()?.as_string()?;
    Some(name.rsplit('/').next().unwrap_or_default().replace('_', " "))
}

/// Adds the reader's time to whatever names a moment; says whether any differs.
fn tell_times() -> bool {
    let Ok(all) = document().query_selector_all("[data-at]") else { return false };
    let mut differs = false;
    for n in 0..all.length() {
        let Some(element) = all.get(n).and_then(|node| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(node).ok()) else { continue };
        let Some(at) = element.get_attribute("data-at").and_then(|at| at.parse::<f64>().ok()) else { continue };
        let date = Date::new(&JsValue::from_f64(at));
        let own = format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
        if element.get_attribute("data-clock").is_some_and(|clock| clock != own) && element.query_selector("[data-own]").is_ok_and(|known| known.is_none()) {
            let words = document().create_element("span").ok().filter(|words| words.set_attribute("data-own", "").is_ok());
            if let Some(words) = words {
                words.set_class_name("ms-1 text-xs font-normal text-muted");
                words.set_text_content(Some(&format!("({own} yours)")));
                drop(element.append_child(&words));
            }
            differs = true;
        }
    }
    differs
}
