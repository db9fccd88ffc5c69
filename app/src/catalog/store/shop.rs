//! The front of the shop: a greeting, groups, products; with `?q=` what was found. It is the first page of a business that sells something.

use super::card::ProductGrid;
use crate::error::Result;
use crate::frames;
use crate::layout::PortalLayout;
use crate::page::{describe, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::accounts::Visitor;
use stoa::businesses::model::Business;
use stoa::catalog::actions::{self, Shop};
use stoa::catalog::model::Front;

/// `/shop`
#[component]
pub fn ShopPage() -> impl IntoView {
    page(async { shop(().into_any()).await })
}

/// The shop, as its own page and as the first page of a business, where something more stands below it.
///
/// # Errors
/// `NotFound` when the address names a group that does not exist.
pub async fn shop(below: AnyView) -> Result<AnyView> {
    let (business, visitor, services) = (session::business().await?, session::visitor().await?, session::services());
    let words = session::query("q").unwrap_or_default().trim().chars().take(100).collect::<String>();
    let shelf = session::query("group");
    let front = actions::front(services.db(), &visitor).await?;
    let frame = frames::portal().await?;
    let (title, body) = match words.is_empty() {
        true => (front.headline.clone(), shelves(&visitor, &business, shelf.as_deref(), &front).await?),
        false => (format!("“{words}” in the shop"), found(&visitor, &business, &words).await?),
    };
    describe(if front.about.is_empty() { format!("The shop of {}.", business.name) } else { front.about });
    Ok(view! {
        <Title text=title />
        <PortalLayout frame>{body} {below}</PortalLayout>
    }
    .into_any())
}

#[component]
fn ShopSearch(value: String) -> impl IntoView {
    view! { <SearchBox action=routes::SHOP label="Search the shop" value class="w-full md:w-72" /> }.into_any()
}

async fn shelves(visitor: &Visitor, business: &Business, shelf: Option<&str>, front: &Front) -> Result<AnyView> {
    let after = session::query("after").and_then(|a| a.parse().ok());
    let Shop { shelves, open, page } = actions::browse(&session::services(), visitor, shelf, after).await?;
    let everything = NavItem::new(routes::SHOP, "Everything").current(open.is_none());
    let groups = shelves.iter().map(|s| NavItem::new(routes::shelf(&s.slug), s.name.clone()).current(open.as_ref().is_some_and(|o| o.id == s.id)));
    let tabs: Vec<NavItem> = std::iter::once(everything).chain(groups).collect();
    let address = |cursor: Option<String>| {
        let base = open.as_ref().map_or_else(|| routes::SHOP.to_owned(), |s| routes::shelf(&s.slug));
        cursor.map_or(base.clone(), |c| format!("{base}{}after={c}", if base.contains('?') { '&' } else { '?' }))
    };
    let (older, newer) = (page.next.map(|next| address(Some(next.to_string()))), after.map(|_| address(None)));
    let list = match page.items.is_empty() {
        true => view! { <Empty glyph=Glyph::Bag text="There is nothing here yet. Look in again soon." /> }.into_any(),
        false => view! { <ProductGrid products=page.items currency=business.currency.clone() /> }.into_any(),
    };
    let (headline, about) = (open.as_ref().map_or_else(|| front.headline.clone(), |s| s.name.clone()), front.about.clone());
    Ok(view! {
        <div class="mb-6 max-w-xl md:mt-2">
            <h1 class="text-3xl leading-tight font-bold tracking-tight md:text-4xl">{headline}</h1>
            {(!about.is_empty() && open.is_none()).then(|| view! { <p class="mt-2.5 max-w-prose text-md text-muted">{about}</p> })}
        </div>
        <div class="mb-5 flex flex-wrap items-center gap-3">
            <Tabs label="Groups of products" look=TabLook::Chip items=tabs class="flex-1" />
            <ShopSearch value=String::new() />
        </div>
        {list}
        <Pages newer newer_label="From the beginning" older older_label="More products" />
    }
    .into_any())
}

async fn found(visitor: &Visitor, business: &Business, words: &str) -> Result<AnyView> {
    let found = actions::search(&session::services(), visitor, &session::address(), words).await?;
    let many = if found.len() == 1 { "One product".to_owned() } else { format!("{} products", found.len()) };
    let list = match found.is_empty() {
        true => view! {
            <Empty glyph=Glyph::Search text=format!("Nothing in the shop fits “{words}”. Try other words, or look at everything.")>
                <ButtonLink href=routes::SHOP>"Show everything"</ButtonLink>
            </Empty>
        }
        .into_any(),
        false => view! {
            <p role="status" class="mb-5 text-muted">
                {many} " for “" {words.to_owned()} "”. " <a href=routes::SHOP class="rounded-xs text-accent underline underline-offset-2">"Show everything"</a>
            </p>
            <ProductGrid products=found currency=business.currency.clone() />
        }
        .into_any(),
    };
    Ok(view! {
        <div class="mb-6 flex flex-wrap items-center gap-3">
            <h1 class="flex-1 text-2xl font-bold tracking-tight">"Found in the shop"</h1>
            <ShopSearch value=words.to_owned() />
        </div>
        {list}
    }
    .into_any())
}
