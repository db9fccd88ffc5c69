//! The overview: tickets by status, today's numbers, what waits in the shop, the team and what it did; live.

use super::team::Team;
use crate::error::Result;
use crate::frames::{self, AdminFrame};
use crate::fresh::KeepFresh;
use crate::layout::AdminLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::accounts::Admin;
use stoa::appointments::model::State;
use stoa::inventory::model::{Show, Supplies};
use stoa::kernel::period::Period;
use stoa::kernel::time::short_duration;
use stoa::orders::model::OrderStatus;
use stoa::platform::Services;
use stoa::tickets::model::{Counts, Status, Today};
use stoa::{accounts, appointments, businesses, catalog, inventory, orders, payments, queue, tickets};

const DAY_MS: i64 = 86_400_000;

/// `/admin`
#[component]
pub fn AdminPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN).await?;
        let counts = tickets::actions::counts(&services, &who).await?;
        let today = tickets::actions::today(&services, &who).await?;
        let period = Period::read(session::query("days").as_deref(), Period::Week);
        let figures = queue::actions::team_figures(&services, &who, period).await?;
        let staff = accounts::actions::list_staff(&services, &who.as_agent()).await?;
        let is_alone = staff.len() == 1;
        let shop = shop(&services, &who).await?;
        let booked = booked(&services, &who).await?;
        Ok(view! {
            <Title text="Overview" />
            <AdminLayout business=business.clone() desk_href=routes::DESK nav account>
                <PageHead title="Overview" subtitle=business />
                {is_alone.then(|| view! { <FirstSteps /> })}
                <div id="overview">
                    <Tickets counts />
                    <TodayNumbers today />
                    {shop.map(|shop| view! { <ShopNumbers shop /> })}
                    {booked.map(|booked| view! { <Bookings booked /> })}
                    <Team staff figures period now=services.now() />
                </div>
                <KeepFresh business=who.business() part="overview".to_owned() admin=true every=0 />
            </AdminLayout>
        }
        .into_any())
    })
}

/// What waits in the shop.
struct Shop {
    orders: i64,
    order: usize,
    supplies: Supplies,
    /// Payments that do not add up.
    matters: i64,
}

/// Nothing for a business that sells nothing.
async fn shop(services: &Services, who: &Admin) -> Result<Option<Shop>> {
    if !catalog::actions::has_products(services.db(), who.business()).await? {
        return Ok(None);
    }
    let agent = who.as_agent();
    Ok(Some(Shop {
        orders: orders::actions::waiting(services, &agent).await?,
        order: inventory::actions::proposals(services, &agent).await?.len(),
        supplies: inventory::actions::supplies(services, &agent).await?,
        matters: payments::actions::count_matters(services, who).await?,
    }))
}

#[component]
fn ShopNumbers(shop: Shop) -> impl IntoView {
    let toned = |n: i64, tone: Tone| if n > 0 { tone } else { Tone::Neutral };
    let stock = |show: Show| format!("{}?show={show}", routes::ADMIN_STOCK);
    view! {
        <h2 class="mb-2 text-md font-semibold">"Shop"</h2>
        <Stats label="Shop">
            <Stat
                label="Orders to look at"
                value=shop.orders.to_string()
                href=format!("{}?status={}", routes::DESK_ORDERS, OrderStatus::Pending)
                tone=toned(shop.orders, Tone::Accent)
            />
            <Stat label="Payments to look at" value=shop.matters.to_string() href=routes::ADMIN_RECKONING tone=toned(shop.matters, Tone::Bad) />
            <Stat label="To order" value=shop.order.to_string() href=stock(Show::Order) note="variants" />
            <Stat label="Low" value=shop.supplies.low.to_string() href=stock(Show::Low) tone=toned(shop.supplies.low, Tone::Warn) note="variants" />
            <Stat label="Out of stock" value=shop.supplies.sold_out.to_string() href=stock(Show::Out) tone=toned(shop.supplies.sold_out, Tone::Bad) note="variants" />
        </Stats>
    }
    .into_any()
}

/// Appointments of today and of the next seven days that are agreed; nothing for a business that takes no bookings.
async fn booked(services: &Services, who: &Admin) -> Result<Option<[usize; 2]>> {
    if !appointments::actions::has_offerings(services.db(), who.business()).await? {
        return Ok(None);
    }
    let now = services.now();
    let midnight = businesses::actions::midnight(&session::business().await?, now);
    let mut week = appointments::actions::calendar(services, &who.as_agent(), midnight, midnight.plus_ms(7 * DAY_MS), None).await?;
    week.retain(|entry| matches!(entry.state, State::Booked | State::Done));
    let today = week.iter().filter(|entry| entry.starts_at < midnight.plus_ms(DAY_MS)).count();
    Ok(Some([today, week.len()]))
}

#[component]
fn Bookings(booked: [usize; 2]) -> impl IntoView {
    let [today, week] = booked.map(|many| many.to_string());
    view! {
        <h2 class="mb-2 text-md font-semibold">"Bookings"</h2>
        <Stats label="Bookings">
            <Stat label="Today" value=today href=routes::DESK_CALENDAR />
            <Stat label="In seven days" value=week href=routes::DESK_CALENDAR note="today included" />
        </Stats>
    }
    .into_any()
}

#[component]
fn FirstSteps() -> impl IntoView {
    let step = |href: &'static str, title: &'static str, why: &'static str| {
        view! {
            <li class="py-2">
                <a href=href class="font-semibold text-accent hover:underline">{title}</a>
                <span class="block text-sm text-muted">{why}</span>
            </li>
        }
    };
    view! {
        <Card title="First steps" class="mb-5">
            <ol class="-my-2 divide-y divide-line">
                {step(routes::ADMIN_PEOPLE, "Add your team", "Invite the people who answer.")}
                {step(routes::ADMIN_SETTINGS, "Set your opening hours", "Deadlines only count while you are open.")}
                {step(routes::ADMIN_SLA, "Check what you promise", "How soon tickets get their first reply and their solution.")}
                {step(routes::ADMIN_CATEGORIES, "Name what tickets are about", "Customers choose one of these.")}
            </ol>
        </Card>
    }
    .into_any()
}

#[component]
fn Tickets(counts: Counts) -> impl IntoView {
    let cards = Status::ALL
        .iter()
        .map(|status| {
            let href = format!("{}?status={status}", routes::DESK_TICKETS);
            view! { <Stat label=status.label() value=counts.of(*status).to_string() href /> }
        })
        .collect_view();
    let tone = if counts.unassigned > 0 { Tone::Warn } else { Tone::Neutral };
    view! {
        <h2 class="mb-2 text-md font-semibold">"Tickets"</h2>
        <Stats label="Tickets by status">
            {cards}
            <Stat label="Unassigned" value=counts.unassigned.to_string() tone href=format!("{}?holder=unassigned", routes::DESK) note=format!("of {} active", counts.active) />
        </Stats>
    }
    .into_any()
}

#[component]
fn TodayNumbers(today: Today) -> impl IntoView {
    let first_reply = today.first_reply_ms.map_or_else(|| "–".to_owned(), |ms| short_duration(ms as i64));
    let tone = if today.breached > 0 { Tone::Bad } else { Tone::Neutral };
    view! {
        <h2 class="mb-2 text-md font-semibold">"Today"</h2>
        <Stats label="Today's numbers">
            <Stat label="Opened" value=today.opened.to_string() />
            <Stat label="First replies" value=today.answered.to_string() />
            <Stat label="Time to first reply" value=first_reply note="on average" />
            <Stat label="Resolved" value=today.resolved.to_string() />
            <Stat label="Deadlines missed" value=today.breached.to_string() tone />
        </Stats>
    }
    .into_any()
}
