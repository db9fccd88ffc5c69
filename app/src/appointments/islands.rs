//! Moving appointments in the calendar: by dragging with a mouse or pen, and with the keys. The calendar itself is drawn by the server and redrawn when
//! something changed; this only listens.

use crate::appointments::api::{drag_appointment, undo_move};
use crate::fresh::HELD;
use crate::live;
use crate::ui::Tone;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use stoa::kernel::ids::{AppointmentId, MemberId};
use stoa::kernel::time::Timestamp;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What is dragged settles on quarters of an hour.
const STEP: i64 = 15 * 60_000;
/// Before so many pixels it was a click.
const CLICK: f64 = 5.0;
/// A column of the calendar.
const COLUMN: &str = "[data-column]";
/// Where an appointment says when it begins.
const CLOCK: &str = "[data-clock]";

/// An appointment on its way.
#[derive(Clone)]
struct Carried {
    element: HtmlElement,
    id: AppointmentId,
    seen: i64,
    staff: MemberId,
    starts_at: i64,
    /// Where it was taken, and how far down in it.
    taken: (f64, f64),
    grip: f64,
    /// Where it would be put now.
    target: Option<(Timestamp, MemberId)>,
    by_keys: bool,
}

thread_local! {
    static CARRIED: RefCell<Option<Carried>> = const { RefCell::new(None) };
    /// The last move, which can be taken back: of what, and how often that was changed then.
    static MOVED: Cell<Option<(AppointmentId, i64)>> = const { Cell::new(None) };
}

/// Lets appointments be moved where they stand. Says what it does to those who hear the page.
#[island]
pub fn MoveByHand() -> impl IntoView {
    let said = RwSignal::new(String::new());
    Effect::new(move |_| {
        let handles = [
            window_event_listener(ev::pointerdown, take),
            window_event_listener(ev::pointermove, move |event| carry(&event)),
            window_event_listener(ev::pointerup, move |event| drop_it(&event, said)),
            window_event_listener(ev::pointercancel, |_| put_back()),
            window_event_listener(ev::keydown, move |event| by_keys(&event, said)),
        ];
        on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    });
    view! { <p role="status" class="sr-only">{move || said.get()}</p> }
}

fn number(element: &Element, name: &str) -> Option<i64> {
    element.get_attribute(name)?.parse().ok()
}

fn appointment_at(target: Option<web_sys::EventTarget>) -> Option<Carried> {
    let element: HtmlElement = target?.dyn_into::<Element>().ok()?.closest("[data-appointment]").ok()??.dyn_into().ok()?;
    Some(Carried {
        id: AppointmentId(number(&element, "data-appointment")?),
        seen: number(&element, "data-seen")?,
        staff: MemberId(number(&element, "data-staff")?),
        starts_at: number(&element, "data-starts")?,
        element,
        taken: (0.0, 0.0),
        grip: 0.0,
        target: None,
        by_keys: false,
    })
}

fn take(event: ev::PointerEvent) {
    // A finger scrolls; the appointment's own page moves it there.
    if event.button() != 0 || event.pointer_type() == "touch" {
        return;
    }
    put_back();
    let Some(mut carried) = appointment_at(event.target()).filter(|c| c.element.has_attribute("data-movable")) else { return };
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    carried.taken = (x, y);
    carried.grip = y - carried.element.get_bounding_client_rect().top();
    hold(&carried.element, true);
    CARRIED.set(Some(carried));
}

/// What is in somebody's hand is not drawn anew under it.
fn hold(element: &HtmlElement, is_held: bool) {
    drop(if is_held { element.set_attribute(HELD, "") } else { element.remove_attribute(HELD) });
}

fn carry(event: &ev::PointerEvent) {
    // It was let go outside the window.
    if event.buttons() == 0 && CARRIED.with_borrow(|slot| slot.as_ref().is_some_and(|c| !c.by_keys)) {
        put_back();
    }
    CARRIED.with_borrow_mut(|slot| {
        let Some(carried) = slot.as_mut().filter(|c| !c.by_keys) else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let (dx, dy) = (x - carried.taken.0, y - carried.taken.1);
        if carried.target.is_none() && dx.hypot(dy) < CLICK {
            return;
        }
        event.prevent_default();
        if let Some(column) = column_at(x) {
            carried.target = place(&column, y - carried.grip, carried);
            if let Some((at, _)) = carried.target {
                write(&carried.element, &clock(&column, at.0));
            }
        }
        show(&carried.element, dx, dy);
    });
}

fn show(element: &HtmlElement, dx: f64, dy: f64) {
    let style = element.style();
    drop(style.set_property("transform", &format!("translate({dx}px, {dy}px)")));
    drop(style.set_property("z-index", "30"));
    drop(style.set_property("opacity", "0.85"));
}

/// Writes on an appointment when it begins.
fn write(element: &HtmlElement, clock: &str) {
    if let Ok(Some(place)) = element.query_selector(CLOCK) {
        place.set_text_content(Some(clock));
    }
}

/// A moment of a column as the clock of the business shows it.
fn clock(column: &Element, at: i64) -> String {
    let minutes = (at - number(column, "data-from").unwrap_or(at)) / 60_000 + number(column, "data-minute").unwrap_or(0);
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

fn columns() -> Vec<Element> {
    let Ok(all) = document().query_selector_all(COLUMN) else { return Vec::new() };
    (0..all.length()).filter_map(|n| all.get(n)?.dyn_into().ok()).collect()
}

fn column_at(x: f64) -> Option<Element> {
    columns().into_iter().find(|column| {
        let area = column.get_bounding_client_rect();
        (area.left()..area.right()).contains(&x)
    })
}

/// The moment at a height of a column, and whose column it is.
fn place(column: &Element, y: f64, carried: &Carried) -> Option<(Timestamp, MemberId)> {
    let (from, to) = (number(column, "data-from")?, number(column, "data-to")?);
    let area = column.get_bounding_client_rect();
    let at = from as f64 + (y - area.top()) / area.height().max(1.0) * (to - from) as f64;
    let at = (at / STEP as f64).round() as i64 * STEP;
    let staff = number(column, "data-column").filter(|id| *id > 0).map_or(carried.staff, MemberId);
    Some((Timestamp(at.clamp(from, to - STEP)), staff))
}

fn drop_it(event: &ev::PointerEvent, said: RwSignal<String>) {
    let Some(carried) = CARRIED.take().filter(|c| !c.by_keys) else { return };
    if carried.target.is_none() {
        hold(&carried.element, false);
        return;
    }
    event.prevent_default();
    // What was dragged was not clicked.
    let swallow = window_event_listener(ev::click, |click| click.prevent_default());
    set_timeout(move || swallow.remove(), std::time::Duration::from_millis(50));
    send(carried, said);
}

fn put_back() {
    if let Some(carried) = CARRIED.take() {
        reset(&carried.element);
    }
}

fn reset(element: &HtmlElement) {
    hold(element, false);
    for name in ["transform", "z-index", "opacity"] {
        drop(element.style().remove_property(name));
    }
    if let Some(before) = element.query_selector(CLOCK).ok().flatten().and_then(|place| place.get_attribute("data-clock")) {
        write(element, &before);
    }
}

fn send(carried: Carried, said: RwSignal<String>) {
    hold(&carried.element, false);
    let Some((at, staff)) = carried.target else { return };
    spawn_local(async move {
        match drag_appointment(carried.id, carried.seen, at, staff).await {
            Ok(now) if now == carried.seen => {
                reset(&carried.element);
                _ = said.try_set("Left where it was.".into());
            }
            // The calendar hears of it and is drawn anew.
            Ok(now) => {
                MOVED.set(Some((carried.id, now)));
                _ = said.try_set("The appointment has moved.".into());
                live::offer("Moved. The customer gets a mail in a minute.", live::Action { label: "Undo", keys: "", run: undo, id: carried.id.0 });
            }
            Err(refused) => {
                reset(&carried.element);
                let why = refused.0.to_string();
                _ = said.try_set(why.clone());
                live::toast(Tone::Bad, why, None);
            }
        }
    });
}

/// Takes the last move back.
fn undo(id: i64) {
    let Some((appointment, seen)) = MOVED.take().filter(|(moved, _)| moved.0 == id) else { return };
    spawn_local(async move {
        match undo_move(appointment, seen, false).await {
            Ok(()) => live::toast(Tone::Good, "It is back where it was. Nobody was written to.", None),
            Err(refused) => live::toast(Tone::Bad, refused.0.to_string(), None),
        }
    });
}

/// Alt with an arrow moves what is focused by a quarter of an hour or to the next column; Enter puts it there, Escape leaves it.
fn by_keys(event: &ev::KeyboardEvent, said: RwSignal<String>) {
    let key = event.key();
    let is_carried = CARRIED.with_borrow(|slot| slot.as_ref().is_some_and(|c| c.by_keys));
    match key.as_str() {
        "Escape" if is_carried => {
            put_back();
            said.set("Left where it was.".into());
        }
        "Enter" if is_carried => {
            event.prevent_default();
            if let Some(carried) = CARRIED.take() {
                send(carried, said);
            }
        }
        "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" if event.alt_key() => {
            let focused = document().active_element().map(|e| e.unchecked_into());
            let Some(carried) = appointment_at(focused).filter(|c| c.element.has_attribute("data-movable")) else { return };
            event.prevent_default();
            step(carried, &key, said);
        }
        _ => {}
    }
}

fn step(fresh: Carried, key: &str, said: RwSignal<String>) {
    let mut carried = CARRIED.take().filter(|c| c.by_keys && c.id == fresh.id).unwrap_or(fresh);
    carried.by_keys = true;
    let all = columns();
    let own = carried.element.closest(COLUMN).ok().flatten();
    let Some(home) = own.and_then(|own| all.iter().position(|c| *c == own)) else { return };
    let (from, staff) = carried.target.unwrap_or((Timestamp(carried.starts_at), carried.staff));
    let now = all.iter().position(|c| holds(c, from, staff, carried.staff)).unwrap_or(home);
    let next = match key {
        "ArrowLeft" => now.saturating_sub(1),
        "ArrowRight" => (now + 1).min(all.len() - 1),
        _ => now,
    };
    let shift = match key {
        "ArrowUp" => -STEP,
        "ArrowDown" => STEP,
        _ => 0,
    };
    let (Some(begin), Some(end), Some(before)) = (number(&all[next], "data-from"), number(&all[next], "data-to"), number(&all[now], "data-from")) else {
        return;
    };
    let at = (begin + (from.0 - before) + shift).clamp(begin, end - STEP);
    let who = number(&all[next], "data-column").filter(|id| *id > 0).map_or(carried.staff, MemberId);
    carried.target = Some((Timestamp(at), who));
    let (old, new) = (all[home].get_bounding_client_rect(), all[next].get_bounding_client_rect());
    let home_from = number(&all[home], "data-from").unwrap_or(begin);
    let down = ((at - begin) - (carried.starts_at - home_from)) as f64 / (end - begin).max(1) as f64 * new.height();
    show(&carried.element, new.left() - old.left(), down);
    let (clock, label) = (clock(&all[next], at), all[next].get_attribute("aria-label").unwrap_or_default());
    write(&carried.element, &clock);
    said.set(format!("{label}, {clock}. Enter to move it there, Escape to leave it."));
    hold(&carried.element, true);
    CARRIED.set(Some(carried));
}

/// Whether a column is where somebody's moment stands.
fn holds(column: &Element, at: Timestamp, staff: MemberId, own: MemberId) -> bool {
    let (Some(from), Some(to)) = (number(column, "data-from"), number(column, "data-to")) else { return false };
    let whose = number(column, "data-column").filter(|id| *id > 0).map_or(own, MemberId);
    (from..to).contains(&at.0) && (whose == staff || own == staff && number(column, "data-column") == Some(0))
}
