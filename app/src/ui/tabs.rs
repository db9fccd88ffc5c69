//! Tabs, lanes and filter chips: links beside each other, one of them current.

use leptos::prelude::*;

use super::{icon::Icon, nav::NavItem, tone::Tone};

/// What the links look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TabLook {
    /// Words on a line, the current one underlined: Mine, Unassigned, All.
    #[default]
    Line,
    /// Soft pills in the tone of each item: lanes.
    Pill,
    /// Filled chips: categories of a shop, filters.
    Chip,
}

/// Links to the parts of one thing.
#[component]
pub fn Tabs(
    /// What the parts are parts of, for a screen reader.
    #[prop(into)]
    label: String,
    items: Vec<NavItem>,
    #[prop(optional)] look: TabLook,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let row = match look {
        TabLook::Line => "flex flex-wrap gap-x-4.5 border-b border-line",
        TabLook::Pill => "flex flex-wrap gap-1",
        TabLook::Chip => "flex flex-wrap gap-2",
    };
    let links = items
        .into_iter()
        .map(|item| {
            let count_class = if look == TabLook::Line { "text-xs text-faint tabular-nums" } else { "text-xs tabular-nums" };
            let count = item.count.map(|count| view! { <span class=count_class>{count}</span> });
            view! {
                <a href=item.href.clone() aria-current=item.aria_current() class=link_class(look, &item)>
                    {item.icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
                    {item.label.clone()}
                    {count}
                </a>
            }
        })
        .collect_view();
    view! { <nav aria-label=label class=format!("{row} {class}")>{links}</nav> }.into_any()
}

fn link_class(look: TabLook, item: &NavItem) -> String {
    let tone = if item.tone == Tone::Neutral { Tone::Accent } else { item.tone };
    let (base, state) = match (look, item.current) {
        (TabLook::Line, true) => ("-mb-px flex-none border-b-2 py-2 text-sm", "border-accent text-ink"),
        (TabLook::Line, false) => ("-mb-px flex-none border-b-2 py-2 text-sm", "border-transparent text-muted hover:text-ink"),
        (TabLook::Pill, true) => ("rounded-full px-3 py-1 text-sm", tone.soft()),
        (TabLook::Pill, false) if item.tone != Tone::Neutral => ("rounded-full px-3 py-1 text-sm hover:bg-sunk", tone.text()),
        (TabLook::Pill, false) => ("rounded-full px-3 py-1 text-sm hover:bg-sunk", "text-muted"),
        (TabLook::Chip, true) => ("rounded-full px-3.5 py-1 text-sm", "bg-ink text-panel"),
        (TabLook::Chip, false) => ("rounded-full px-3.5 py-1 text-sm", "bg-sunk text-ink hover:bg-line"),
    };
    format!("inline-flex items-center gap-1.5 font-semibold whitespace-nowrap transition-colors pointer-coarse:min-h-11 {base} {state}")
}
