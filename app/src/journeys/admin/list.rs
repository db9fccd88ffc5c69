//! The versions of a journey.

use super::api::{CreateJourney, DuplicateJourney, ImportJourney};
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
use stoa::journeys::actions;
use stoa::journeys::model::{JourneyRow, State};
use stoa::kernel::time::{Timestamp, ago};

const DONE: &[(&str, &str)] =
    &[("archived", "The version is archived. Customers write tickets themselves until another one is active."), ("deleted", "The draft is deleted.")];

/// `/admin/journeys`
#[component]
pub fn JourneysPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_JOURNEYS).await?;
        let (rows, now, said) = (actions::list(&services, &who).await?, services.now(), refused());
        let (making, importing) = (said.clone().of("/create_journey"), said.clone().of("/import_journey"));
        let (wrong_file, file) = (importing.error_of("file"), importing.value("file"));
        let wrong_chosen = importing.error_of("chosen");
        let is_open = wrong_file.is_some() || wrong_chosen.is_some();
        let table = if rows.is_empty() {
            view! { <Empty glyph=Glyph::Flow text="A journey asks your customers a few questions and leads them to a ticket, an article or a chat." /> }
                .into_any()
        } else {
            let columns = vec![
                Column::new("Version"),
                Column::new("State"),
                Column::new("Changed"),
                Column::number("Begun"),
                Column::number("Reached an end"),
                Column::new(""),
            ];
            view! { <Table caption="Versions" columns>{rows.into_iter().map(|row| view! { <Version row now /> }).collect_view()}</Table> }.into_any()
        };
        Ok(view! {
            <Title text="Journeys" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Journeys" subtitle="Questions that lead your customers to the right place. One version is active; a version that was walked is never changed." />
                {done_note(DONE)}
                {refusal(&said, &["name", "file", "chosen"])}
                {table}
                <Card title="New journey" class="mt-6">
                    <form method="post" action=CreateJourney::PATH class="flex flex-wrap items-start gap-3">
                        <TextField name="name" label="Name" hint="Customers see it where they begin: “Help with an order”." required=true value=making.value("name") error=making.error_of("name") class="min-w-56 flex-1" />
                        <Button look=Look::Primary icon=Glyph::Plus class="mt-6.5">"Make a draft"</Button>
                    </form>
                </Card>
                <Disclosure summary="Import a file" open=is_open class="mt-5">
                    <form method="post" action=ImportJourney::PATH enctype="multipart/form-data" class="flex flex-col gap-3">
                        <FilePicker name="chosen" label="File" hint="What “Export” gave you. Categories are found by their names." max=1 accept="application/json,.json" error=wrong_chosen />
                        <Field id="file" label="Or its text" optional=true error=wrong_file.clone()>
                            <TextArea name="file" rows=8 value=file error=wrong_file class="font-mono" />
                        </Field>
                        <div><Button icon=Glyph::Upload>"Import as a draft"</Button></div>
                    </form>
                </Disclosure>
            </AdminLayout>
        }
        .into_any())
    })
}

/// How a state is shown.
pub fn state_badge(state: State) -> impl IntoView {
    let (tone, icon) = match state {
        State::Draft => (Tone::Warn, Glyph::Edit),
        State::Active => (Tone::Good, Glyph::Done),
        State::Archived => (Tone::Neutral, Glyph::Box),
    };
    view! { <Badge tone icon>{state.label()}</Badge> }
}

#[component]
fn Version(row: JourneyRow, now: Timestamp) -> impl IntoView {
    let JourneyRow { id, number, name, state, updated_at, walked, ended } = row;
    view! {
        <Row>
            <Cell>
                <a href=routes::admin_journey(id) class="rounded-xs font-semibold text-accent hover:underline">{format!("{number}. {name}")}</a>
            </Cell>
            <Cell label="State">{state_badge(state)}</Cell>
            <Cell label="Changed">{ago(updated_at, now)}</Cell>
            <Cell label="Begun" number=true>{walked}</Cell>
            <Cell label="Reached an end" number=true>{ended}</Cell>
            <Cell>
                <form method="post" action=DuplicateJourney::PATH>
                    <IconButton glyph=Glyph::Copy label=format!("Duplicate version {number}") size=Size::Small name="journey" value=id.to_string() />
                </form>
            </Cell>
        </Row>
    }
    .into_any()
}
