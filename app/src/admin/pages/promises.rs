//! What the business promises: how soon tickets get their first reply and their solution.

use crate::admin::api::ChangePromises;
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
use stoa::kernel::time::minutes_words;
use stoa::sla::actions;
use stoa::sla::model::{Policy, SlaClock};
use stoa::tickets::model::Priority;

/// `/admin/sla`
#[component]
pub fn PromisesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_SLA).await?;
        let policy = actions::policy(services.db(), who.business()).await?;
        let refused = refused().of("/change_promises");
        let in_hours = if refused.error.is_some() { !refused.value("in_opening_hours").is_empty() } else { policy.in_opening_hours };
        let fields: Vec<String> = SlaClock::ALL.iter().flat_map(|clock| Priority::ALL.iter().map(move |priority| format!("{clock}_{priority}"))).collect();
        let fault = refusal(&refused, &fields.iter().map(String::as_str).collect::<Vec<_>>());
        let rows = Priority::ALL
            .iter()
            .rev()
            .map(|priority| view! { <PriorityRow priority=*priority policy=policy.clone() refused=refused.clone() /> })
            .collect_view();
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
                            <Checkbox name="in_opening_hours" checked=in_hours hint="Otherwise the clocks run day and night.">
                                "Only count time while we are open"
                            </Checkbox>
                        </div>
                    </Card>
                    <div class="mt-5"><Button look=Look::Primary>"Save promises"</Button></div>
                </form>
            </AdminLayout>
        }
        .into_any())
    })
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
