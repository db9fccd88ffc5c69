//! Tooltips: a word on hover and focus. They repeat a name, they never carry the only copy of it.

use leptos::prelude::*;

use super::kbd::Keys;

/// The bubble itself, inside any element with the class `group/tip relative`.
#[component]
pub fn Tip(#[prop(into)] text: String, #[prop(optional_no_strip, into)] keys: Option<String>) -> impl IntoView {
    view! {
        <span
            aria-hidden="true"
            class="pointer-events-none invisible absolute bottom-full left-1/2 z-30 mb-1.5 flex -translate-x-1/2 items-center gap-1.5 rounded-sm bg-ink px-2 py-1 text-xs font-medium whitespace-nowrap text-panel opacity-0 shadow-pop transition-opacity group-hover/tip:visible group-hover/tip:opacity-100 group-hover/tip:delay-300 group-focus-visible/tip:visible group-focus-visible/tip:opacity-100 pointer-coarse:hidden"
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
