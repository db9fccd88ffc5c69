//! Toasts: what just happened, for a moment, with a way to undo it.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};

/// Where toasts appear: under the head of the page at the right, away from lists and composers; once on a page.
/// Islands put `Toast`s into it, the server may render one after a form.
#[component]
pub fn ToastRegion(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div
            id="toasts"
            role="status"
            aria-live="polite"
            class="pointer-events-none fixed inset-x-4 top-16 z-40 flex flex-col items-center gap-2 md:left-auto md:max-w-96 md:items-end"
        >
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// One message. Its cross works without script: it is a checkbox that hides the toast.
#[component]
pub fn Toast(
    #[prop(default = Tone::Good)] tone: Tone,
    /// "Undo" and the like: a small form or a button.
    #[prop(optional, into)]
    action: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="pointer-events-auto flex max-w-lg animate-pop items-center gap-3 rounded-md border border-line bg-raised py-2 ps-4 pe-2 shadow-pop has-[[data-dismiss]:checked]:hidden">
            <span class=tone.text()>
                <Icon glyph=tone.glyph() />
            </span>
            <p class="min-w-0 flex-1">{children()}</p>
            {action.run()}
            <label class="relative grid size-control-small flex-none place-items-center rounded-sm text-muted hover:bg-sunk has-focus-visible:outline-2 has-focus-visible:outline-accent">
                <input type="checkbox" data-dismiss="" autocomplete="off" class="sr-only" />
                <span class="sr-only">"Dismiss"</span>
                <Icon glyph=Glyph::Close class="size-4" />
            </label>
        </div>
    }
    .into_any()
}
