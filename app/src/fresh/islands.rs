//! What keeps a page as things are now, without drawing anything in the browser.

use crate::live::{self, Heard};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::{BusinessId, MemberId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, NodeList, Response};

thread_local! {
    /// The parts that a look in a moment shows anew.
    static DUE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What somebody has in hand says so by this attribute.
pub const HELD: &str = "data-held";

/// Changes that come together are answered by one look: soon enough that what was assigned is seen within a second.
const TOGETHER: Duration = Duration::from_millis(300);

/// Shows the part of this page with the id `part` anew whenever something of the business changed. It reads the page itself again, so numbers are
/// drawn in one place, the server; the part must hold no islands. With `every` so many seconds also when nothing did: for times that pass. It looks once
/// when the connection stands, too: something may have changed since the page was made.
#[island]
pub fn KeepFresh(business: BusinessId, part: String, admin: bool, every: u64) -> impl IntoView {
    Effect::new(move |_| {
        if every > 0 {
            let part = part.clone();
            set_interval(move || look_soon(&part), Duration::from_secs(every));
        }
        let topics = [Some(Topic::Desk(business)), admin.then_some(Topic::Admin(business))];
        topics.map(|topic| {
            let part = part.clone();
            Some(live::watch(topic?, 0, move |heard| match heard {
                Heard::Changed { .. } | Heard::CaughtUp { .. } | Heard::Presence { .. } => look_soon(&part),
                _ => {}
            }))
        })
    });
}

/// Shows the part of this page with the id `part` anew whenever something happened that concerns this person.
#[island]
pub fn KeepOwn(member: MemberId, part: String) -> impl IntoView {
    Effect::new(move |_| {
        let part = part.clone();
        live::watch(Topic::Person(member), 0, move |heard| match heard {
            // Something may have changed since the page was made, or while the connection was lost.
            Heard::Changed { .. } | Heard::CaughtUp { .. } => look_soon(&part),
            _ => {}
        })
    });
}

/// Reads this page again in a moment and shows its part with this id anew.
pub fn look_soon(part: &str) {
    let is_first = DUE.with_borrow_mut(|due| {
        let is_first = due.is_empty();
        if due.iter().all(|known| known != part) {
            due.push(part.to_owned());
        }
        is_first
    });
    if is_first {
        // What cannot be read now stays as it is: the next change looks again.
        set_timeout(|| spawn_local(async { drop(look(&DUE.take()).await) }), TOGETHER);
    }
}

/// Whether somebody has something of a part in hand or reads a menu of it: it is not taken away from under them.
fn is_in_use(part: &Element) -> bool {
    let open = format!(":popover-open, dialog[open], select:focus, [{HELD}]");
    part.query_selector(&open).ok().flatten().is_some() || is_typed_in(part)
}

/// Whether somebody has written in a part what they have not sent.
fn is_typed_in(part: &Element) -> bool {
    let Ok(found) = part.query_selector_all("input:not([type=hidden], [type=checkbox], [type=radio]), textarea") else { return false };
    let is_changed = |node: web_sys::Node| match node.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value() != input.default_value(),
        Err(node) => node.dyn_into::<HtmlTextAreaElement>().is_ok_and(|area| area.default_value().is_ok_and(|before| before != area.value())),
    };
    (0..found.length()).filter_map(|at| found.get(at)).any(is_changed)
}

async fn look(parts: &[String]) -> Result<(), JsValue> {
    if parts.iter().all(|part| document().get_element_by_id(part).is_some_and(|part| is_in_use(&part))) {
        parts.iter().for_each(|part| look_soon(part));
        return Ok(());
    }
    let answer: Response = JsFuture::from(window().fetch_with_str(&window().location().href()?)).await?.dyn_into()?;
    if !answer.ok() || answer.redirected() {
        return Ok(());
    }
    let page = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
    let aside = document().create_element("div")?;
    aside.set_inner_html(&page);
    parts.iter().try_for_each(|part| show(part, &aside))
}

/// Shows a part of this page as it is in another.
fn show(part: &str, page: &Element) -> Result<(), JsValue> {
    let (Some(new), Some(old)) = (page.query_selector(&format!("#{part}"))?, document().get_element_by_id(part)) else { return Ok(()) };
    if new.inner_html() == old.inner_html() {
        return Ok(());
    }
    if is_in_use(&old) {
        look_soon(part);
        return Ok(());
    }
    let focused = document().active_element().filter(|e| old.contains(Some(e))).and_then(|e| way_to(&e));
    let ticked: Vec<String> = boxes(&old.query_selector_all(BOXES)?).filter(HtmlInputElement::checked).map(|b| b.value()).collect();
    old.set_inner_html(&new.inner_html());
    boxes(&old.query_selector_all(BOXES)?).filter(|b| ticked.contains(&b.value())).for_each(|b| b.set_checked(true));
    match focused.and_then(|way| old.query_selector(&way).ok().flatten()).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.focus(),
        None => Ok(()),
    }
}

/// Boxes of a list: what was ticked stays ticked.
const BOXES: &str = "input[type=checkbox][name='ids[]']";

fn boxes(found: &NodeList) -> impl Iterator<Item = HtmlInputElement> + '_ {
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok())
}

/// How an element is found again in newer markup.
fn way_to(element: &Element) -> Option<String> {
    ["id", "href"].iter().find_map(|name| element.get_attribute(name).filter(|value| !value.is_empty()).map(|value| format!("[{name}=\"{value}\"]")))
}
