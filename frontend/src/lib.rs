//! What wakes up in the browser.
#![cfg(target_arch = "wasm32")]
