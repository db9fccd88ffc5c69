//! The search box of the help centre, and what it finds.

use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use stoa::help::model::Hit;

/// A form that leads to the help centre's answers.
#[component]
pub fn HelpSearch(
    /// What was looked for.
    #[prop(optional, into)]
    value: String,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    view! {
        <form method="get" action=routes::HELP role="search" aria-label="Help" class=format!("flex items-center gap-2.5 {class}")>
            <label class="sr-only" for="help-search">
                "Search the help articles"
            </label>
            <TextInput id="help-search" name="q" kind="search" value placeholder="How do I send something back?" class="min-w-0 flex-1" />
            <Button icon=Glyph::Search>"Search"</Button>
        </form>
    }
    .into_any()
}

/// What was found, with the text around the words.
#[component]
pub fn Hits(hits: Vec<Hit>) -> impl IntoView {
    let piece = |(text, marked): (String, bool)| {
        if marked { view! { <mark class="rounded-xs bg-warn-soft px-0.5 text-ink">{text}</mark> }.into_any() } else { text.into_any() }
    };
    let lines = hits
        .into_iter()
        .map(|hit| {
            let snippet = (!hit.snippet.is_empty())
                .then(|| view! { <p class="mt-0.5 line-clamp-2 max-w-prose text-muted">{hit.snippet.into_iter().map(piece).collect_view()}</p> });
            view! {
                <li class="py-4">
                    <a href=routes::help_article(&hit.line.slug) class="rounded-xs text-md font-semibold text-accent hover:underline">
                        {hit.line.question}
                    </a>
                    {snippet}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="divide-y divide-line">{lines}</ol> }.into_any()
}
