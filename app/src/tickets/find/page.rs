//! `/desk/find`: the same search as the palette's, as a page.

use super::read::{found, ticket};
use super::{Found, Kind, pages};
use crate::error::Result;
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::{Me, Role};
use stoa::tickets::actions;

/// What the page shows.
struct Answer {
    title: String,
    subtitle: &'static str,
    words: String,
    found: Vec<Found>,
}

/// The page; with `?q=` what was found, with `?customer=` the last tickets of one.
#[component]
pub fn DeskFindPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let Answer { title, subtitle, words, found } = answer(&agent, &me).await?;
        let rail = rail(&agent).await?;
        let nothing = found
            .is_empty()
            .then(|| view! { <Empty glyph=Glyph::Search text="Nothing was found. Try a number, a word of the subject, or a part of a name." /> });
        Ok(view! {
            <Title text=title.clone() />
            <DeskFrame me rail current=routes::DESK_FIND>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-2xl">
                        <PageHead title subtitle />
                        <SearchBox action=routes::DESK_FIND label="Find tickets, customers and pages" value=words class="mb-5" />
                        <ul id="found" class="divide-y divide-line">{found.into_iter().map(|found| view! { <Line found /> }).collect_view()}</ul>
                        {nothing}
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

async fn answer(agent: &Agent, me: &Me) -> Result<Answer> {
    let services = session::services();
    if let Some(id) = session::query("customer").and_then(|text| text.parse().ok()) {
        let customer = accounts::find_person(&services, agent, id).await?;
        let rows = actions::list_of(&services, agent, id).await?;
        let found = rows.iter().map(ticket).collect();
        return Ok(Answer { title: customer.name, subtitle: "Their last tickets.", words: String::new(), found });
    }
    let words = session::query("q").unwrap_or_default();
    let mut all = found(&services, agent, &words).await?;
    all.extend(pages(&words, me.role == Role::Admin));
    Ok(Answer { title: "Find".into(), subtitle: "Tickets by number or words, customers by name or address, pages by name.", words, found: all })
}

#[component]
fn Line(found: Found) -> impl IntoView {
    let Found { kind, label, detail, href } = found;
    let detail = if detail.is_empty() {
        kind.label().to_owned()
    } else if kind == Kind::Ticket {
        detail
    } else {
        format!("{} · {detail}", kind.label())
    };
    view! {
        <li>
            <a href=href class="flex min-h-11 items-center gap-3 rounded-xs px-1 py-2 hover:bg-sunk">
                <span class="flex-none text-muted">
                    <Icon glyph=kind.glyph() />
                </span>
                <span class="min-w-0 flex-1">
                    <span class="block truncate font-semibold">{label}</span>
                    <span class="block truncate text-sm text-muted tabular-nums">{detail}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
