//! More to read for those who want it, on the native `<details>`.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A line that opens.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <details open=open class=format!("group/more {class}")>
            <summary class="flex items-center gap-1.5 rounded-xs py-1 text-sm font-semibold text-muted hover:text-ink pointer-coarse:min-h-11">
                <Icon glyph=Glyph::Right class="size-4 flex-none transition-transform group-open/more:rotate-90" />
                {summary}
            </summary>
            <div class="pt-2">{children()}</div>
        </details>
    }
    .into_any()
}
