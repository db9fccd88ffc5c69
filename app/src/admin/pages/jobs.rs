//! Background work that was given up, for the owner of the installation.

use crate::admin::api::ReplayJob;
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::job::Job;
use stoa::kernel::time::{Timestamp, ago};
use stoa::platform::jobs::{self, DeadJob};

/// `/admin/jobs`
#[component]
pub fn JobsPage() -> impl IntoView {
    page(async {
        session::owner().await?;
        let services = session::services();
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_JOBS).await?;
        let dead = jobs::list_dead(services.db()).await?;
        let (due, now) = (jobs::count_due(services.db(), services.now()).await?, services.now());
        let is_empty = dead.is_empty();
        let lines = dead.into_iter().map(|job| view! { <JobLine job now /> }).collect_view();
        let columns = vec![Column::new("Work"), Column::new("What went wrong"), Column::new("Given up"), Column::new("")];
        let subtitle = match due {
            0 => "Nothing waits.".to_owned(),
            1 => "One piece of work waits for its turn.".to_owned(),
            n => format!("{n} pieces of work wait for their turn."),
        };
        Ok(view! {
            <Title text="Background work" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Background work" subtitle />
                {done_note(&[("queued", "It runs again now.")])}
                {refusal(&refused(), &[])}
                <h2 class="mb-2 text-md font-semibold">"Given up"</h2>
                {match is_empty {
                    true => view! { <Empty glyph=Glyph::Done text=format!("Nothing was given up. Work that fails is tried {} times, with growing pauses, before it lands here.", jobs::MAX_ATTEMPTS) /> }.into_any(),
                    false => view! { <Table caption="Work that was given up" columns>{lines}</Table> }.into_any(),
                }}
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn JobLine(job: DeadJob, now: Timestamp) -> impl IntoView {
    view! {
        <Row>
            <Cell>
                <b class="block font-semibold">{words(&job.body)}</b>
                <code class="block text-xs break-all text-muted">{job.body}</code>
            </Cell>
            <Cell label="What went wrong" class="text-sm break-words">{format!("{} (tried {} times)", job.last_error, job.attempts)}</Cell>
            <Cell label="Given up">{ago(job.dead_at, now)}</Cell>
            <Cell class="md:text-end">
                <form method="post" action=ReplayJob::PATH>
                    <Button size=Size::Small icon=Glyph::Refresh name="job" value=job.id.to_string()>"Run again"</Button>
                </form>
            </Cell>
        </Row>
    }
    .into_any()
}

/// What a job does, for people.
fn words(body: &str) -> &'static str {
    match serde_json::from_str::<Job>(body) {
        Ok(job) => job.words(),
        Err(_) => "Work of another version",
    }
}
