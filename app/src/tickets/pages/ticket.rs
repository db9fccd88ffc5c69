//! A ticket as its customer sees it: how far it is, when it will be solved, what was said, and the composer.

use crate::cards::{answers, dealt};
use crate::conversations::{Composer, Draft, Owner, Place, Side, Start, ThreadView};
use crate::error::Result;
use crate::fields::FilledFacts;
use crate::forms::refused;
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::tickets::api::ReplyToTicket;
use crate::tickets::islands::{TicketEnding, TicketProgress};
use crate::tickets::reading;
use crate::ui::{Banner, ButtonLink, Size, Tone};
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::tickets::actions;
use stoa::tickets::model::{Status, number_text};
use stoa::{Error, businesses, conversations};

/// `/tickets/{number}`
#[component]
pub fn TicketPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|p| p.get("number")).and_then(|n| n.parse::<i64>().ok());
    page(async move { ticket(number.ok_or(Error::NotFound)?).await })
}

async fn ticket(number: i64) -> Result<AnyView> {
    let who = session::identity().await?;
    if who.person().is_staff() {
        leptos_axum::redirect(&routes::desk_ticket(number));
        return Ok(().into_any());
    }
    let customer = who.customer()?;
    let (services, business) = (session::services(), session::business().await?);
    let now = services.now();
    let opened = actions::find(&services, &customer, number).await?;
    let ticket = opened.ticket.clone();
    let before = session::query("before").and_then(|b| b.parse().ok());
    let history = actions::history(&services, &customer, ticket.customer_lane, before).await?;
    // Opening the page is reading it, also where no script can tell.
    let lane = conversations::actions::open(&services, &customer, ticket.customer_lane).await?;
    conversations::actions::mark_read(&services, &lane, history.head).await?;

    let cards = dealt(&customer, &business, ticket.customer_lane, routes::ticket(number), false).await?;
    let slots = actions::slots(&services, &customer, &ticket).await?;
    let zone = businesses::actions::zone(&business, now);
    let merged = actions::merged_into(&services, &customer, ticket.id).await?;
    let merged = merged.map(|number| {
        let way = move || view! { <ButtonLink href=routes::ticket(number) size=Size::Small>{number_text(number)}</ButtonLink> };
        view! { <Banner tone=Tone::Accent title="We go on in another ticket" action=way>"What was said here went along."</Banner> }
    });
    let progress = reading::progress(&opened, now);
    let about = [Some(number_text(number)), opened.row.category.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let place = Place { owner: Owner::Ticket(ticket.id), talk: ticket.customer_lane, notes: None, me: customer.member(), laters: Vec::new() };
    let talk = Start { conversation: ticket.customer_lane, history };
    let refused = refused();
    let rating = refused.clone().of("/rate_ticket");
    let rating = rating.error.as_ref().map(|error| (rating.value("comment"), error.to_string()));
    let frame = frames::portal().await?.back(routes::TICKETS, "Your tickets");
    // Where the page is looked at: it opens at the end of what was said.
    let (mut above, mut beside) = (Some(answers()), None);
    if ticket.status != Status::Closed {
        beside = above.take();
    }
    let composer = (ticket.status != Status::Closed).then(|| {
        view! {
            <div class="sticky bottom-0 z-20 -mx-4 mt-auto border-t border-line bg-panel px-4 pt-2.5 pb-[calc(0.625rem+env(safe-area-inset-bottom))] md:-mx-8 md:px-8">
                {beside}
                <Composer place side=Side::Customer draft=Draft::of(&refused, ReplyToTicket::PATH) action=ReplyToTicket::PATH.to_owned() placeholder="Reply…".to_owned() />
            </div>
        }
    });
    Ok(view! {
        <Title text=format!("{} · {}", number_text(number), ticket.subject) />
        <PortalLayout frame narrow=true talk=true>
            <div>
                <h1 dir="auto" class="text-xl leading-tight font-bold tracking-tight">{ticket.subject.clone()}</h1>
                <p class="mt-1 text-sm text-muted tabular-nums">{about}</p>
            </div>
            <FilledFacts slots />
            {refusal(&refused.clone().of("/close_ticket"), &[])} {above} {merged}
            <TicketProgress ticket=ticket.id number progress=progress.clone() zone=zone.clone() now />
            <ThreadView
                talk
                notes=None
                me=customer.member()
                asker=Some(customer.member())
                side=Side::Customer
                zone=zone.clone()
                now
                label=format!("Conversation with {}", business.name)
                cards
            />
            <TicketEnding ticket=ticket.id number progress zone now refused=rating>
                {composer}
            </TicketEnding>
        </PortalLayout>
    }
    .into_any())
}
