//! Tags of tickets: on a ticket at the desk, and what admins do about them.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use pages::TagsPage;

use crate::routes;
use crate::ui::{Badge, Glyph};
use leptos::prelude::*;

/// Tags in a row of a list, in few: the rest is a number.
#[component]
pub fn TagBadges(tags: Vec<String>) -> impl IntoView {
    const SHOWN: usize = 3;
    let more = tags.len().saturating_sub(SHOWN);
    let rest = tags.iter().skip(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let badge = |name: String| view! { <Badge icon=Glyph::Tag class="shrink! min-w-0"><span class="truncate">{name}</span></Badge> };
    view! {
        {tags.into_iter().take(SHOWN).map(badge).collect_view()}
        {(more > 0)
            .then(|| {
                view! {
                    <Badge>
                        <span aria-hidden="true">{format!("+{more}")}</span>
                        <span class="sr-only">{format!("and {rest}")}</span>
                    </Badge>
                }
            })}
    }
    .into_any()
}

/// Every ticket with a tag.
pub fn tagged_href(name: &str) -> String {
    format!("{}?tag={}", routes::DESK_TICKETS, routes::escape(name))
}
