//! Where customers are: the name of the business, a few links, one roomy column. Used by shop, tickets, orders, bookings and help.

use leptos::prelude::*;

use super::{
    account::{Account, AccountMenu},
    skip::SkipLink,
    theme::{Theme, ThemeSwitch},
};
use crate::routes;
use crate::ui::{Badge, ButtonLink, Glyph, Icon, NavItem, Tone};

/// What every customer page shows around its content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PortalFrame {
    /// The name of the business.
    pub business: String,
    /// Its front page.
    pub home: String,
    /// Shop, Workshops, Help, Track an order.
    pub nav: Vec<NavItem>,
    /// The cart and how many things lie in it; none hides it.
    pub cart: Option<NavItem>,
    /// Who is signed in.
    pub account: Option<Account>,
    /// Where the arrow of a phone leads: the page above this one. It takes the place of the navigation there.
    pub back: Option<NavItem>,
    /// Where to sign in.
    pub sign_in: String,
    /// Links at the foot: terms, contact.
    pub foot: Vec<NavItem>,
    /// The colours chosen.
    pub theme: Theme,
    /// The page that is open.
    pub here: String,
    /// Whose chat widget stands on the page: the word of the business in addresses. Empty for none.
    pub widget: String,
}

impl PortalFrame {
    /// With a way back on a phone.
    pub fn back(mut self, href: &str, label: &str) -> Self {
        self.back = Some(NavItem::new(href, label));
        self
    }
}

/// The frame of customer pages.
#[component]
pub fn PortalLayout(
    frame: PortalFrame,
    /// A column for reading and filling in instead of the full width.
    #[prop(optional)]
    narrow: bool,
    /// A conversation: no foot, the last child stays at the bottom of the screen.
    #[prop(optional)]
    talk: bool,
    children: Children,
) -> impl IntoView {
    let ground = if talk { "bg-canvas" } else { "bg-panel" };
    let column = if talk { "flex flex-col gap-3.5 pt-4 md:pt-8" } else { "py-6 md:py-10" };
    let width = if narrow { "max-w-3xl" } else { "max-w-7xl" };
    let foot = frame.foot.into_iter().map(|item| view! { <a href=item.href class="rounded-xs hover:text-ink hover:underline">{item.label}</a> }).collect_view();
    let (business, theme, here) = (frame.business.clone(), frame.theme, frame.here.clone());
    // Where people talk already, a button over the composer would be in the way.
    let widget = (!talk).then(|| view! { <ChatWidget of=frame.widget /> });
    view! {
        <SkipLink />
        <div class=format!("roomy flex min-h-dvh flex-col {ground}")>
            <PortalHeader business=frame.business home=frame.home nav=frame.nav cart=frame.cart back=frame.back account=frame.account sign_in=frame.sign_in />
            <main id="main" tabindex="-1" class=format!("mx-auto w-full flex-1 px-4 outline-none md:px-8 {column} {width}")>
                {children()}
            </main>
            {(!talk)
                .then(|| view! {
                    <footer class="border-t border-line">
                        // What stands at the end keeps clear of the button that opens the chat.
                        <div class="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-3 py-6 ps-4 pe-20 text-sm text-muted md:ps-8 2xl:pe-8">
                            <span>{business}</span>
                            {foot}
                            <div class="ms-auto">
                                <ThemeSwitch theme back=here />
                            </div>
                        </div>
                    </footer>
                })}
            {widget}
        </div>
    }
    .into_any()
}

/// The chat widget of a business, as on any other page that has it.
#[component]
pub fn ChatWidget(
    /// The word of the business in addresses; empty for none.
    of: String,
) -> impl IntoView {
    (!of.is_empty()).then(|| view! { <script src=routes::WIDGET data-business=of async></script> })
}

#[component]
fn PortalHeader(
    business: String,
    home: String,
    nav: Vec<NavItem>,
    cart: Option<NavItem>,
    back: Option<NavItem>,
    account: Option<Account>,
    sign_in: String,
) -> impl IntoView {
    let links = nav
        .into_iter()
        .map(|item| {
            let state = if item.current { "text-ink" } else { "text-muted hover:text-ink" };
            // A phone may be narrower than all links together: where one is comes first.
            let place = if item.current { "max-md:order-first" } else { "" };
            let current = item.aria_current();
            view! {
                <li class=format!("flex-none {place}")>
                    <a href=item.href aria-current=current class=format!("flex min-h-11 items-center rounded-xs {state}")>
                        {item.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    let cart = cart.map(|item| {
        view! {
            <a href=item.href class="inline-flex h-control items-center gap-2 rounded-full border border-line-strong px-4 font-semibold whitespace-nowrap hover:bg-sunk">
                <Icon glyph=Glyph::Cart class="size-4.5" />
                <span class="max-md:sr-only">{item.label}</span>
                {item.count.map(|count| view! { <Badge tone=Tone::Accent>{count}</Badge> })}
            </a>
        }
    });
    let who = match account {
        Some(account) => view! { <AccountMenu account /> }.into_any(),
        None => view! { <ButtonLink href=sign_in icon=Glyph::Person>"Sign in"</ButtonLink> }.into_any(),
    };
    let hidden = if back.is_some() { "max-md:hidden" } else { "" };
    let back = back.map(|item| {
        view! {
            <a href=item.href class="-ms-2.5 grid size-11 flex-none place-items-center rounded-sm md:hidden">
                <Icon glyph=Glyph::Left label=item.label class="size-5" />
            </a>
        }
    });
    view! {
        <header class="border-b border-line bg-panel">
            <div class="mx-auto flex max-w-7xl flex-wrap items-center gap-x-2 gap-y-1 px-4 py-1.5 md:px-8 md:py-2.5 xl:flex-nowrap xl:gap-x-7">
                {back}
                <a href=home class="min-w-0 truncate rounded-xs py-2 text-lg font-bold tracking-tight max-xl:flex-1">
                    {business}
                </a>
                <nav aria-label="Main" class=format!("min-w-0 max-xl:order-last max-xl:basis-full max-xl:overflow-x-auto max-xl:[scrollbar-width:none] max-xl:mask-r-from-[calc(100%-2.5rem)] max-md:-mx-4 max-md:ps-4 xl:me-auto xl:flex-none {hidden}")>
                    // Room for the fade that says: there is more this way.
                    <ul class="flex w-max gap-5.5 max-xl:pe-10">{links}</ul>
                </nav>
                <div class="flex flex-none items-center gap-2.5">{cart} {who}</div>
            </div>
        </header>
    }
    .into_any()
}
