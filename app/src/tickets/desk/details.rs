//! The details beside a thread: the customer, the ticket, the promise, what else they asked.

use super::islands::{CustomerNow, Followers, TicketFields};
use super::others::{Linked, Others};
use super::read::followed;
use super::shelf::Shelf;
use super::state::{Followed, OpenTicket};
use crate::cards::beside::{BesideTalk, Stand, Talk, stand};
use crate::error::{AppError, Result};
use crate::fields::islands::TicketSlots;
use crate::journeys::walker::AnswerList;
use crate::tags::islands::TicketTags;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::{Me, Member};
use stoa::journeys::actions::{Answered, answers_of};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::tickets::actions::{self, Desk};
use stoa::tickets::model::{Status, TicketRow};

/// What the details show.
#[derive(Clone, Debug)]
pub struct Beside {
    customer: Member,
    partner: Option<Member>,
    others: Vec<TicketRow>,
    linked: Vec<TicketRow>,
    team: Vec<(String, String)>,
    categories: Vec<(String, String)>,
    answered: Option<Answered>,
    tags: Vec<String>,
    followed: Followed,
    stand: Stand,
    zone: Zone,
    theirs: Option<Zone>,
    now: Timestamp,
}

/// Reads it.
pub async fn beside(agent: &Agent, desk: &Desk) -> Result<Beside> {
    let services = session::services();
    let ticket = &desk.opened.ticket;
    let talk = Talk {
        conversation: ticket.customer_lane,
        customer: ticket.customer_id,
        path: routes::desk_ticket(ticket.number),
        // The page knows from which list it was opened.
        tab: String::new(),
        is_open: ticket.status != Status::Closed,
    };
    let known = async {
        Ok::<_, AppError>(tokio::try_join!(
            actions::list_of(&services, agent, ticket.customer_id),
            accounts::list_staff(&services, agent),
            actions::list_categories(&services, agent),
            accounts::find_person(&services, agent, ticket.customer_id),
            actions::linked(&services, agent, ticket.id),
            answers_of(&services, agent, ticket.id),
            stoa::tags::actions::names(&services, agent),
            stoa::chats::actions::zone_of_customer(&services, agent, ticket.customer_id),
        )?)
    };
    let (known, followed, stand) = tokio::try_join!(known, followed(agent, ticket.id), stand(agent, talk))?;
    let (mut others, team, categories, customer, linked, answered, tags, theirs) = known;
    others.retain(|row| row.id != ticket.id);
    others.truncate(5);
    let partner = match ticket.partner_id {
        Some(id) => Some(accounts::find_person(&services, agent, id).await?),
        None => None,
    };
    Ok(Beside {
        customer,
        partner,
        others,
        linked,
        team: team.into_iter().map(|m| (m.id.to_string(), if m.id == agent.member() { format!("{} (you)", m.name) } else { m.name })).collect(),
        // An archived one stays where it was chosen.
        categories: categories.into_iter().filter(|c| !c.is_archived || ticket.category_id == Some(c.id)).map(|c| (c.id.to_string(), c.name)).collect(),
        answered,
        tags,
        followed,
        stand,
        zone: desk.zone.clone(),
        theirs,
        now: services.now(),
    })
}

/// The region.
#[component]
pub fn Details(beside: Beside, ticket: OpenTicket, me: Me, shelf: Shelf) -> impl IntoView {
    let (ticket_id, is_closed) = (ticket.id, ticket.status == Status::Closed);
    let Beside { customer, partner, others, linked, team, categories, answered, tags, followed, stand, zone, theirs, now } = beside;
    let answered = answered.map(|answered| view! { <Came answered /> });
    view! {
        <h2 class="sr-only">"Details"</h2>
        <Customer phone=stand.phone_of(customer.id) customer me=me.clone() zone theirs now />
        {partner.map(|partner| view! { <Fulfils partner /> })}
        <BesideTalk stand=stand.from_tab(shelf.to_string()) />
        <TicketFields ticket=ticket.clone() me=me.member team categories now />
        <TicketSlots ticket=ticket.clone() me=me.member />
        <TicketTags ticket me=me.member known=tags />
        <Followers ticket=ticket_id start=followed />
        {answered}
        <Linked id=ticket_id linked shelf now />
        <Others id=ticket_id is_closed others shelf now />
    }
    .into_any()
}

#[component]
fn Customer(
    customer: Member,
    /// As they gave it with an order.
    phone: String,
    me: Me,
    zone: Zone,
    /// Where they are, if that is known.
    theirs: Option<Zone>,
    now: Timestamp,
) -> impl IntoView {
    let (id, seen, business) = (customer.id, customer.seen(), me.business);
    let here = match theirs {
        Some(zone) => view! { <CustomerNow customer=id seen business zone now /> }.into_any(),
        None => view! { <CustomerNow customer=id seen business now /> }.into_any(),
    };
    let since = zone.month_words(customer.created_at);
    let phone = (!phone.is_empty()).then(|| view! { <Fact label="Phone"><CallTo number=phone /></Fact> });
    let verified = customer.is_verified.then(|| view! { <Badge tone=Tone::Good icon=Glyph::Check>"verified"</Badge> });
    view! {
        <section aria-label="Customer" class="border-b border-line px-4 py-3.5 text-sm">
            <div class="mb-3 flex items-center gap-3">
                <Avatar name=customer.name.clone() />
                <div class="min-w-0">
                    <p class="flex flex-wrap items-center gap-x-2">
                        <b class="min-w-0 truncate text-base font-bold">{customer.name.clone()}</b>
                        {verified}
                    </p>
                    <p class="text-muted tabular-nums">
                        {here}
                    </p>
                </div>
            </div>
            <Facts>
                <Fact label="E-mail"><MailTo address=customer.email.clone() /></Fact>
                {phone}
                <Fact label="Customer">{format!("since {since}")}</Fact>
            </Facts>
        </section>
    }
    .into_any()
}

/// The partner who fulfils the order that the ticket is about.
#[component]
fn Fulfils(partner: Member) -> impl IntoView {
    view! {
        <PanelSection title="Partner">
            <Facts>
                <Fact label="Fulfils it">{partner.name}</Fact>
                <Fact label="E-mail"><MailTo address=partner.email /></Fact>
            </Facts>
        </PanelSection>
    }
    .into_any()
}

/// The journey that the ticket came through.
#[component]
fn Came(answered: Answered) -> impl IntoView {
    let Answered { name, number, answers, skills, .. } = answered;
    let words = move |label: &'static str, words: Vec<String>| (!words.is_empty()).then(|| view! { <Fact label>{words.join(", ")}</Fact> });
    view! {
        <PanelSection title="Answers">
            <p class="text-muted">{format!("“{name}”, version {number}")}</p>
            <AnswerList answers />
            <Facts>{words("Skills", skills)}</Facts>
        </PanelSection>
    }
    .into_any()
}
