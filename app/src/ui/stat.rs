//! Stat cards: a number that is also a filter of the list below it.

use leptos::prelude::*;

use super::{icon::Icon, tone::Tone};

/// One number with its name. With `href` the whole card is a link that filters the list.
#[component]
pub fn Stat(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    /// Where the card leads: the same list, filtered.
    #[prop(optional, into)]
    href: Option<String>,
    #[prop(optional)] tone: Tone,
    /// A few words under the number, such as the change since last week.
    #[prop(optional, into)]
    note: String,
    /// This filter is on.
    #[prop(optional)]
    selected: bool,
) -> impl IntoView {
    let icon = (!matches!(tone, Tone::Neutral | Tone::Accent)).then(|| view! { <Icon glyph=tone.glyph() class=icon_class(tone) /> });
    // Amounts and times fit on a phone, two cards side by side.
    let size = if value.chars().count() > 7 { "text-lg" } else { "text-2xl" };
    let inner = view! {
        <span class="flex items-center gap-1.5 text-sm text-muted">{icon} {label}</span>
        <span class=format!("{size} leading-8 font-semibold tracking-tight tabular-nums")>{value}</span>
        {(!note.is_empty()).then(|| view! { <span class="text-xs text-muted">{note}</span> })}
    };
    let edge = if selected { "border-accent bg-accent-soft" } else { "border-line bg-panel" };
    let base = format!("flex min-w-0 flex-col gap-0.5 rounded-md border px-4 py-3 shadow-card {edge}");
    match href {
        Some(href) => view! {
            <a href=href aria-current=selected.then_some("true") class=format!("{base} transition-colors hover:border-accent")>
                {inner}
            </a>
        }
        .into_any(),
        None => view! { <div class=base>{inner}</div> }.into_any(),
    }
    .into_any()
}

/// A row of stat cards that wraps: two beside each other on a phone.
#[component]
pub fn Stats(
    /// What the numbers are about.
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section aria-label=label class="mb-5 grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
            {children()}
        </section>
    }
    .into_any()
}

fn icon_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "size-4 flex-none text-good",
        Tone::Warn => "size-4 flex-none text-warn",
        Tone::Bad => "size-4 flex-none text-bad",
        Tone::Partner => "size-4 flex-none text-partner",
        _ => "size-4 flex-none text-muted",
    }
}
