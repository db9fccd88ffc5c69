//! The details beside a thread: the customer, the ticket, the promise, what else they asked.

use super::face::ticket_href;
use super::islands::{CustomerNow, Followers, TicketFields};
use super::read::followed;
use super::state::{Followed, OpenTicket};
use crate::error::Result;
use crate::journeys::walker::AnswerList;
use crate::session;
use crate::tickets::looks::{status_glyph, status_tone};
use crate::ui::*;
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::{Me, Member};
use stoa::journeys::actions::{Answered, answers_of};
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::kernel::zone::Zone;
use stoa::tickets::actions::{self, Desk};
use stoa::tickets::model::{Holder, TicketRow, number_text};

/// What the details show.
#[derive(Clone, Debug)]
pub struct Beside {
    customer: Member,
    others: Vec<TicketRow>,
    team: Vec<(String, String)>,
    categories: Vec<(String, String)>,
    answered: Option<Answered>,
    followed: Followed,
    zone: Zone,
    now: Timestamp,
}

/// Reads it.
pub async fn beside(agent: &Agent, desk: &Desk) -> Result<Beside> {
    let services = session::services();
    let ticket = &desk.opened.ticket;
    let mut others = actions::list_of(&services, agent, ticket.customer_id).await?;
    others.retain(|row| row.id != ticket.id);
    others.truncate(5);
    let team = accounts::list_staff(&services, agent).await?;
    let categories = actions::list_categories(&services, agent).await?;
    Ok(Beside {
        customer: accounts::find_person(&services, agent, ticket.customer_id).await?,
        others,
        team: team.into_iter().map(|m| (m.id.to_string(), if m.id == agent.member() { format!("{} (you)", m.name) } else { m.name })).collect(),
        // An archived one stays where it was chosen.
        categories: categories.into_iter().filter(|c| !c.is_archived || ticket.category_id == Some(c.id)).map(|c| (c.id.to_string(), c.name)).collect(),
        answered: answers_of(&services, agent, ticket.id).await?,
        followed: followed(agent, ticket.id).await?,
        zone: desk.zone.clone(),
        now: services.now(),
    })
}

/// The region.
#[component]
pub fn Details(beside: Beside, ticket: OpenTicket, me: Me, tab: Holder) -> impl IntoView {
    let Beside { customer, others, team, categories, answered, followed, zone, now } = beside;
    let id = ticket.id;
    let answered = answered.map(|answered| view! { <Came answered /> });
    view! {
        <h2 class="sr-only">"Details"</h2>
        <Customer customer me=me.clone() zone now />
        <TicketFields ticket me=me.member team categories now />
        <Followers ticket=id start=followed />
        {answered}
        <Others others tab now />
    }
    .into_any()
}

#[component]
fn Customer(customer: Member, me: Me, zone: Zone, now: Timestamp) -> impl IntoView {
    let is_online = customer.online_until > now;
    let since = zone.month_words(customer.created_at);
    let mail = format!("mailto:{}", customer.email);
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
                        <CustomerNow customer=customer.id is_online business=me.business zone now />
                    </p>
                </div>
            </div>
            <Facts>
                <Fact label="E-mail">
                    <a href=mail class="block truncate rounded-xs hover:underline" title=customer.email.clone()>{customer.email.clone()}</a>
                </Fact>
                <Fact label="Customer">{format!("since {since}")}</Fact>
            </Facts>
        </section>
    }
    .into_any()
}

/// The journey that the ticket came through.
#[component]
fn Came(answered: Answered) -> impl IntoView {
    let Answered { name, number, answers, tags, skills } = answered;
    let words = move |label: &'static str, words: Vec<String>| (!words.is_empty()).then(|| view! { <Fact label>{words.join(", ")}</Fact> });
    view! {
        <PanelSection title="Answers">
            <p class="text-muted">{format!("“{name}”, version {number}")}</p>
            <AnswerList answers />
            <Facts>{words("Tags", tags)} {words("Skills", skills)}</Facts>
        </PanelSection>
    }
    .into_any()
}

/// What else this customer asked.
#[component]
fn Others(others: Vec<TicketRow>, tab: Holder, now: Timestamp) -> impl IntoView {
    let row = |row: TicketRow| {
        let (tone, glyph) = (status_tone(row.status), status_glyph(row.status));
        view! {
            <li>
                <a href=ticket_href(row.number, tab) class="group/other flex items-center gap-2 rounded-xs py-1 pointer-coarse:min-h-11">
                    <span class=format!("flex-none {}", tone.text())>
                        <Icon glyph class="size-4" />
                    </span>
                    <span class="sr-only">{format!("{}, {}: ", number_text(row.number), row.status.label())}</span>
                    <span class="min-w-0 flex-1 truncate group-hover/other:underline">{row.subject}</span>
                    <span class="flex-none text-xs text-faint tabular-nums">{short_ago(row.updated_at, now)}</span>
                </a>
            </li>
        }
    };
    let list = if others.is_empty() {
        view! { <p class="text-muted">"This is their first ticket."</p> }.into_any()
    } else {
        view! { <ul class="flex flex-col">{others.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! { <PanelSection title="Other tickets">{list}</PanelSection> }.into_any()
}
