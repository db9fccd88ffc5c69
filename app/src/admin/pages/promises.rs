//! What the business promises: how soon tickets get their first reply and their solution, tried on the tickets of the past.

use crate::admin::api::ChangePromises;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::{Row as TableRow, *};
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::kernel::time::minutes_words;
use stoa::sla::actions;
use stoa::sla::model::{Policy, Promises, SlaClock};
use stoa::sla::trial::{Row, Tally};
use stoa::tickets::actions::{TRIAL_DAYS, try_policy};
use stoa::tickets::model::Priority;

const IN_HOURS: &str = "in_opening_hours";

/// `/admin/sla`
#[component]
pub fn PromisesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_SLA).await?;
        let policy = actions::policy(services.db(), who.business()).await?;
        let is_trial = session::query("try").is_some();
        let mut typed = if is_trial { asked() } else { refused().of("/change_promises") };
        let mut tried = None;
        if is_trial {
            let rows = match promises(&typed).read() {
                Ok(policy) => try_policy(&services, &who, &policy).await,
                Err(error) => Err(error),
            };
            match rows {
                Ok(rows) => tried = Some(rows),
                Err(error) => typed.error = Some(error),
            }
        }
        let is_typed = !typed.typed.is_empty();
        let in_hours = if is_typed { !typed.value(IN_HOURS).is_empty() } else { policy.in_opening_hours };
        let fields = fields();
        let fault = refusal(&typed, &fields.iter().map(String::as_str).collect::<Vec<_>>());
        let rows =
            Priority::ALL.iter().rev().map(|priority| view! { <PriorityRow priority=*priority policy=policy.clone() refused=typed.clone() /> }).collect_view();
        Ok(view! {
            <Title text="Promises" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Promises" subtitle="How soon a ticket gets its first reply and its solution. Changes hold for tickets opened from now on." />
                {done_note(&[("saved", "The promises are saved.")])}
                {fault}
                <form method="post" action=ChangePromises::PATH>
                    <Card>
                        <p class="mb-3 text-sm text-muted">"Write times like 45 m, 2 h or 1 d 4 h. A day has 24 hours."</p>
                        <div class="flex flex-col divide-y divide-line">{rows}</div>
                        <div class="mt-4">
                            <Checkbox name=IN_HOURS checked=in_hours hint="Otherwise the clocks run day and night.">
                                "Only count time while we are open"
                            </Checkbox>
                        </div>
                    </Card>
                    <div class="mt-5 flex flex-wrap gap-2">
                        <Button look=Look::Primary>"Save promises"</Button>
                        <Button name="try" value="yes" attr:formmethod="get" attr:formaction=routes::ADMIN_SLA>
                            {format!("Try on the last {TRIAL_DAYS} days")}
                        </Button>
                    </div>
                </form>
                {tried.map(|rows| view! { <Trial rows /> })}
            </AdminLayout>
        }
        .into_any())
    })
}

/// The fields of the times, `response_low` and so on.
fn fields() -> Vec<String> {
    SlaClock::ALL.iter().flat_map(|clock| Priority::ALL.iter().map(move |priority| format!("{clock}_{priority}"))).collect()
}

/// What the address asks to try.
fn asked() -> Refused {
    let typed = fields().into_iter().chain([IN_HOURS.to_owned()]).filter_map(|field| session::query(&field).map(|value| (field, value)));
    Refused { typed: typed.collect(), ..Refused::default() }
}

fn promises(typed: &Refused) -> Promises {
    let times = |clock: SlaClock| std::array::from_fn(|i| typed.value(&format!("{clock}_{}", Priority::ALL[i])));
    Promises { response: times(SlaClock::Response), resolution: times(SlaClock::Resolution), in_opening_hours: !typed.value(IN_HOURS).is_empty() }
}

/// What the promises would have meant.
#[component]
fn Trial(rows: Vec<Row>) -> impl IntoView {
    let columns = vec![
        Column::new("Priority"),
        Column::number("First replies"),
        Column::number("kept"),
        Column::number("under these"),
        Column::number("Solutions"),
        Column::number("kept"),
        Column::number("under these"),
    ];
    let lines = rows.iter().map(|row| view! { <TrialLine row=*row /> }).collect_view();
    view! {
        <section id="trial" class="mt-8" aria-labelledby="trial-title">
            <h2 id="trial-title" class="text-lg font-bold">{format!("The last {TRIAL_DAYS} days under these promises")}</h2>
            <p class="mt-1 mb-4 max-w-prose text-sm text-muted">
                "Nothing is saved yet. Tickets count under the priority they have today; clocks that still run count once a promise is broken."
            </p>
            <Table caption="Promises kept, then and under these" columns>{lines}</Table>
        </section>
    }
    .into_any()
}

#[component]
fn TrialLine(row: Row) -> impl IntoView {
    let cells = [("First replies", row.response), ("Solutions", row.resolution)].map(|(label, tally)| {
        let (before, then) = (share(tally.before, tally), share(tally.then, tally));
        view! {
            <Cell label number=true>{tally.of.to_string()}</Cell>
            <Cell label="kept" number=true>{before}</Cell>
            <Cell label="under these" number=true class="font-semibold">{then}</Cell>
        }
    });
    view! {
        <TableRow>
            <Cell label="Priority">{row.priority.label()}</Cell>
            {cells.collect_view()}
        </TableRow>
    }
    .into_any()
}

/// A share of a tally in percent; a dash when there was nothing to keep.
fn share(kept: u32, tally: Tally) -> String {
    if tally.of == 0 { "–".into() } else { format!("{} %", (f64::from(kept) * 100.0 / f64::from(tally.of)).round()) }
}

#[component]
fn PriorityRow(priority: Priority, policy: Policy, refused: Refused) -> impl IntoView {
    let target = policy.target(priority);
    let fields = [(SlaClock::Response, target.response_minutes), (SlaClock::Resolution, target.resolution_minutes)].map(|(clock, minutes)| {
        let name = format!("{clock}_{priority}");
        let (value, error) = (refused.value_or(&name, &minutes_words(minutes)), refused.error_of(&name));
        view! { <TextField name label=clock.label() value error required=true /> }
    });
    view! {
        <fieldset class="grid items-start gap-x-4 gap-y-2 py-3 sm:grid-cols-[7rem_1fr_1fr]">
            <legend class="sr-only">{priority.label()}</legend>
            <b aria-hidden="true" class="font-semibold sm:pt-7">{priority.label()}</b>
            {fields.collect_view()}
        </fieldset>
    }
    .into_any()
}
