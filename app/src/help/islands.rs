//! What wakes up where customers ask: articles that may answer already.

use super::Suggestion;
use super::api::suggest_articles;
use crate::ui::*;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Fewer letters than this are no question.
const LEAST: usize = 4;

/// Suggests help articles under the text field that is its child. Without script there is only the field.
#[island]
pub fn HelpSuggestions(children: Children) -> impl IntoView {
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let root = NodeRef::<Div>::new();
    // An answer that comes after a later question is no longer wanted.
    let latest = StoredValue::new(String::new());
    let typed = move || Some(root.get_untracked()?.query_selector("input").ok()??.dyn_into::<HtmlInputElement>().ok()?.value());
    let look = move || {
        let Some(subject) = typed() else { return };
        latest.set_value(subject.clone());
        if subject.trim().chars().count() < LEAST {
            found.set(Vec::new());
            return;
        }
        spawn_local(async move {
            if let Ok(fresh) = suggest_articles(subject.clone()).await
                && latest.try_get_value() == Some(subject)
            {
                found.try_set(fresh);
            }
        });
    };
    let mut later = debounce(Duration::from_millis(300), move |()| look());
    Effect::new(move |_| look());
    view! {
        <div node_ref=root on:input=move |_| later(()) class="flex flex-col gap-3">
            {children()}
            <div aria-live="polite" class="empty:hidden">
                {move || {
                    let found = found.get();
                    (!found.is_empty()).then(|| view! { <Suggestions found /> })
                }}
            </div>
        </div>
    }
}

#[component]
fn Suggestions(found: Vec<Suggestion>) -> impl IntoView {
    let lines = found
        .into_iter()
        .map(|Suggestion { href, question }| {
            view! {
                <li>
                    <a href=href target="_blank" rel="noopener" class="flex items-center gap-2 rounded-xs py-1.5 font-semibold text-accent hover:underline">
                        <Icon glyph=Glyph::Book class="size-4 flex-none" />
                        {question}
                        <span class="sr-only">"(opens in a new tab)"</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-label="Help articles" class="rounded-md border border-accent-line bg-accent-soft px-4 py-3">
            <p class="text-sm text-muted">"Perhaps this answers it already:"</p>
            <ul>{lines}</ul>
        </section>
    }
    .into_any()
}
