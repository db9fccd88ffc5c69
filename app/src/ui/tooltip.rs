//! Tooltips: a word on hover and focus. They repeat a name, they never carry the only copy of it.

use leptos::prelude::*;

use super::kbd::Keys;

/// The bubble itself, inside any element with the class `group/tip relative`.
#[component]
pub fn Tip(#[prop(into)] text: String, #[prop(optional_no_strip, into)] keys: Option<String>) -> impl IntoView {
    view! {
        <span
            aria-hidden="true"
            class="tip pointer-events-none z-30 hidden w-max max-w-[min(20rem,calc(100vw-1rem))] items-center text-start whitespace-normal gap-1.5 rounded-sm bg-ink px-2 py-1 text-xs font-medium text-panel shadow-pop group-hover/tip:flex group-focus-visible/tip:flex pointer-coarse:hidden"
        >
            {text}
            {keys.map(|keys| view! { <Keys keys /> })}
        </span>
    }
    .into_any()
}

/// Explains what it wraps: shown on hover and focus, and read out after it.
#[component]
pub fn Tooltip(
    /// The explanation, a few words.
    #[prop(into)]
    text: String,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="group/tip relative inline-flex rounded-sm" tabindex="0">
            {children()}
            <span class="sr-only">{text.clone()}</span>
            <Tip text />
        </span>
    }
    .into_any()
}
