//! The account menu behind the avatar: own pages, the colours, signing out.

use leptos::prelude::*;

use super::theme::{Theme, ThemeSwitch};
use crate::ui::{Avatar, Glyph, MenuButton, MenuLine, MenuLink, NavItem, Presence, Side};

/// Who is signed in, and what the menu offers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Their name.
    pub name: String,
    /// A line below it: role or e-mail.
    pub detail: String,
    /// Address of their picture.
    pub picture: Option<String>,
    /// Whether they are there, for agents.
    pub presence: Option<Presence>,
    /// Own pages: profile, availability, settings.
    pub links: Vec<NavItem>,
    /// Where the form that signs out posts to; none hides it.
    pub sign_out: Option<String>,
    /// The colours chosen.
    pub theme: Theme,
    /// The page that is open, to come back to it after choosing colours.
    pub here: String,
}

/// The avatar that opens the menu.
#[component]
pub fn AccountMenu(account: Account, #[prop(default = Side::BelowEnd)] side: Side) -> impl IntoView {
    let links =
        account.links.into_iter().map(|item| view! { <MenuLink href=item.href icon=item.icon current=item.current>{item.label}</MenuLink> }).collect_view();
    view! {
        <button
            type="button"
            popovertarget="account-menu"
            class="grid size-11 flex-none place-items-center rounded-full"
        >
            <span class="sr-only">{format!("Account of {}", account.name)}</span>
            <Avatar name=account.name.clone() picture=account.picture presence=account.presence />
        </button>
        <div
            id="account-menu"
            popover="auto"
            role="group"
            aria-label="Account"
            class=format!("w-64 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised p-1 text-sm text-ink shadow-pop open:animate-pop {}", side.class())
        >
            <p class="px-2.5 pt-1.5 pb-2">
                <b class="block truncate font-semibold">{account.name}</b>
                <span class="block truncate text-xs text-muted">{account.detail}</span>
            </p>
            {links}
            <MenuLine />
            <div class="px-1.5 py-1">
                <ThemeSwitch theme=account.theme back=account.here />
            </div>
            {account
                .sign_out
                .map(|action| {
                    view! {
                        <MenuLine />
                        <form method="post" action=action>
                            <MenuButton icon=Glyph::SignOut>"Sign out"</MenuButton>
                        </form>
                    }
                })}
        </div>
    }
    .into_any()
}
