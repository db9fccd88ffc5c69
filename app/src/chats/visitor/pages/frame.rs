//! What stands around every chat page: the portal's frame on a page of its own, a head and three tabs in a frame.

use super::Door;
use crate::chats::visitor::Spot;
use crate::chats::visitor::api::PopOut;
use crate::chats::visitor::islands::UnreadCounter;
use crate::error::Result;
use crate::layout::{ChatFrame, ChatFrameHead, PortalFrame, PortalLayout};
use crate::page::{set_status, title_of};
use crate::ui::{Glyph, NavItem};
use crate::{frames, routes, session};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::Error;
use stoa::chats::model::State;

/// Which of the tabs a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Greeting and search.
    Home,
    /// Chats.
    Messages,
    /// Articles.
    Help,
}

/// What a page says of itself to what stands around it.
#[derive(Clone, Debug)]
pub struct Around {
    /// Its title.
    pub title: String,
    /// Its tab.
    pub tab: Tab,
    /// Whether it is a conversation, with the composer at the bottom of the screen.
    pub is_talk: bool,
    /// Who is in charge of the chat, shown at the top of a frame.
    pub agent: Option<String>,
}

impl Around {
    /// Around a page that is no conversation.
    pub fn page(title: impl Into<String>, tab: Tab) -> Self {
        Self { title: title.into(), tab, is_talk: false, agent: None }
    }

    /// Puts the page into its frame.
    ///
    /// # Errors
    /// When it cannot be told who is signed in.
    pub async fn put(self, door: &Door, content: impl IntoView + 'static) -> Result<AnyView> {
        let marks = marks(door);
        let body = view! {
            {accent(door.widget.hue)}
            <Title text=self.title.clone() />
            {marks}
            {content.into_any()}
        };
        if door.spot.is_framed() {
            let head = head(door, self.agent.clone());
            let out = pop_out(door);
            return Ok(view! { <ChatFrame head tabs=tabs(door, self.tab) out is_talk=self.is_talk>{body}</ChatFrame> }.into_any());
        }
        let frame = portal(door, self.tab).await?;
        Ok(view! { <PortalLayout frame narrow=true talk=self.is_talk>{body}</PortalLayout> }.into_any())
    }
}

/// Says in the frame why nothing else is shown there; its head still closes it, and nothing leads out of it.
///
/// # Errors
/// The error itself, where not even the business is known.
pub async fn refused(error: Error) -> Result<AnyView> {
    let Ok(door) = Door::of_anybody(true).await else { return Err(error.into()) };
    set_status(error.status());
    let title = title_of(&error);
    // Whoever is shut out finds no more behind the tabs.
    let tabs = if matches!(error, Error::Denied(_)) { Vec::new() } else { tabs(&door, Tab::Home) };
    let (head, marks) = (head(&door, None), marks(&door));
    Ok(view! {
        <ChatFrame head tabs out=().into_any() is_talk=false>
            {accent(door.widget.hue)}
            <Title text=title />
            {marks}
            <h1 class="text-xl font-bold tracking-tight">{title}</h1>
            <p class="mt-2 text-muted">{error.to_string()}</p>
        </ChatFrame>
    }
    .into_any())
}

/// The colour of the business, where it has one.
pub fn accent(hue: Option<i64>) -> Option<AnyView> {
    hue.map(|hue| view! { <style nonce=use_nonce()>{format!(":root{{--accent-hue:{hue}}}")}</style> }.into_any())
}

async fn portal(door: &Door, tab: Tab) -> Result<PortalFrame> {
    let own = frames::portal().await?;
    let is_here = session::business().await?.id == door.business.id;
    let frame = if is_here {
        own
    } else {
        // Signed in at another business: nothing of it belongs here.
        PortalFrame { business: door.business.name.clone(), home: door.to(""), nav: Vec::new(), account: None, ..own }
    };
    let frame = PortalFrame { widget: String::new(), ..frame };
    Ok(match tab {
        Tab::Home => frame.back(routes::HOME, "Start page"),
        Tab::Messages | Tab::Help => frame.back(&door.to(""), "Chat"),
    })
}

fn head(door: &Door, agent: Option<String>) -> ChatFrameHead {
    let who = agent.clone().or_else(|| door.welcome.present.first().cloned());
    let detail = match (&agent, &door.welcome) {
        (Some(_), _) => door.business.name.clone(),
        (None, welcome) if !welcome.is_open => format!("Back {}", welcome.opens_at),
        (None, welcome) if welcome.present.is_empty() => "Leave a message".into(),
        (None, welcome) => super::super::standing::usual(welcome).map_or_else(|| "We are here".into(), |words| words.trim_end_matches('.').to_owned()),
    };
    let is_online = door.welcome.is_open && !door.welcome.present.is_empty();
    let business = door.business.name.clone();
    ChatFrameHead { name: agent.unwrap_or_else(|| business.clone()), business, face: who, detail, is_online, home: door.to("") }
}

fn tabs(door: &Door, tab: Tab) -> Vec<NavItem> {
    let item = |to: &str, label: &str, icon, own: Tab| NavItem::new(door.to(to), label).icon(icon).current(own == tab);
    let chat = door.chats.iter().find(|chat| chat.state == State::Active).map_or_else(|| "&view=chats".to_owned(), |chat| format!("&chat={}", chat.id));
    vec![item("", "Home", Glyph::Home, Tab::Home), item(&chat, "Messages", Glyph::Chat, Tab::Messages), item("&view=help#help", "Help", Glyph::Book, Tab::Help)]
}

/// The way out of the frame: a form, because it takes along who one is.
fn pop_out(door: &Door) -> AnyView {
    let kept = door.kept().unwrap_or_default();
    let (chat, walk) = (session::query("chat").unwrap_or_default(), session::query("walk").unwrap_or_default());
    view! {
        <form method="post" action=PopOut::PATH target="_blank" class="contents">
            <SpotFields spot=door.spot.clone() />
            <input type="hidden" name="token" value=kept />
            <input type="hidden" name="chat" value=chat />
            <input type="hidden" name="walk" value=walk />
            <crate::ui::IconButton glyph=Glyph::External label="Open in a window of its own" />
        </form>
    }
    .into_any()
}

/// The hidden fields that say where a form stands.
#[component]
pub fn SpotFields(spot: Spot) -> impl IntoView {
    view! {
        <input type="hidden" name="business" value=spot.business />
        <input type="hidden" name="framed" value=spot.framed />
        <input type="hidden" name="zone" value=spot.zone />
    }
}

/// What the scripts of the page read: whose it is, and in a frame what the page around it may know.
fn marks(door: &Door) -> impl IntoView + use<> {
    let is_framed = door.spot.is_framed();
    let left = session::query("left").is_some();
    let kept = if is_framed { door.kept() } else { None };
    let is_online = door.welcome.is_open && !door.welcome.present.is_empty();
    let has_open = door.chats.iter().any(|chat| chat.state == State::Active);
    let counter = door.asker.as_ref().filter(|_| is_framed && has_open).map(|asker| {
        view! { <UnreadCounter start=door.unread spot=door.spot.clone() me=asker.member() /> }
    });
    view! {
        <div
            hidden
            data-chat-page=door.business.id.to_string()
            data-guest=door.guest_of()
            data-kept=kept
            data-left=left.then_some("")
            data-zone=door.spot.zone.clone()
            data-closed=(!door.welcome.is_open).then_some("")
            data-origins=is_framed.then(|| door.widget.origins.0.join(" "))
            data-hue=door.widget.hue.map(|hue| hue.to_string())
            data-position=door.widget.position.word()
            data-online=is_online.then_some("")
            data-vouched=(is_framed && door.is_vouched).then_some("")
        ></div>
        {counter}
        <script src=routes::CHAT_SCRIPT defer></script>
    }
}
