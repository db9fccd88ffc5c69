//! `/desk` and `/desk/{number}`: the list, and one ticket beside it.

use super::api::UndoTicketChange;
use super::details::{Beside, Details, beside};
use super::face::{shelf_href, ticket_href};
use super::frame::{DeskFrame, Rail, rail, remembered};
use super::inbox::{InboxRegion, Listing, listing};
use super::islands::{LaneTabs, TicketHead};
use super::partner::{self, PartnerTalk, SaidToPartner};
use super::read::open_ticket;
use super::state::OpenTicket;
use super::talk::{Said, Talk};
use crate::canned::chosen;
use crate::cards::dealt;
use crate::conversations::Room;
use crate::error::{AppError, Result};
use crate::layout::Region;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::accounts::model::Me;
use stoa::canned::model::{Ready, Spot};
use stoa::conversations::actions as conversations;
use stoa::conversations::drafts;
use stoa::conversations::model::PAGE;
use stoa::tickets::actions::{self, Desk};
use stoa::tickets::model::{number_text, parse_number};

/// `/desk`: the inbox with nothing open. A number in the search box opens its ticket.
#[component]
pub fn DeskPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        if let Some(number) = session::query("q").as_deref().and_then(parse_number)
            && actions::find(&session::services(), &agent, number).await.is_ok()
        {
            leptos_axum::redirect(&routes::desk_ticket(number));
        }
        let (listing, rail) = tokio::try_join!(listing(&agent), rail(&agent))?;
        let counted = listing.is_live();
        let whose = me.clone();
        let list = ViewFnOnce::from(move || view! { <InboxRegion listing me=whose current=None /> });
        Ok(view! {
            <Title text="Inbox" />
            <DeskFrame me rail counted current=routes::DESK list=Some(list)>
                <Empty glyph=Glyph::Chat text="Choose a ticket on the left, or press J for the first one." class="flex-1 justify-center" />
            </DeskFrame>
        })
    })
}

/// `/desk/{number}`: one ticket.
#[component]
pub fn DeskTicketPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").and_then(|text| parse_number(&text)));
    page(async move {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let open = read(&agent, number.ok_or(Error::NotFound)?).await?;
        // Only now: they tell what is unread, and this has just been read.
        let (listing, rail) = tokio::try_join!(listing(&agent), rail(&agent))?;
        Ok(view! { <TicketView open listing me rail /> })
    })
}

/// A ticket with its thread and its details.
struct Open {
    desk: Desk,
    ticket: OpenTicket,
    said: Spoken,
    beside: Beside,
}

/// What was said on the side that is open.
enum Spoken {
    /// With the customer, and what may be said to them.
    Customer(Said, (Vec<Ready>, String)),
    /// With the partner.
    Partner(SaidToPartner),
}

async fn read(agent: &Agent, number: i64) -> Result<Open> {
    let services = session::services();
    let desk = actions::desk_by_number(&services, agent, number).await?;
    // What need not wait for each other is read side by side, here and in the parts.
    let (beside, said) = tokio::try_join!(beside(agent, &desk), spoken(agent, &desk))?;
    // Only now: it tells what is unread on either side.
    Ok(Open { ticket: open_ticket(agent, &desk).await?, desk, said, beside })
}

/// What was said on the side that is asked for. Opening the page is reading it, also where no script can tell.
async fn spoken(agent: &Agent, desk: &Desk) -> Result<Spoken> {
    let services = session::services();
    let ticket = &desk.opened.ticket;
    let sides = if partner::is_asked_for() { actions::sides(&services, agent, ticket).await? } else { None };
    if let Some(sides) = sides {
        return Ok(Spoken::Partner(partner::read(agent, ticket, sides).await?));
    }
    let business = session::business().await?;
    let open = |lane| conversations::open(&services, agent, lane);
    let (lane, secret) = tokio::try_join!(open(ticket.customer_lane), open(ticket.staff_lane))?;
    let before = session::query("before").and_then(|text| text.parse().ok());
    let talk = async {
        let talk = conversations::history(&services, &lane, before, PAGE).await?;
        conversations::mark_read(&services, &lane, talk.head).await?;
        Ok(talk)
    };
    let around = async {
        Ok::<_, AppError>(tokio::try_join!(
            talk,
            conversations::history(&services, &secret, None, PAGE),
            drafts::find(&services, &lane),
            drafts::find(&services, &secret),
            actions::scheduled(&services, agent, ticket.id, &desk.zone),
            actions::merged_into(&services, agent, ticket.id),
            stoa::preferences::actions::own(&services, agent),
        )?)
    };
    let cards = dealt(agent, &business, ticket.customer_lane, String::new(), false);
    let (around, cards, canned) = tokio::try_join!(around, cards, chosen(agent, Spot::Ticket(ticket.id)))?;
    let (talk, notes, begun, begun_note, scheduled, merged, wishes) = around;
    let begun = begun.map(|b| (b, false)).into_iter().chain(begun_note.map(|b| (b, true))).max_by_key(|(b, _)| b.at);
    let customer = desk.opened.row.customer.clone();
    Ok(Spoken::Customer(Said { talk, notes, customer, merged, scheduled, begun, enter_sends: wishes.enter_sends, cards }, canned))
}

#[component]
fn TicketView(open: Open, listing: Listing, me: Me, rail: Rail) -> impl IntoView {
    let Open { desk, ticket, said, beside } = open;
    let t = &desk.opened.ticket;
    let (id, title) = (t.id, format!("{} {}", number_text(t.number), t.subject));
    let opened = desk.zone.short_words(t.opened_at, session::services().now());
    let has_panel = remembered("desk_details").as_deref() != Some("hidden");
    let (shelf, counted) = (listing.shelf, listing.is_live());
    let room = Room { talk: t.customer_lane, notes: t.staff_lane, asker: t.customer_id, me: me.member };
    let (shown, whose, who, member) = (ticket.clone(), me.clone(), me.clone(), me.member);
    let panel = ViewFnOnce::from(move || view! { <Details beside ticket=shown me=whose shelf /> });
    let list = ViewFnOnce::from(move || view! { <InboxRegion listing me=who current=Some(id) /> });
    let (href, at_partner) = (ticket_href(t.number, shelf), matches!(said, Spoken::Partner(_)));
    let tabs = ticket.sides.is_some().then(|| view! { <LaneTabs ticket=ticket.clone() me=member href at_partner /> });
    let head = view! { <TicketHead ticket=ticket.clone() me=member opened back=shelf_href(shelf) has_panel room /> };
    let undo = view! { <UndoBanner ticket=ticket.clone() /> };
    let talk = match said {
        Spoken::Customer(said, canned) => view! { <Talk desk said canned ticket me=member /> }.into_any(),
        Spoken::Partner(said) => view! { <PartnerTalk ticket=desk.opened.ticket.clone() shown=ticket said zone=desk.zone me=member /> }.into_any(),
    };
    view! {
        <Title text=title />
        <DeskFrame me rail counted current=routes::DESK primary=Region::Thread list=Some(list) panel=Some(panel)>
            {undo}
            {head}
            {tabs}
            {talk}
        </DeskFrame>
    }
    .into_any()
}

/// The way back from one's own last change, where no script shows it for ten seconds.
#[component]
fn UndoBanner(ticket: OpenTicket) -> impl IntoView {
    ticket.undo.map(|words| {
        view! {
            <form method="post" action=UndoTicketChange::PATH class="hidden noscript:block">
                <Banner tone=Tone::Good class="m-3">
                    <input type="hidden" name="ticket" value=ticket.id.to_string() />
                    <span class="me-3">{format!("{words}.")}</span>
                    <Button size=Size::Small icon=Glyph::Undo>"Undo"</Button>
                </Banner>
            </form>
        }
    })
}
