//! Beginning a ticket with a template: links above the form, and what the chosen one fills in.

use crate::error::Result;
use crate::session;
use leptos::prelude::*;
use stoa::accounts::Person;
use stoa::templates::actions;
use stoa::templates::model::Template;

/// The templates this person may begin with, and the one that the address names.
///
/// # Errors
/// When the database fails.
pub async fn begun(person: &Person) -> Result<(Vec<Template>, Option<Template>)> {
    let all = actions::list(&session::services(), person).await?;
    let wanted = session::query("template").unwrap_or_default();
    let chosen = all.iter().find(|t| t.id.to_string() == wanted).cloned();
    Ok((all, chosen))
}

/// The templates to begin with; `path` is the page of the form.
#[component]
pub fn TemplateLinks(all: Vec<Template>, chosen: Option<Template>, path: &'static str) -> impl IntoView {
    let current = chosen.map(|t| t.id);
    let link = move |t: Template| {
        let is_current = current == Some(t.id);
        let state = if is_current { "border-accent bg-accent-soft text-accent" } else { "border-line-strong bg-raised hover:bg-sunk" };
        view! {
            <li>
                <a
                    href=format!("{path}?template={}", t.id)
                    aria-current=is_current.then_some("true")
                    class=format!("inline-flex min-h-control items-center rounded-full border px-3.5 text-sm font-semibold pointer-coarse:min-h-11 {state}")
                >
                    {t.name}
                </a>
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <nav aria-label="Templates" class="mb-5">
                <p class="mb-2 text-sm font-semibold">"Begin with"</p>
                <ul class="flex flex-wrap gap-2">{all.into_iter().map(link).collect_view()}</ul>
            </nav>
        }
    })
}
