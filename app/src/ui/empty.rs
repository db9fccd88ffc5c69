//! Nothing there, and not there yet: the empty state and the skeleton.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Nothing to show: one sentence and, as children, one action.
#[component]
pub fn Empty(
    glyph: Glyph,
    /// One sentence.
    #[prop(into)]
    text: String,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("flex flex-col items-center gap-3 px-6 py-14 text-center {class}")>
            <span class="grid size-12 place-items-center rounded-full bg-sunk text-muted">
                <Icon glyph class="size-6" />
            </span>
            <p class="max-w-[44ch] text-muted">{text}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// A grey bar where words will be; its size comes from `class`.
#[component]
pub fn Skeleton(#[prop(default = "h-4 w-full".into(), into)] class: String) -> impl IntoView {
    view! { <span aria-hidden="true" class=format!("block animate-shimmer rounded-xs bg-line {class}")></span> }.into_any()
}

/// Rows of a list on their way.
#[component]
pub fn SkeletonRows(#[prop(default = 5)] count: usize) -> impl IntoView {
    let row = || {
        view! {
            <div class="flex gap-3 border-b border-line px-4 py-3.5">
                <Skeleton class="size-9 flex-none rounded-full!" />
                <div class="flex flex-1 flex-col gap-2 py-0.5">
                    <Skeleton class="h-3.5 w-2/5" />
                    <Skeleton class="h-3.5 w-4/5" />
                </div>
            </div>
        }
    };
    view! {
        <div role="status">
            <span class="sr-only">"Loading"</span>
            {(0..count).map(|_| row()).collect_view()}
        </div>
    }
    .into_any()
}
