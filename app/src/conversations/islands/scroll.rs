//! Where a thread is scrolled: by itself on the desk, with the page on a phone.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlElement, ResizeObserver};

/// As near to the end as this counts as at the end.
const NEAR: i32 = 96;

/// What scrolls around an element: the nearest ancestor that does, else the page.
pub fn scroller(of: &HtmlElement) -> Option<Element> {
    let mut at = of.parent_element();
    while let Some(element) = at {
        let style = window().get_computed_style(&element).ok().flatten()?;
        if matches!(style.get_property_value("overflow-y").as_deref(), Ok("auto" | "scroll")) {
            return Some(element);
        }
        at = element.parent_element();
    }
    document().scrolling_element()
}

/// Whether the newest message is in sight.
pub fn is_at_end(scroller: &Element) -> bool {
    scroller.scroll_height() - scroller.scroll_top() - scroller.client_height() < NEAR
}

/// Shows the newest message.
pub fn to_end(scroller: &Element) {
    scroller.set_scroll_top(scroller.scroll_height());
}

/// Runs `then` after every scroll of anything on the page, for as long as the page lives.
pub fn on_scroll(then: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |_| then());
    // Scrolling does not bubble, but the window sees it on its way down.
    let _ = window().add_event_listener_with_callback_and_bool("scroll", closure.as_ref().unchecked_ref(), true);
    closure.forget();
}

/// Runs `then` whenever what scrolls around an element gets another height: a head that grows takes from it, and a phone that is turned.
pub fn on_resize(of: &HtmlElement, then: impl Fn() + 'static) {
    let Some(scroller) = scroller(of) else { return };
    let closure = Closure::<dyn Fn()>::new(then);
    if document().scrolling_element().as_ref() == Some(&scroller) {
        // The page hears of it before it is scrolled by it.
        let _ = window().add_event_listener_with_callback("resize", closure.as_ref().unchecked_ref());
    } else if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(&scroller);
    }
    closure.forget();
}

/// Keeps the first message where it is while others are put above it.
pub fn keep_place(inside: &HtmlElement, put: impl FnOnce() + 'static) {
    let anchor = inside.query_selector("article").ok().flatten();
    let top = |e: &Element| e.get_bounding_client_rect().top();
    let before = anchor.as_ref().map(top);
    put();
    let inside = inside.clone();
    request_animation_frame(move || {
        if let (Some(anchor), Some(before), Some(scroller)) = (anchor, before, scroller(&inside)) {
            let moved = top(&anchor) - before;
            scroller.set_scroll_top(scroller.scroll_top() + moved.round() as i32);
        }
    });
}
