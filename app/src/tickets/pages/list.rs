//! A customer's tickets: counts that filter, search, filters in the address.

use crate::frames;
use crate::layout::PortalLayout;
use crate::page::page;
use crate::tickets::islands::{NoTickets, TicketRows, TicketStats, TicketTable};
use crate::tickets::{Narrow, reading};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::tickets::actions;
use stoa::tickets::model::{Category, Priority};

/// `/tickets`
#[component]
pub fn TicketsPage() -> impl IntoView {
    page(async {
        let customer = session::customer().await?;
        let (services, narrow) = (session::services(), Narrow::read(session::query));
        let categories = actions::list_categories(&services, &customer).await?;
        let now = services.now();
        let body = if narrow.q.is_empty() {
            let list = reading::list(&services, &customer, &narrow).await?;
            view! { <TicketRows list narrow=narrow.clone() me=customer.member() now most=u32::MAX /> }.into_any()
        } else {
            let hits = reading::search(&services, &customer, &narrow).await?;
            let counts = actions::counts(&services, &customer).await?;
            let rows: Vec<_> = hits.into_iter().map(|hit| (hit.row, hit.snippet)).collect();
            let found = match rows.len() {
                0 => view! { <NoTickets is_narrow=true /> }.into_any(),
                _ => view! { <TicketTable rows now /> }.into_any(),
            };
            view! { <TicketStats counts narrow=narrow.clone() /> {found} }.into_any()
        };
        let actions = || {
            view! {
                <ButtonLink href=routes::NEW_TICKET look=Look::Primary icon=Glyph::Plus>
                    "New ticket"
                </ButtonLink>
            }
        };
        let frame = frames::portal().await?;
        Ok(view! {
            <Title text="Your tickets" />
            <PortalLayout frame>
                <PageHead title="Your tickets" actions />
                <Narrowing narrow categories />
                {body}
            </PortalLayout>
        }
        .into_any())
    })
}

/// Search and filters: a plain form that leads to an address.
#[component]
fn Narrowing(narrow: Narrow, categories: Vec<Category>) -> impl IntoView {
    let any = |label: &str| Choice::new("", label);
    let priorities = std::iter::once(any("Any priority")).chain(Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label()))).collect();
    let abouts = std::iter::once(any("Anything")).chain(categories.into_iter().map(|c| Choice::new(c.id.to_string(), c.name))).collect();
    let is_narrow = narrow.is_narrow();
    view! {
        <form method="get" action=routes::TICKETS role="search" class="mb-5 flex flex-wrap items-center gap-2.5">
            {narrow.status.map(|status| view! { <input type="hidden" name="status" value=status.word() /> })}
            <label class="sr-only" for="q">
                "Search your tickets"
            </label>
            <TextInput name="q" kind="search" value=narrow.q placeholder="Search number, subject or words" class="basis-64 flex-1 max-md:basis-full" />
            <Select
                name="priority"
                label="Priority"
                choices=priorities
                value=narrow.priority.map(|p| p.word().to_owned()).unwrap_or_default()
                class="w-auto! max-md:flex-1"
            />
            <Select
                name="category"
                label="What it is about"
                choices=abouts
                value=narrow.category.map(|c| c.to_string()).unwrap_or_default()
                class="w-auto! max-md:flex-1"
            />
            <div class="flex gap-2.5 max-md:basis-full">
                <Button icon=Glyph::Search class="max-md:flex-1">"Search"</Button>
                {is_narrow.then(|| view! { <ButtonLink href=routes::TICKETS look=Look::Quiet>"Clear"</ButtonLink> })}
            </div>
        </form>
    }
    .into_any()
}
