//! The skip link: the first thing a keyboard reaches.

use leptos::prelude::*;

/// Jumps over the navigation to the element with this id.
#[component]
pub fn SkipLink(
    /// An id on the page.
    #[prop(default = "main")]
    to: &'static str,
    #[prop(default = "Skip to content")] label: &'static str,
    /// Layout only.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <a
            href=format!("#{to}")
            class=format!("sr-only z-50 rounded-sm bg-ink px-4 py-2 font-semibold text-panel focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 {class}")
        >
            {label}
        </a>
    }
    .into_any()
}
