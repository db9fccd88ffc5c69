//! `/admin/automations/runs`: what automations did, the calls of webhooks, and the secret that signs them.

use crate::automations::api::RenewWebhookSecret;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::done_note;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::automations::actions;
use stoa::automations::model::{Hook, Outcome, Run};
use stoa::businesses::actions::zone;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::tickets::model::number_text;

/// The page.
#[component]
pub fn RunsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_AUTOMATIONS).await?;
        let of = session::query("automation").and_then(|text| text.parse().ok());
        let runs = actions::list_runs(&services, &who, of).await?;
        let hooks = actions::list_hooks(&services, &who).await?;
        // A secret of another key is no reason to hide the log.
        let secret = actions::secret(&services, &who).await.unwrap_or_else(|error| error.to_string());
        let now = services.now();
        let zone = zone(&session::business().await?, now);
        Ok(view! {
            <Title text="What automations did" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="What automations did" subtitle="The last 200 times one acted, or could not. The log is kept for 90 days." actions=|| view! { <ButtonLink href=routes::ADMIN_AUTOMATIONS>"All automations"</ButtonLink> } />
                {done_note(&[("renewed", "There is another secret. Give it to the systems that check signatures.")])}
                <Log runs zone=zone.clone() now />
                <Webhooks hooks secret zone now />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Log(runs: Vec<Run>, zone: Zone, now: Timestamp) -> impl IntoView {
    if runs.is_empty() {
        return view! { <Empty glyph=Glyph::Bolt text="No automation has acted yet." /> }.into_any();
    }
    let rows = runs
        .into_iter()
        .map(|run| {
            let at = zone.short_words(run.at, now);
            let (tone, glyph) = match run.outcome {
                Outcome::Done => (Tone::Good, Glyph::Check),
                Outcome::Failed => (Tone::Bad, Glyph::Alert),
                Outcome::Stopped => (Tone::Warn, Glyph::Pause),
            };
            view! {
                <Row>
                    <Cell label="When">{at}</Cell>
                    <Cell label="Automation"><a href=routes::admin_automation(run.automation_id) class="text-accent hover:underline">{run.name}</a></Cell>
                    <Cell label="Ticket"><a href=routes::desk_ticket(run.number) class="text-accent tabular-nums hover:underline">{number_text(run.number)}</a></Cell>
                    <Cell label="How it went"><Badge tone icon=glyph>{run.outcome.label()}</Badge></Cell>
                    <Cell label="What">{run.words}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = ["When", "Automation", "Ticket", "How it went", "What"].map(Column::new).to_vec();
    view! { <Table caption="Runs" columns>{rows}</Table> }.into_any()
}

#[component]
fn Webhooks(hooks: Vec<Hook>, secret: String, zone: Zone, now: Timestamp) -> impl IntoView {
    let is_silent = hooks.is_empty();
    let rows = hooks
        .into_iter()
        .map(|hook| {
            let at = zone.short_words(hook.at, now);
            let state = match (hook.sent_at, hook.tries) {
                (Some(_), _) => view! { <Badge tone=Tone::Good icon=Glyph::Check>"Answered"</Badge> },
                (None, 0) => view! { <Badge>"Waiting"</Badge> },
                (None, _) => view! { <Badge tone=Tone::Warn icon=Glyph::Alert>"Failed"</Badge> },
            };
            view! {
                <Row>
                    <Cell label="When">{at}</Cell>
                    <Cell label="Automation">{hook.name}</Cell>
                    <Cell label="Ticket">{number_text(hook.number)}</Cell>
                    <Cell label="Where to"><span class="break-all">{hook.url}</span></Cell>
                    <Cell label="How it went"><span class="flex flex-wrap items-center gap-2">{state} {hook.error}</span></Cell>
                    <Cell label="Tries" number=true>{hook.tries}</Cell>
                </Row>
            }
        })
        .collect_view();
    let mut columns = ["When", "Automation", "Ticket", "Where to", "How it went"].map(Column::new).to_vec();
    columns.push(Column::number("Tries"));
    let calls = match is_silent {
        true => view! { <p class="text-sm text-muted">"None has been called yet. An automation calls one with the action “Call a webhook”."</p> }.into_any(),
        false => view! { <Table caption="Calls of webhooks" columns>{rows}</Table> }.into_any(),
    };
    view! {
        <section class="mt-8" aria-labelledby="webhooks-title">
            <h2 id="webhooks-title" class="mb-2 text-lg font-bold">"Webhooks"</h2>
            <Card class="mb-4">
                <p class="max-w-prose text-sm text-muted">
                    "Each call is a POST with JSON. The header x-stoa-signature says t=TIME,v1=SIGNATURE: the HMAC-SHA256 of the time, a full stop and the body, under this secret, in hexadecimal. x-stoa-delivery is the same when a call is tried again."
                </p>
                <p class="mt-3 flex flex-wrap items-center gap-3">
                    <code class="rounded-xs bg-sunk px-2 py-1 text-sm break-all">{secret}</code>
                </p>
                <form method="post" action=RenewWebhookSecret::PATH class="mt-3">
                    <Button size=Size::Small>"Make another secret"</Button>
                </form>
            </Card>
            {calls}
        </section>
    }
    .into_any()
}
