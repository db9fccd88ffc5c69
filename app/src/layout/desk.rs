//! The desk: rail, list, thread and details beside each other; on a phone one of them at a time, the rail at the bottom.

use leptos::prelude::*;

use super::{
    account::{Account, AccountMenu},
    skip::SkipLink,
};
use crate::ui::{Count, Glyph, Icon, IconButton, Look, NavItem, Side, Size, Tip, button_class};

/// What a phone shows, where only one region fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// The list: nothing is open yet.
    #[default]
    List,
    /// What is open.
    Thread,
}

/// The frame of the desk. `children` is the thread; without a `list` it takes the whole width.
#[component]
pub fn DeskLayout(
    nav: Vec<NavItem>,
    account: Account,
    /// The numbers at the first links, in their order, where islands keep them.
    #[prop(optional)]
    counts: Vec<ViewFnOnce>,
    /// At the foot of the rail, over the account: help.
    #[prop(optional, into)]
    foot: ViewFnOnce,
    /// What a phone shows; the page's `h1` belongs into it.
    #[prop(optional)]
    primary: Region,
    /// "Conversations", "Tickets": names the list for a screen reader.
    #[prop(default = "List".into(), into)]
    list_label: String,
    /// The list at the left.
    #[prop(optional_no_strip, into)]
    list: Option<ViewFnOnce>,
    /// The details at the right; a switch in the thread's header shows and hides them.
    #[prop(optional_no_strip, into)]
    panel: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let primary = if list.is_some() { primary } else { Region::Thread };
    let has_list = list.is_some();
    let list = list.map(|list| {
        let class = "flex min-h-0 min-w-0 flex-none flex-col border-line bg-panel outline-none md:w-72 md:border-e lg:w-86 max-md:flex-1";
        view! { <Part id="list" label=list_label.clone() main=primary == Region::List class>{list.run()}</Part> }
    });
    let panel = panel.map(|panel| {
        view! {
            <aside
                id="details"
                popover="auto"
                aria-label="Details"
                class="inset-y-0 right-0 left-auto m-0 h-dvh w-79 max-w-full overflow-y-auto border-s border-line bg-panel text-ink backdrop:bg-veil max-xl:shadow-pop xl:relative xl:block xl:h-auto xl:min-h-0 xl:flex-none xl:group-has-[#details-shown:not(:checked)]/desk:hidden"
            >
                // Where it lies over the conversation there has to be a way back that can be seen.
                <div class="flex justify-end px-2 pt-2 xl:hidden">
                    <IconButton glyph=Glyph::Close label="Back to the conversation" kind="button" attr:popovertarget="details" attr:popovertargetaction="hide" />
                </div>
                {panel.run()}
            </aside>
        }
    });
    view! {
        <SkipLink to=if primary == Region::List { "list" } else { "thread" } />
        {(has_list && primary == Region::Thread).then(|| view! { <SkipLink to="list" label="Skip to the list" class="max-md:hidden" /> })}
        <div class="group/desk flex h-dvh overflow-hidden max-md:flex-col-reverse">
            <Rail nav account counts foot />
            <div class="flex min-h-0 min-w-0 flex-1">
                {list}
                <Part id="thread" label="Open" main=primary == Region::Thread class="flex min-h-0 min-w-0 flex-1 flex-col bg-canvas outline-none">
                    {children()}
                </Part>
                {panel}
            </div>
        </div>
    }
    .into_any()
}

/// The list or the thread. The one a phone shows is the page's `main`; the other is a section that needs a wider screen.
#[component]
fn Part(id: &'static str, #[prop(into)] label: String, main: bool, class: &'static str, children: Children) -> impl IntoView {
    if main {
        view! {
            <main id=id tabindex="-1" class=class>
                {children()}
            </main>
        }
        .into_any()
    } else {
        view! {
            <section id=id tabindex="-1" aria-label=label class=format!("{class} max-md:hidden")>
                {children()}
            </section>
        }
        .into_any()
    }
}

/// Where the number of a rail's link stands.
pub const RAIL_COUNT: &str = "absolute top-0.5 right-0";

#[component]
fn Rail(nav: Vec<NavItem>, account: Account, counts: Vec<ViewFnOnce>, foot: ViewFnOnce) -> impl IntoView {
    let mut counts = counts.into_iter();
    let links = nav
        .into_iter()
        .map(|item| {
            let state = if item.current { "bg-accent-soft text-accent" } else { "text-muted hover:bg-sunk hover:text-ink" };
            let current = item.aria_current();
            let label = item.label.clone();
            let count = item.count.unwrap_or_default();
            let count = match counts.next() {
                Some(live) => live.run(),
                None => view! { <Count count of="waiting" urgent=true class=RAIL_COUNT /> }.into_any(),
            };
            view! {
                <li class="max-md:min-w-0 max-md:flex-1">
                    <a href=item.href aria-current=current class=format!("group/tip relative grid size-10 place-items-center rounded-md transition-colors max-md:h-11 max-md:w-full {state}")>
                        <Icon glyph=item.icon.unwrap_or(Glyph::Right) class="size-5" />
                        <span class="sr-only">{label}</span>
                        {count}
                        <RailTip text=item.label />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav
            aria-label="Desk"
            class="flex flex-none items-center gap-1 border-line bg-canvas max-md:border-t max-md:ps-2 max-md:pe-1 max-md:pt-1 max-md:pb-[max(0.25rem,env(safe-area-inset-bottom))] md:w-15 md:flex-col md:border-e md:py-3"
        >
            <span aria-hidden="true" class="mb-2.5 grid size-8 flex-none place-items-center rounded-md bg-ink text-md font-bold text-canvas max-md:hidden">
                "Σ"
            </span>
            <ul class="flex min-w-0 flex-1 md:flex-col md:gap-1">{links}</ul>
            {foot.run()} <AccountMenu account side=Side::Beside />
        </nav>
    }
    .into_any()
}

/// The rail's tooltips stand at the right, where there is room.
#[component]
fn RailTip(text: String) -> impl IntoView {
    view! {
        <span
            aria-hidden="true"
            class="pointer-events-none invisible absolute left-full z-30 ms-2 rounded-sm bg-ink px-2 py-1 text-xs font-medium whitespace-nowrap text-panel opacity-0 shadow-pop transition-opacity group-hover/tip:visible group-hover/tip:opacity-100 group-focus-visible/tip:visible group-focus-visible/tip:opacity-100 max-md:hidden pointer-coarse:hidden"
        >
            {text}
        </span>
    }
    .into_any()
}

/// Shows and hides the details: a switch where they stand beside the thread, a popover where they do not fit.
#[component]
fn PanelToggle(open: bool) -> impl IntoView {
    let class = format!("{} group/tip relative w-control px-0! md:mt-1", button_class(Look::Quiet, Size::Medium));
    view! {
        <button type="button" popovertarget="details" aria-label="Details" class=format!("{class} xl:hidden!")>
            <Icon glyph=Glyph::Panel />
        </button>
        <label class=format!("{class} max-xl:hidden! has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent")>
            <input type="checkbox" role="switch" id="details-shown" checked=open autocomplete="off" class="sr-only" />
            <span class="sr-only">"Show details"</span>
            <Icon glyph=Glyph::Panel />
            <Tip text="Details" keys="P".to_string() />
        </label>
    }
    .into_any()
}

/// The back button of a phone: from the thread to the list.
#[component]
pub fn BackLink(#[prop(into)] href: String, #[prop(default = "Back to the list".into(), into)] label: String) -> impl IntoView {
    view! {
        <a href=href aria-label=label class="-ms-2 grid size-11 flex-none place-items-center rounded-sm text-muted hover:bg-sunk md:hidden">
            <Icon glyph=Glyph::Left class="size-5" />
        </a>
    }
    .into_any()
}

/// The header of a region: title and line at the left, actions at the right where there is room for all of it, else on a row of their own.
#[component]
pub fn RegionHead(
    /// Where a phone's back button leads.
    #[prop(optional, into)]
    back: Option<String>,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFnOnce,
    /// Whether the details are shown on a wide screen, as remembered.
    details: bool,
    /// The heading and what is under it.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="flex flex-none flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-panel px-4 py-3 md:flex-nowrap md:items-start md:px-5">
            {back.map(|href| view! { <BackLink href /> })}
            <div class="contents md:flex md:min-w-0 md:flex-1 md:flex-wrap md:items-center md:gap-x-3 md:gap-y-2">
                <div class="min-w-0 flex-1 md:basis-96">{children()}</div>
                <div class="flex flex-wrap items-center gap-2 empty:hidden max-md:order-last max-md:basis-full">{actions.run()}</div>
            </div>
            <PanelToggle open=details />
        </header>
    }
    .into_any()
}
