//! `/admin/queue`: whether work is handed out by itself, and how; whose plan decides on it.

use super::api::ChangeQueue;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::businesses::rules::format_day;
use stoa::kernel::hours::Interval;
use stoa::queue::actions::{self, Planned};
use stoa::queue::model::Settings;
use stoa::tickets::model::Priority;

const FIELDS: &[&str] = &["ticket_weight", "chat_weight", "capacity", "ticket_silent", "chat_silent", "chat_priority", "ageing"];

/// The page.
#[component]
pub fn QueueSettingsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_QUEUE).await?;
        let settings = actions::settings(services.db(), who.business()).await?;
        let plans = actions::list_plans(&services, &who).await?;
        let refused = refused().of("/change_queue");
        let first_time = (!settings.is_on).then(|| {
            view! {
                <Banner class="mb-5" title="Work is not handed out by itself yet">
                    "Agents take what waits. Before you switch the queue on, look at the shifts of your team below: whoever has none gets work whenever they say that they are available."
                </Banner>
            }
        });
        Ok(view! {
            <Title text="Queue" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead
                    title="Queue"
                    subtitle="Who gets which ticket and which live chat: the most urgent first, to whoever is on shift, available, handles its category and has the least to do."
                    actions=|| view! { <ButtonLink href=routes::DESK_QUEUE>"See the queue"</ButtonLink> }
                />
                {done_note(&[("saved", "The queue is saved.")])}
                {first_time}
                {refusal(&refused, FIELDS)}
                <Decisions refused settings />
                <Team plans settings />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Decisions(refused: Refused, settings: Settings) -> impl IntoView {
    let is_on = if refused.error.is_some() { !refused.value("is_on").is_empty() } else { settings.is_on };
    let number = |name: &'static str, label: &'static str, hint: &'static str, value: i64| {
        let (value, error) = (refused.value_or(name, &value.to_string()), refused.error_of(name));
        view! { <TextField name label hint kind="number" required=true value error /> }.into_any()
    };
    let points = [
        number("capacity", "Capacity", "Points an agent can hold at once.", settings.capacity),
        number("ticket_weight", "A ticket takes", "Points. One that waits for its customer takes none.", settings.ticket_weight),
        number("chat_weight", "A live chat takes", "Points.", settings.chat_weight),
    ];
    let minutes = [
        number("ticket_silent", "Tickets", "Minutes.", settings.ticket_silent_minutes),
        number("chat_silent", "Live chats", "Minutes.", settings.chat_silent_minutes),
    ];
    let ageing = number("ageing", "One step for each", "Hours of waiting. 0 for never.", settings.ageing_hours);
    let priorities = Priority::ALL.iter().rev().map(|p| Choice::new(p.word(), p.label())).collect();
    let (priority, priority_error) = (refused.value_or("chat_priority", settings.chat_priority.word()), refused.error_of("chat_priority"));
    view! {
        <form method="post" action=ChangeQueue::PATH class="flex flex-col gap-5">
            <Card title="Handing out">
                <Switch name="is_on" checked=is_on hint="Tickets and chats go to agents by themselves. What they leave lying comes back.">
                    "Hand out work by itself"
                </Switch>
                <div class="mt-4 grid items-start gap-4 md:grid-cols-3">{points.collect_view()}</div>
            </Card>
            <Card title="Taking back">
                <p class="mb-3 max-w-prose text-sm text-muted">
                    "When a customer waits and the agent says nothing for so many minutes, not even in a note, the work goes back and somebody else gets it; thanks that they read after an answer stay with them. Write 0 for never. Who goes offline gives back at once what waits for them."
                </p>
                <div class="grid items-start gap-4 md:grid-cols-3">
                    {minutes.collect_view()}
                </div>
            </Card>
            <Card title="Order">
                <p class="mb-3 max-w-prose text-sm text-muted">
                    "The most urgent first, then what has waited longest. So that nothing waits for ever while more urgent work keeps coming, waiting makes work more urgent: with 24 hours, a low ticket counts as medium after a day, as high after two and as urgent after three. The ticket itself keeps its priority. With 0 only the priority counts."
                </p>
                <div class="grid items-start gap-4 md:grid-cols-3">
                    {ageing}
                    <Field id="chat_priority" label="Live chats wait among" hint="Tickets of this priority." error=priority_error.clone()>
                        <Select name="chat_priority" choices=priorities value=priority error=priority_error />
                    </Field>
                </div>
            </Card>
            <div><Button look=Look::Primary>"Save"</Button></div>
        </form>
    }
    .into_any()
}

/// Everybody of the staff, each with a link to their plan.
#[component]
fn Team(plans: Vec<Planned>, settings: Settings) -> impl IntoView {
    let rows = plans
        .into_iter()
        .map(|Planned { id, name, role, plan }| {
            let takes_part = if plan.takes_part { (Tone::Good, "Takes part") } else { (Tone::Neutral, "Takes no part") };
            let shifts = if plan.shifts.is_planned() { week_words(&plan.shifts.week) } else { "Whenever available".to_owned() };
            let skills = if plan.skills.is_empty() { "All categories".to_owned() } else { format!("{} categories", plan.skills.len()) };
            view! {
                <Row>
                    <Cell>
                        <span class="flex items-center gap-3">
                            <Avatar name=name.clone() />
                            <span class="min-w-0">
                                <a href=routes::admin_person(id) class="block truncate rounded-xs font-semibold hover:underline">{name}</a>
                                <span class="block text-sm text-muted">{role.label()}</span>
                            </span>
                        </span>
                    </Cell>
                    <Cell label="Queue"><Badge tone=takes_part.0>{takes_part.1}</Badge></Cell>
                    <Cell label="Shifts">{shifts}</Cell>
                    <Cell label="Handles">{skills}</Cell>
                    <Cell label="Capacity" number=true>{plan.capacity.unwrap_or(settings.capacity)}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![Column::new("Person"), Column::new("Queue"), Column::new("Shifts"), Column::new("Handles"), Column::number("Capacity")];
    view! {
        <h2 class="mt-8 mb-2 text-md font-semibold">"Your team"</h2>
        <Table caption="Agents and admins with their shifts" columns>{rows}</Table>
    }
    .into_any()
}

/// A week in a few words: `Mon–Fri 08:00-17:00, Sat 09:00-13:00`. Days with the same hours that follow each other are one.
fn week_words(week: &[Vec<Interval>; 7]) -> String {
    const SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for n in (0..7).filter(|n| !week[*n].is_empty()) {
        match parts.last_mut() {
            Some((from, to)) if *to + 1 == n && week[*from] == week[n] => *to = n,
            _ => parts.push((n, n)),
        }
    }
    let words = |(from, to): &(usize, usize)| match from == to {
        true => format!("{} {}", SHORT[*from], format_day(&week[*from])),
        false => format!("{}–{} {}", SHORT[*from], SHORT[*to], format_day(&week[*from])),
    };
    if parts.is_empty() { "On single days".to_owned() } else { parts.iter().map(words).collect::<Vec<_>>().join("; ") }
}

#[cfg(test)]
mod tests {
    use super::week_words;
    use stoa::kernel::hours::{Hours, Interval};

    #[test]
    fn a_week_is_said_in_a_few_words() {
        let mut week = Hours::weekdays(8, 17).week;
        week[5] = vec![Interval { start: 540, end: 780 }];
        assert_eq!(week_words(&week), "Mon–Fri 08:00-17:00; Sat 09:00-13:00");
        assert_eq!(week_words(&Default::default()), "On single days");
    }
}
