//! The partner's side of an order's ticket: their thread and composer in their colour, and what was said with those who had the order before.

use super::face::{LANE, PARTNER};
use super::islands::AssignBar;
use super::state::OpenTicket;
use crate::conversations::{Composer, Draft, Owner, Place, Side, Start, ThreadView, UntilClosed};
use crate::error::Result;
use crate::forms::refused;
use crate::session;
use crate::tickets::api::ReplyToPartner;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Agent;
use stoa::conversations::actions as conversations;
use stoa::conversations::drafts::{self, Begun};
use stoa::conversations::model::History;
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::tickets::actions::{self, Sides};
use stoa::tickets::model::Ticket;

/// What was said with the partner.
#[derive(Clone, Debug)]
pub struct SaidToPartner {
    sides: Sides,
    talk: History,
    begun: Option<Begun>,
    enter_sends: bool,
    former: Vec<(ConversationId, String, Timestamp, History)>,
}

/// Whether the address asks for the partner's side.
pub fn is_asked_for() -> bool {
    session::query(LANE).as_deref() == Some(PARTNER)
}

/// Reads the partner's side of a ticket; opening it is reading it, also where no script can tell.
pub async fn read(agent: &Agent, ticket: &Ticket, sides: Sides) -> Result<SaidToPartner> {
    let services = session::services();
    let before = session::query("before").and_then(|text| text.parse().ok());
    let talk = actions::history(&services, agent, sides.lane, before).await?;
    let lane = conversations::open(&services, agent, sides.lane).await?;
    conversations::mark_read(&services, &lane, talk.head).await?;
    let begun = drafts::find(&services, &lane).await?;
    let enter_sends = stoa::preferences::actions::own(&services, agent).await?.enter_sends;
    let mut former = Vec::new();
    for (lane, name, until) in actions::former_lanes(&services, agent, ticket.id).await? {
        let said = actions::history(&services, agent, lane, None).await?;
        former.push((lane, name, until, said));
    }
    Ok(SaidToPartner { sides, talk, begun, enter_sends, former })
}

/// Thread and composer; while the ticket is closed the composer is out of sight.
#[component]
pub fn PartnerTalk(ticket: Ticket, shown: OpenTicket, said: SaidToPartner, zone: Zone, me: MemberId) -> impl IntoView {
    let SaidToPartner { sides, talk, begun, enter_sends, former } = said;
    let now = session::services().now();
    let place = Place { owner: Owner::Lane(ticket.id), talk: sides.lane, notes: None, me, laters: Vec::new() };
    let draft = Draft::of(&refused(), ReplyToPartner::PATH);
    let draft = match &begun {
        Some(begun) => draft.or_begun(&begun.body, &begun.files, false, begun.at),
        None => draft,
    };
    let placeholder = format!("Write to {}; the customer never sees it", sides.name);
    let (head, closed) = (talk.head, talk.is_frozen);
    let in_zone = zone.clone();
    let former = former.into_iter().map(move |(_, name, until, said)| view! { <Former name until said zone=in_zone.clone() now /> }).collect_view();
    view! {
        <div class="group/talk flex min-h-0 flex-1 flex-col">
            <div id="talk" tabindex="0" class="min-h-0 flex-1 overflow-y-auto overscroll-contain border-s-2 border-partner-line px-4 py-4 md:px-5">
                {former}
                <ThreadView
                    talk=Start { conversation: sides.lane, history: talk }
                    notes=None
                    me
                    asker=Some(sides.partner)
                    side=Side::Staff
                    zone
                    now
                    label=format!("Conversation with the partner, {}", sides.name)
                />
            </div>
            <UntilClosed talk=sides.lane head closed note="This ticket is closed. Nobody can write here any more.".to_owned() link=None class="m-4 mt-0 md:mx-5".to_owned()>
                <AssignBar ticket=shown me />
                <div class="flex-none px-4 pb-4 md:px-5">
                    <Composer place side=Side::Staff draft action=ReplyToPartner::PATH.to_owned() placeholder enter_sends />
                </div>
            </UntilClosed>
        </div>
    }
    .into_any()
}

/// What was said with somebody who had the order before; nobody writes there any more.
#[component]
fn Former(name: String, until: Timestamp, said: History, zone: Zone, now: Timestamp) -> impl IntoView {
    let title = format!("Earlier with {name}, until {}", zone.short_words(until, now));
    let lines = said.messages.into_iter().map(move |m| {
        let at = zone.short_words(m.at, now);
        let who = if m.name.is_empty() { "Stoa".to_owned() } else { m.name };
        view! {
            <li class="py-1.5">
                <p class="text-xs text-muted">{format!("{who} · {at}")}</p>
                <div class="rich" inner_html=m.html></div>
            </li>
        }
    });
    view! {
        <Disclosure summary=title>
            <ul class="mb-4 border-s-2 border-line ps-4">{lines.collect_view()}</ul>
        </Disclosure>
    }
    .into_any()
}
