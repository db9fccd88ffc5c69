//! A key to press, as printed on it.

use leptos::prelude::*;

/// One shortcut: `Ctrl Enter`, `⌘K`, `E`.
#[component]
pub fn Keys(#[prop(into)] keys: String) -> impl IntoView {
    view! { <kbd class="rounded-xs border border-current px-1 font-sans text-2xs leading-4 font-medium pointer-coarse:hidden">{keys}</kbd> }.into_any()
}
