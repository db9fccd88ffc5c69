//! The overview: tickets by status, today's numbers, who is there; live.

use crate::admin::islands::KeepFresh;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use std::collections::HashMap;
use stoa::accounts::model::Member;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::{Timestamp, ago, short_duration};
use stoa::tickets::model::{Counts, Status, Today};
use stoa::{accounts, tickets};

/// `/admin`
#[component]
pub fn AdminPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN).await?;
        let counts = tickets::actions::counts(&services, &who).await?;
        let today = tickets::actions::today(&services, &who).await?;
        let held = tickets::actions::held(&services, &who).await?;
        let staff = accounts::actions::list_staff(&services, &who.as_agent()).await?;
        let is_alone = staff.len() == 1;
        Ok(view! {
            <Title text="Overview" />
            <AdminLayout business=business.clone() desk_href=routes::DESK nav account>
                <PageHead title="Overview" subtitle=business />
                {is_alone.then(|| view! { <FirstSteps /> })}
                <div id="overview">
                    <Tickets counts />
                    <TodayNumbers today />
                    <Team staff held now=services.now() />
                </div>
                <KeepFresh business=who.business() part="overview".to_owned() admin=true every=0 />
            </AdminLayout>
        }
        .into_any())
    })
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

#[component]
fn Team(staff: Vec<Member>, held: HashMap<MemberId, i64>, now: Timestamp) -> impl IntoView {
    let online = staff.iter().filter(|m| m.online_until > now).count();
    let rows = staff
        .into_iter()
        .map(|member| {
            let tickets = held.get(&member.id).copied().unwrap_or_default();
            let is_online = member.online_until > now;
            let seen = match (is_online, member.last_seen_at) {
                (true, _) => "Online".to_owned(),
                (false, Some(at)) => format!("Last seen {}", ago(at, now)),
                (false, None) => "Not seen yet".to_owned(),
            };
            let tone = if is_online { Tone::Good } else { Tone::Neutral };
            view! {
                <Row>
                    <Cell>
                        <span class="flex items-center gap-3">
                            <Avatar name=member.name.clone() presence=frames::presence(member.availability) />
                            <span class="min-w-0"><b class="block truncate font-semibold">{member.name}</b><span class="block truncate text-sm text-muted">{member.role.label()}</span></span>
                        </span>
                    </Cell>
                    <Cell label="Says">{member.availability.label()}</Cell>
                    <Cell label="Is there"><Badge tone>{seen}</Badge></Cell>
                    <Cell label="Active tickets" number=true>{tickets}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![Column::new("Person"), Column::new("Says"), Column::new("Is there"), Column::number("Active tickets")];
    view! {
        <h2 class="mb-2 flex items-baseline gap-2 text-md font-semibold">"Team" <span class="text-sm font-normal text-muted tabular-nums">{format!("{online} online")}</span></h2>
        <Table caption="Agents and admins" columns>{rows}</Table>
    }
    .into_any()
}
