//! The list region of the desk's chats: search, tabs, rows.

use super::figures::FiguresRow;
use super::islands::ChatLines;
use super::read;
use super::state::ChatList;
use crate::error::Result;
use crate::tickets::desk::availability::AvailabilityMenu;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::accounts::model::Me;
use stoa::chats::views::{Figures, Tab};
use stoa::kernel::ids::ChatId;

/// What the list shows.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The tab.
    pub tab: Tab,
    words: String,
    list: ChatList,
}

/// Reads what the address asks for.
pub async fn listing(agent: &Agent) -> Result<Listing> {
    let words = session::query("q").unwrap_or_default().trim().to_owned();
    let tab = session::query("tab").and_then(|word| word.parse().ok()).unwrap_or(Tab::Active);
    let after = session::query("after").and_then(|text| text.parse().ok());
    let list = read::list(&session::services(), agent, tab, &words, after).await?;
    Ok(Listing { tab, words, list })
}

/// The region; the page's `h1` is in it when nothing is open.
#[component]
pub fn ChatsRegion(
    listing: Listing,
    me: Me,
    current: Option<ChatId>,
    /// Where nothing is open.
    #[prop(optional)]
    figures: Option<Figures>,
) -> impl IntoView {
    let title = if current.is_none() {
        view! { <h1 class="min-w-0 flex-1 text-lg font-bold">"Live chats"</h1> }.into_any()
    } else {
        view! { <h2 class="min-w-0 flex-1 text-lg font-bold">"Live chats"</h2> }.into_any()
    };
    let Listing { tab, words, list } = listing;
    let now = session::services().now();
    view! {
        <header class="flex-none px-4 pt-3.5">
            <div class="flex items-center gap-2">{title} <AvailabilityMenu now=me.availability /></div>
            {figures.map(|figures| view! { <FiguresRow figures business=me.business /> })}
            <SearchBox action=routes::DESK_CHATS label="Search visitors and messages" value=words.clone() keys="/" class="mt-2.5" />
        </header>
        <ChatLines list tab words me=me.member business=me.business current now />
    }
    .into_any()
}
