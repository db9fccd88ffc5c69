//! The front page of a business: its shop, or where it sells nothing a greeting and the way to ask; the last tickets of who is signed in. Staff go to
//! their desk.

use crate::error::Result;
use crate::frames;
use crate::help::HelpSearch;
use crate::journeys;
use crate::layout::PortalLayout;
use crate::page::page;
use crate::tickets::islands::TicketRows;
use crate::tickets::{Narrow, TicketList, reading};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::accounts::Customer;
use stoa::businesses::model::Business;

/// So many tickets stand on the front page.
const RECENT: u32 = 5;

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    page(async {
        let (business, who) = (session::business().await?, session::somebody().await?);
        if who.as_ref().is_some_and(|who| who.person().is_staff()) {
            leptos_axum::redirect(routes::DESK);
            return Ok(().into_any());
        }
        if who.as_ref().is_some_and(|who| who.partner().is_ok()) {
            leptos_axum::redirect(routes::PARTNER);
            return Ok(().into_any());
        }
        if who.is_none() && stoa::catalog::actions::has_products(session::services().db(), business.id).await? {
            let journey = journeys::walker::offered(&business, &journeys::walker::Place::Page).await?;
            return crate::catalog::store::shop(help(journey).into_any()).await;
        }
        let frame = frames::portal().await?;
        let body = match who.and_then(|who| who.customer().ok()) {
            Some(customer) => own(&customer).await?,
            None => {
                let journey = journeys::walker::offered(&business, &journeys::walker::Place::Page).await?;
                welcome(&business, journey).into_any()
            }
        };
        Ok(view! {
            <Title text=business.name />
            <PortalLayout frame>{body}</PortalLayout>
        }
        .into_any())
    })
}

/// Below the shop: the way to answers and to us.
fn help(journey: AnyView) -> impl IntoView {
    view! {
        <section aria-labelledby="help" class="mt-14 grid items-start gap-6 border-t border-line pt-8 md:grid-cols-2">
            <div>
                <h2 id="help" class="mb-3 text-xl font-bold tracking-tight">"Can we help?"</h2>
                <HelpSearch class="mb-4 max-w-xl" />
                <ButtonLink href=routes::sign_in_then(routes::NEW_TICKET) icon=Glyph::Plus>"Open a ticket"</ButtonLink>
            </div>
            {journey}
        </section>
    }
}

fn welcome(business: &Business, journey: AnyView) -> impl IntoView + use<> {
    let steps = [
        (Glyph::Edit, "Write to us", "Say what happened, add up to five pictures. It takes a minute."),
        (Glyph::Clock, "Know when", "You see at once by when we aim to solve it, and how far it has come."),
        (Glyph::Chat, "Talk it over", "Answers appear as they are written, and wait for you here."),
    ];
    let step = |(glyph, title, text): (Glyph, &'static str, &'static str)| {
        view! {
            <li class="flex gap-3.5">
                <span class="grid size-10 flex-none place-items-center rounded-full bg-accent-soft text-accent">
                    <Icon glyph class="size-5" />
                </span>
                <div>
                    <h2 class="text-md font-semibold">{title}</h2>
                    <p class="text-muted">{text}</p>
                </div>
            </li>
        }
    };
    view! {
        <div class="py-4 md:py-12">
            <h1 class="max-w-[20ch] text-3xl leading-[1.12] font-bold tracking-tight md:text-4xl">{format!("How can {} help?", business.name)}</h1>
            <p class="mt-4 max-w-[52ch] text-lg text-muted">"Ask us anything about your order, your account or what went wrong. One of us answers, and you follow every step."</p>
            <HelpSearch class="mt-7 max-w-xl" />
            <div class="mt-5 flex flex-wrap gap-3">
                <ButtonLink href=routes::sign_in_then(routes::NEW_TICKET) look=Look::Primary size=Size::Large icon=Glyph::Plus>
                    "Open a ticket"
                </ButtonLink>
                <ButtonLink href=routes::SIGN_UP size=Size::Large>
                    "Create an account"
                </ButtonLink>
            </div>
            <div class="mt-7 max-w-xl">{journey}</div>
            <ul class="mt-12 grid gap-6 border-t border-line pt-8 md:grid-cols-3">{steps.map(step).into_iter().collect_view()}</ul>
        </div>
    }
}

async fn own(customer: &Customer) -> Result<AnyView> {
    let services = session::services();
    let TicketList { mut page, counts } = reading::list(&services, customer, &Narrow::default()).await?;
    page.items.truncate(RECENT as usize);
    page.next = None;
    let name = customer.name().split_whitespace().next().unwrap_or_default().to_owned();
    let subtitle = match counts.active {
        0 => "Nothing is open right now.".to_owned(),
        1 => "One ticket is open. We are on it.".to_owned(),
        n => format!("{n} tickets are open. We are on them."),
    };
    let more = counts.total() > i64::from(RECENT);
    let list = TicketList { page, counts };
    let actions = || {
        view! {
            <ButtonLink href=routes::NEW_TICKET look=Look::Primary icon=Glyph::Plus>
                "Open a ticket"
            </ButtonLink>
        }
    };
    Ok(view! {
        <PageHead title=format!("Hello {name}") subtitle actions />
        <HelpSearch class="mb-6 max-w-xl" />
        <TicketRows list narrow=Narrow::default() me=customer.member() now=services.now() most=RECENT />
        {more
            .then(|| view! {
                <p class="pt-4">
                    <ButtonLink href=routes::TICKETS look=Look::Quiet>"All your tickets"</ButtonLink>
                </p>
            })}
    }
    .into_any())
}
