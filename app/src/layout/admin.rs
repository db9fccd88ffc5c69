//! The admin pages: groups of links at the side, one column of content; on a phone the links fold away under "Menu".

use leptos::prelude::*;

use super::{
    account::{Account, AccountMenu},
    skip::SkipLink,
};
use crate::ui::{Count, Glyph, Icon, NavItem, Side};

/// Links that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NavGroup {
    /// Their heading; may be empty.
    pub title: String,
    /// The links.
    pub items: Vec<NavItem>,
}

impl NavGroup {
    /// A group with a heading.
    pub fn new(title: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self { title: title.into(), items }
    }
}

/// The frame of the admin pages.
#[component]
pub fn AdminLayout(
    /// The name of the business.
    #[prop(into)]
    business: String,
    /// The way back to the desk.
    #[prop(into)]
    desk_href: String,
    nav: Vec<NavGroup>,
    account: Account,
    /// The whole width, for what is drawn and not read.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let width = if wide { "" } else { "mx-auto max-w-5xl" };
    let (folded, fold_href) = (nav.clone(), desk_href.clone());
    view! {
        <SkipLink />
        <div class="min-h-dvh md:flex">
            <header class="flex flex-none items-center gap-3 border-line bg-panel max-md:relative max-md:border-b max-md:px-4 max-md:py-1 md:sticky md:top-0 md:h-dvh md:w-60 md:flex-col md:items-stretch md:gap-0 md:border-e md:bg-canvas">
                <details class="group/nav md:hidden">
                    <summary class="inline-flex min-h-11 items-center gap-2 rounded-sm font-semibold">
                        <Icon glyph=Glyph::List class="size-5" />
                        "Menu"
                    </summary>
                    <div class="absolute inset-x-0 top-full z-20 max-h-[75dvh] overflow-y-auto border-y border-line bg-panel px-3 pt-2 pb-4 shadow-pop">
                        <Groups nav=folded desk_href=fold_href />
                    </div>
                </details>
                <p class="flex min-w-0 items-center gap-2.5 max-md:flex-1 max-md:justify-end md:px-4 md:pt-4 md:pb-2">
                    <span aria-hidden="true" class="grid size-8 flex-none place-items-center rounded-md bg-ink text-md font-bold text-canvas max-md:hidden">
                        "Σ"
                    </span>
                    <b class="min-w-0 truncate font-semibold max-md:font-normal max-md:text-muted">{business}</b>
                </p>
                <div class="min-h-0 flex-1 overflow-y-auto px-2 pb-3 max-md:hidden">
                    <Groups nav desk_href />
                </div>
                <div class="border-line md:border-t md:p-2">
                    <AccountMenu account side=Side::Above />
                </div>
            </header>
            <main id="main" tabindex="-1" class="min-w-0 flex-1 px-4 py-6 outline-none md:px-8">
                <div class=width>{children()}</div>
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn Groups(nav: Vec<NavGroup>, desk_href: String) -> impl IntoView {
    let groups = nav
        .into_iter()
        .map(|group| {
            view! {
                <li>
                    {(!group.title.is_empty()).then(|| view! { <p class="px-2.5 pt-4 pb-1 text-xs font-semibold text-muted">{group.title}</p> })}
                    <ul>{group.items.into_iter().map(|item| view! { <li><SideLink item /></li> }).collect_view()}</ul>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label="Settings">
            <ul>
                <li>
                    <SideLink item=NavItem::new(desk_href, "Back to the desk").icon(Glyph::Left) />
                </li>
                {groups}
            </ul>
        </nav>
    }
    .into_any()
}

#[component]
fn SideLink(item: NavItem) -> impl IntoView {
    let state = if item.current { "bg-accent-soft text-accent" } else { "text-ink hover:bg-sunk" };
    let current = item.aria_current();
    view! {
        <a href=item.href aria-current=current class=format!("flex items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm font-medium pointer-coarse:min-h-11 {state}")>
            {item.icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
            <span class="min-w-0 flex-1 truncate">{item.label}</span>
            <Count count=item.count.unwrap_or_default() of="waiting" cap=99 />
        </a>
    }
    .into_any()
}
