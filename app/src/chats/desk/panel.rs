//! The details beside a chat: who asks, and what can be done.

use super::islands::ChatDetails;
use super::state::OpenChat;
use crate::cards::beside::{BesideTalk, Stand, Talk, stand};
use crate::error::Result;
use crate::tickets::desk::islands::CustomerNow;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::guest::GuestView;
use stoa::accounts::model::{Me, Member, Seen};
use stoa::businesses;
use stoa::chats::actions::Opened;
use stoa::chats::model::State;
use stoa::chats::views::Tab;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::tickets::actions as tickets;

/// What is shown beside the chat.
#[derive(Clone, Debug)]
pub struct Beside {
    asker: MemberId,
    name: String,
    seen: Seen,
    guest: Option<GuestView>,
    customer: Option<Member>,
    browser: String,
    opened_at: Timestamp,
    team: Vec<(String, String)>,
    categories: Vec<(String, String)>,
    stand: Stand,
    theirs: Zone,
    ours: Zone,
    now: Timestamp,
}

/// Reads it.
pub async fn beside(agent: &Agent, opened: &Opened) -> Result<Beside> {
    let (services, business) = (session::services(), session::business().await?);
    let now = services.now();
    let ours = businesses::actions::zone(&business, now);
    let theirs = businesses::actions::zone_of(&opened.chat.zone, now).unwrap_or_else(|| ours.clone());
    let holder = opened.chat.assignee_id;
    let team = accounts::list_staff(&services, agent).await?.into_iter().filter(|m| Some(m.id) != holder && m.deactivated_at.is_none());
    let categories = tickets::list_categories(&services, agent).await?.into_iter().filter(|c| !c.is_archived);
    let talk = Talk {
        conversation: opened.chat.conversation_id,
        customer: opened.chat.asker_id,
        path: routes::desk_chat(opened.chat.id),
        tab: session::query("tab").and_then(|tab| tab.parse::<Tab>().ok()).unwrap_or(Tab::Active).to_string(),
        is_open: opened.chat.state == State::Active,
    };
    Ok(Beside {
        asker: opened.chat.asker_id,
        name: opened.row.name.clone(),
        seen: accounts::find_seen(&services, agent, opened.chat.asker_id).await?,
        guest: opened.guest.clone(),
        customer: opened.customer.clone(),
        browser: opened.chat.browser.clone(),
        opened_at: opened.chat.opened_at,
        team: team.map(|m| (m.id.to_string(), if m.id == agent.member() { format!("{} (you)", m.name) } else { m.name })).collect(),
        categories: categories.map(|c| (c.id.to_string(), c.name)).collect(),
        stand: stand(agent, talk).await?,
        theirs,
        ours,
        now,
    })
}

/// The region.
#[component]
pub fn Panel(beside: Beside, chat: OpenChat, me: Me) -> impl IntoView {
    let Beside { team, categories, stand, now, .. } = beside.clone();
    view! {
        <h2 class="sr-only">"Details"</h2>
        <Visitor beside me=me.clone() />
        <BesideTalk stand />
        <ChatDetails chat me=me.member business=me.business team categories now />
    }
    .into_any()
}

#[component]
fn Visitor(beside: Beside, me: Me) -> impl IntoView {
    let Beside { asker, name, seen, guest, customer, browser, opened_at, theirs, ours, now, .. } = beside;
    let email = customer.as_ref().map(|c| c.email.clone()).or_else(|| guest.as_ref().map(|g| g.email.clone())).unwrap_or_default();
    let badge = match (&customer, &guest) {
        (Some(c), _) if c.is_verified => view! { <Badge tone=Tone::Good icon=Glyph::Check>"verified"</Badge> }.into_any(),
        (Some(_), _) => view! { <Badge>"customer"</Badge> }.into_any(),
        (None, Some(g)) if g.is_vouched => view! { <Badge tone=Tone::Good icon=Glyph::Check>"vouched for"</Badge> }.into_any(),
        _ => view! { <Badge>"guest"</Badge> }.into_any(),
    };
    let mail = (!email.is_empty()).then(|| view! { <Fact label="E-mail"><MailTo address=email /></Fact> });
    let fact = |label: &'static str, value: String| (!value.is_empty()).then(|| view! { <Fact label><span class="wrap-anywhere">{value}</span></Fact> });
    let guest = guest.map(|g| {
        let phone = (!g.phone.is_empty()).then(|| view! { <Fact label="Phone"><CallTo number=g.phone.clone() /></Fact> });
        view! {
            {phone}
            {fact("Came from", g.host)}
            {fact("Address", g.address)}
        }
    });
    view! {
        <section aria-label="Visitor" class="border-b border-line px-4 py-3.5 text-sm">
            <div class="mb-3 flex items-center gap-3">
                <Avatar name=name.clone() />
                <div class="min-w-0">
                    <p class="flex flex-wrap items-center gap-x-2">
                        <b class="min-w-0 truncate text-base font-bold">{name}</b>
                        {badge}
                    </p>
                    <p class="text-muted tabular-nums">
                        <CustomerNow customer=asker seen business=me.business zone=theirs now />
                    </p>
                </div>
            </div>
            <Facts>
                {mail}
                {guest}
                {fact("Browser", browser)}
                <Fact label="Began">{ours.moment_words(opened_at, now)}</Fact>
            </Facts>
        </section>
    }
    .into_any()
}
