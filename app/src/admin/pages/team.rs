//! The team on the overview: who is there, and what each did in the last days.

use crate::queue::{Periods, seen};
use crate::ui::*;
use crate::{frames, routes};
use leptos::prelude::*;
use std::collections::BTreeMap;
use stoa::accounts::model::Member;
use stoa::kernel::ids::MemberId;
use stoa::kernel::period::Period;
use stoa::kernel::time::{Timestamp, short_duration};
use stoa::queue::figures::AgentFigures;

/// A line for each of the staff, leading to their page.
#[component]
pub fn Team(staff: Vec<Member>, figures: BTreeMap<MemberId, AgentFigures>, period: Period, now: Timestamp) -> impl IntoView {
    let online = staff.iter().filter(|m| m.online_until > now).count();
    let rows = staff
        .into_iter()
        .map(|member| {
            let figures = figures.get(&member.id).copied().unwrap_or_default();
            view! { <Line member figures period now /> }
        })
        .collect_view();
    let mut columns = vec![Column::new("Person")];
    columns.extend(["Open now", "Resolved", "Live chats", "First reply", "Solution", "Promises kept", "Rating"].map(Column::number));
    view! {
        <div id="team" class="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 class="flex items-baseline gap-2 text-md font-semibold">"Team" <span class="text-sm font-normal text-muted tabular-nums">{format!("{online} online")}</span></h2>
            <Periods period href=routes::ADMIN.to_owned() at="#team" />
        </div>
        <Table caption=format!("Agents and admins, and what they did in the last {}", period.label()) columns>{rows}</Table>
        <p class="mt-2 text-sm text-muted">"Times are those in the middle: half took less, half took more. A ticket counts for whoever has it."</p>
    }
    .into_any()
}

#[component]
fn Line(member: Member, figures: AgentFigures, period: Period, now: Timestamp) -> impl IntoView {
    let time = |ms: Option<i64>| ms.map_or_else(|| "–".to_owned(), short_duration);
    let (tone, there) = seen(&member, now);
    let href = format!("{}?days={period}", routes::admin_person(member.id));
    let kept = figures.compliance_percent().map_or_else(|| "–".to_owned(), |n| format!("{n} %"));
    let rating = figures.rating().map_or_else(|| "–".to_owned(), |stars| format!("{stars} ({})", figures.ratings));
    view! {
        <Row>
            <Cell>
                <span class="flex items-center gap-3">
                    <Avatar name=member.name.clone() presence=frames::presence(member.availability) />
                    <span class="min-w-0">
                        <b class="block truncate font-semibold"><a href=href class="rounded-xs hover:underline">{member.name}</a></b>
                        <span class="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                            {format!("{}, {}", member.role.label(), member.availability.label().to_lowercase())} <Badge tone>{there}</Badge>
                        </span>
                    </span>
                </span>
            </Cell>
            <Cell label="Open now" number=true>{figures.open}</Cell>
            <Cell label="Resolved" number=true>{figures.resolved}</Cell>
            <Cell label="Live chats" number=true>{figures.chats}</Cell>
            <Cell label="First reply" number=true>{time(figures.first_reply_ms)}</Cell>
            <Cell label="Solution" number=true>{time(figures.solution_ms)}</Cell>
            <Cell label="Promises kept" number=true>{kept}</Cell>
            <Cell label="Rating" number=true>{rating}</Cell>
        </Row>
    }
    .into_any()
}
