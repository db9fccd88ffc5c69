//! The list region of the inbox: availability, search, and the live list or what was found.

use super::availability::AvailabilityMenu;
use super::face::ticket_href;
use super::frame::remembered;
use super::islands::InboxList;
use super::read;
use super::shelf::Shelf;
use super::state::Lines;
use crate::bulk::{BulkFoot, Offer, SelectTicket};
use crate::error::Result;
use crate::tags::TagBadges;
use crate::tickets::looks::source_face;
use crate::tickets::{Narrow, PriorityBadge, StatusBadge};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::accounts::model::Me;
use stoa::kernel::ids::{TicketId, ViewId};
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::preferences::actions as preferences;
use stoa::preferences::model::FirstTab;
use stoa::saved_views::actions as saved_views;
use stoa::tickets::actions;
use stoa::tickets::model::{Filter, Hit, Holder};

/// What the list shows.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Which part of the tickets, also behind a search.
    pub shelf: Shelf,
    /// What was searched for.
    pub words: String,
    views: Vec<(ViewId, String)>,
    content: Content,
    offer: Offer,
    now: Timestamp,
}

#[derive(Clone, Debug)]
enum Content {
    Lines(Lines),
    Found(Vec<Hit>),
    Tagged(String, Vec<Hit>),
}

impl Content {
    /// Tells this list from every other.
    fn name(&self, shelf: Shelf, words: &str) -> String {
        match self {
            Self::Lines(_) => shelf.to_string(),
            Self::Found(_) => format!("q={words}"),
            Self::Tagged(tag, _) => format!("tag={tag}"),
        }
    }
}

/// Reads what the address asks for: a search, a view, or a tab (the one its reader begins with when it names none).
pub async fn listing(agent: &Agent) -> Result<Listing> {
    let services = session::services();
    let words = session::query("q").unwrap_or_default().trim().to_owned();
    let shelf = match session::query("tab").and_then(|word| word.parse().ok()) {
        Some(shelf) => shelf,
        None => Shelf::Tab(first_tab(agent).await?),
    };
    let views = saved_views::list(&services, agent).await?.into_iter().map(|view| (view.id, view.name)).collect();
    let (offer, now) = (Offer::read(agent).await?, services.now());
    if !words.is_empty() {
        let hits = actions::search(&services, agent, &words).await?;
        return Ok(Listing { shelf, words, views, content: Content::Found(hits), offer, now });
    }
    if let Some(tag) = Narrow::read(session::query).tag {
        let filter = Filter { active_only: true, tag: Some(tag.clone()), ..Filter::default() };
        let hits = actions::list(&services, agent, &filter, None).await?.items.into_iter().map(|row| Hit { row, snippet: Vec::new() }).collect();
        return Ok(Listing { shelf, words, views, content: Content::Tagged(tag, hits), offer, now });
    }
    let after = session::query("after").and_then(|text| text.parse().ok());
    let lines = read::lines(&services, agent, shelf, after).await?;
    Ok(Listing { shelf, words, views, content: Content::Lines(lines), offer, now })
}

/// The tab the inbox opens with, as the agent decided.
pub async fn first_tab(agent: &Agent) -> Result<Holder> {
    let last = || remembered("desk_tab").and_then(|word| word.parse().ok()).unwrap_or(Holder::All);
    Ok(match preferences::own(&session::services(), agent).await?.first_tab {
        FirstTab::Last => last(),
        FirstTab::Mine => Holder::Mine,
        FirstTab::Unassigned => Holder::Unassigned,
        FirstTab::All => Holder::All,
    })
}

impl Listing {
    /// Whether the list keeps the numbers by itself.
    pub const fn is_live(&self) -> bool {
        matches!(self.content, Content::Lines(_))
    }
}

/// The region.
#[component]
pub fn InboxRegion(listing: Listing, me: Me, current: Option<TicketId>) -> impl IntoView {
    let title = if current.is_none() {
        view! { <h1 class="min-w-0 flex-1 text-lg font-bold">"Inbox"</h1> }.into_any()
    } else {
        view! { <h2 class="min-w-0 flex-1 text-lg font-bold">"Inbox"</h2> }.into_any()
    };
    let Listing { shelf, words, views, content, offer, now } = listing;
    let list = content.name(shelf, &words);
    let body = match content {
        Content::Lines(start) => view! { <InboxList start shelf views me=me.member business=me.business current now /> }.into_any(),
        Content::Found(hits) => view! { <Found hits words=words.clone() shelf current now /> }.into_any(),
        Content::Tagged(tag, hits) => view! { <Found hits words=String::new() tag shelf current now /> }.into_any(),
    };
    view! {
        <header class="flex-none px-4 pt-3.5">
            <div class="flex items-center gap-2">{title} <AvailabilityMenu now=me.availability /></div>
            <SearchBox action=routes::DESK label="Search tickets" value=words keys="/" class="mt-2.5" />
        </header>
        {body}
        <BulkFoot offer list />
    }
    .into_any()
}

/// What was found, best first, with the words marked.
#[component]
fn Found(hits: Vec<Hit>, words: String, #[prop(optional)] tag: String, shelf: Shelf, current: Option<TicketId>, now: Timestamp) -> impl IntoView {
    let count = match hits.len() {
        0 if !tag.is_empty() => format!("No open ticket is tagged “{tag}”"),
        0 => return view! { <Nothing words shelf /> }.into_any(),
        1 if !tag.is_empty() => format!("1 open ticket tagged “{tag}”"),
        50 if !tag.is_empty() => format!("The last 50 open tickets tagged “{tag}”"),
        n if !tag.is_empty() => format!("{n} open tickets tagged “{tag}”"),
        1 => "1 ticket found".to_owned(),
        50 => "The best 50 tickets".to_owned(),
        n => format!("{n} tickets found"),
    };
    let query = if tag.is_empty() { format!("q={}", routes::escape(&words)) } else { format!("tag={}", routes::escape(&tag)) };
    let rows = hits
        .into_iter()
        .map(|Hit { row, snippet }| {
            let (status, priority, preview, tags) = (row.status, row.priority, row.preview.clone(), row.tags.0);
            let (id, number) = (row.id, row.number);
            view! {
                <ListRow
                    href=format!("{}&{query}", ticket_href(number, shelf))
                    name=row.customer
                    at=short_ago(row.updated_at, now)
                    subject=row.subject
                    unread=u32::try_from(row.unread).unwrap_or_default()
                    presence=(row.online_until > now).then_some(Presence::Online)
                    channel=source_face(row.source)
                    tick=move || view! { <SelectTicket id number /> }
                    current=current == Some(id)
                    preview=move || view! { <Snippet pieces=snippet otherwise=preview /> }
                    badges=move || {
                        view! {
                            <StatusBadge status />
                            <PriorityBadge priority quiet=true />
                            <TagBadges tags />
                        }
                    }
                />
            }
        })
        .collect_view();
    view! {
        <div class="flex flex-none items-center gap-3 border-b border-line px-4 py-2 text-sm text-muted">
            <p class="min-w-0 flex-1" role="status">{count}</p>
            <a href=super::face::shelf_href(shelf) class="rounded-xs font-semibold text-accent hover:underline">"Back to the inbox"</a>
        </div>
        <div id="lines" class="min-h-0 flex-1 overflow-y-auto">{rows}</div>
    }
    .into_any()
}

#[component]
fn Nothing(words: String, shelf: Shelf) -> impl IntoView {
    view! {
        <Empty glyph=Glyph::Search text=format!("No ticket has “{words}” in its number, subject or messages.")>
            <ButtonLink href=super::face::shelf_href(shelf)>"Back to the inbox"</ButtonLink>
        </Empty>
    }
    .into_any()
}

/// Text around the words that were found; `otherwise` when there is none.
#[component]
pub fn Snippet(pieces: Vec<(String, bool)>, otherwise: String) -> impl IntoView {
    if pieces.is_empty() {
        return otherwise.into_any();
    }
    let piece = |(text, is_hit): (String, bool)| {
        if is_hit { view! { <mark class="rounded-xs bg-note text-note-ink">{text}</mark> }.into_any() } else { text.into_any() }
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}
