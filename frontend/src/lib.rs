//! What wakes up in the browser: all islands of `app`, and nothing of its own.
#![cfg(target_arch = "wasm32")]

// Naming the crate keeps its islands; without this line every one of them is dropped from the WASM.
use app as _;
use leptos::prelude::{document, set_timeout, window};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded; the islands follow, one after the other.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    // A server function that redirects moves the whole page: there is no client-side router.
    let _ = leptos::server_fn::redirect::set_redirect_hook(|path| drop(window().location().set_href(path)));
    // Islands wake in microtasks, so the next task sees all of them awake.
    set_timeout(|| drop(document().body().map(|body| body.set_attribute("data-live", ""))), Duration::ZERO);
}
