//! The chat in a frame on any page: a head with who answers, one column, three tabs at the foot.

use super::skip::SkipLink;
use crate::ui::{Avatar, Glyph, Icon, IconButton, NavItem, Presence};
use leptos::prelude::*;

/// What stands at the top of the frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatFrameHead {
    /// The business.
    pub business: String,
    /// Who answers, or the business.
    pub name: String,
    /// Whose face is shown; that of the business when left out.
    pub face: Option<String>,
    /// A line below: how long it takes, when somebody is back.
    pub detail: String,
    /// Whether somebody is there.
    pub is_online: bool,
    /// Where the name leads.
    pub home: String,
}

/// The frame of the chat. Its window is as large as the panel, so the page itself scrolls.
#[component]
pub fn ChatFrame(
    head: ChatFrameHead,
    /// Home, messages, help; nothing for whoever is shut out.
    tabs: Vec<NavItem>,
    /// The way into a window of its own.
    out: AnyView,
    /// A conversation: the last child stays above the tabs.
    is_talk: bool,
    children: Children,
) -> impl IntoView {
    let face = head.face.clone().unwrap_or_else(|| head.name.clone());
    let presence = if head.is_online { Presence::Online } else { Presence::Offline };
    let column = if is_talk { "flex flex-col gap-3.5 pt-4" } else { "py-5" };
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            let state = if tab.current { "font-semibold text-accent" } else { "text-muted hover:text-ink" };
            let current = tab.aria_current();
            view! {
                <li class="flex-1">
                    <a href=tab.href aria-current=current class=format!("flex h-full flex-col items-center justify-center gap-0.5 text-xs {state}")>
                        {tab.icon.map(|glyph| view! { <Icon glyph class="size-5" /> })}
                        {tab.label}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <SkipLink />
        <div class="flex min-h-dvh flex-col bg-canvas text-base">
            <header class="sticky top-0 z-30 flex items-center gap-3 border-b border-line bg-panel px-4 py-2.5">
                <Avatar name=face presence />
                <a href=head.home data-business=head.business class="min-w-0 flex-1 rounded-xs">
                    <b class="block truncate text-md leading-tight font-bold">{head.name}</b>
                    <span class="block truncate text-sm text-muted">{head.detail}</span>
                </a>
                <div class="-me-2 flex flex-none items-center">
                    {out}
                    <div class="contents" data-close="">
                        <IconButton glyph=Glyph::Close label="Close the chat" kind="button" />
                    </div>
                </div>
            </header>
            <main id="main" tabindex="-1" class=format!("w-full flex-1 px-4 outline-none {column}")>
                <p data-no-cookie="" hidden class="mb-4 rounded-md border border-line bg-warn-soft px-4 py-3">
                    "Your browser keeps no chats inside of other pages. Open it in a window of its own, with the button at the top."
                </p>
                {children()}
            </main>
            {(!tabs.is_empty())
                .then(|| {
                    view! {
                        <nav aria-label="Chat" class="sticky bottom-0 z-30 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]">
                            <ul class="flex h-13">{tabs}</ul>
                        </nav>
                    }
                })}
        </div>
    }
    .into_any()
}
