//! A version as a list of steps: everything the canvas can do, with plain forms.

use super::api::{ActivateJourney, AddStep, ArchiveJourney, DeleteJourney, DuplicateJourney, RenameJourney, TryJourney};
use super::list::state_badge;
use super::node::StepCard;
use crate::error::Result;
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
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::journeys::actions;
use stoa::journeys::graph::{Graph, Shape};
use stoa::journeys::model::{Journey, State};
use stoa::journeys::rules::check::{Place, Problem, problems};
use stoa::kernel::ids::JourneyId;

const DONE: &[(&str, &str)] = &[
    ("imported", "The file is imported as a draft."),
    ("copied", "This is the copy. Change it; customers see it when you activate it."),
    ("activated", "This version is active: customers walk it from now on."),
    ("saved", "Saved."),
];
/// What fields say themselves.
const FIELDS: &[&str] = &["title", "about", "options", "subject", "category", "priority", "tags", "skills", "article", "to", "words", "name", "shape", "after"];

/// `/admin/journeys/{journey}`
#[component]
pub fn JourneyPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("journey")).and_then(|id| id.parse::<JourneyId>().ok());
    page(async move { editor(id.ok_or(Error::NotFound)?).await })
}

async fn editor(id: JourneyId) -> Result<AnyView> {
    let (services, who) = (session::services(), session::admin().await?);
    let journey = actions::find(&services, &who, id).await?;
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_JOURNEYS).await?;
    let known = actions::known(&services, &who).await?;
    let faults = problems(&journey.graph, &known);
    let said = refused();
    // What keeps it from being activated stands at its places below.
    let why = if said.clone().of("/activate_journey").error.is_some() {
        view! { <Banner tone=Tone::Bad class="mb-5">"This version cannot be walked yet. What is wrong stands at each place below."</Banner> }.into_any()
    } else {
        refusal(&said, FIELDS)
    };
    let may_change = journey.state == State::Draft;
    let steps = journey
        .graph
        .nodes
        .iter()
        .map(|node| view! { <StepCard journey=journey.clone() node=node.clone() faults=faults.clone() known=known.clone() may_change /> });
    let steps = steps.collect_view();
    let whole: Vec<String> = faults.iter().filter(|p| p.at == Place::Journey).map(|p| p.words.clone()).collect();
    let adding = may_change.then(|| view! { <AddForm journey=journey.clone() /> });
    let title = format!("{}. {}", journey.number, journey.name);
    Ok(view! {
        <Title text=title.clone() />
        <AdminLayout business desk_href=routes::DESK nav account>
            <p class="mb-2 text-sm"><a href=routes::ADMIN_JOURNEYS class="rounded-xs text-accent hover:underline">"All versions"</a></p>
            <Head journey=journey.clone() title faults=faults.len() />
            {done_note(DONE)}
            {why}
            {whole.into_iter().map(|words| view! { <Banner tone=Tone::Warn class="mb-5">{words}</Banner> }).collect_view()}
            <ol id="steps" class="flex flex-col gap-4">{steps}</ol>
            {adding}
            <Rest journey />
        </AdminLayout>
    }
    .into_any())
}

#[component]
fn Head(journey: Journey, title: String, faults: usize) -> impl IntoView {
    let (id, state) = (journey.id, journey.state);
    let subtitle = match (state, faults) {
        (State::Draft, 0) => "Everything fits: this draft can be activated.".to_owned(),
        (State::Draft, 1) => "One thing keeps it from being activated.".to_owned(),
        (State::Draft, n) => format!("{n} things keep it from being activated."),
        (State::Active, _) => "Customers walk this version. To change it, duplicate it.".to_owned(),
        (State::Archived, _) => "Nobody begins this version any more. To change it, duplicate it.".to_owned(),
    };
    let post = move |path: &'static str, words: &'static str, glyph: Glyph, look: Look| {
        view! {
            <form method="post" action=path>
                <input type="hidden" name="journey" value=id.to_string() />
                <Button icon=glyph look>{words}</Button>
            </form>
        }
    };
    let act = match state {
        State::Active => post(ArchiveJourney::PATH, "Archive", Glyph::Box, Look::Plain).into_any(),
        State::Draft | State::Archived => post(ActivateJourney::PATH, "Activate", Glyph::Check, Look::Primary).into_any(),
    };
    let here = routes::admin_journey(id);
    let delete = (state == State::Draft).then(|| {
        view! {
            <OpenDialog target="delete" look=Look::Quiet icon=Glyph::Trash>"Delete"</OpenDialog>
            <Dialog id="delete" title="Delete this draft?">
                <p>"All its steps are gone then. To keep them somewhere, export it first."</p>
                <form method="post" action=DeleteJourney::PATH>
                    <DialogActions cancel="Keep it">
                        <Button look=Look::Danger name="journey" value=id.to_string()>"Yes, delete it"</Button>
                    </DialogActions>
                </form>
            </Dialog>
        }
    });
    view! {
        <PageHead title subtitle actions=move || state_badge(state) />
        <div class="mb-6 flex flex-wrap gap-2.5">
            {act}
            <ButtonLink href=format!("{here}/draw") icon=Glyph::Flow>"Canvas"</ButtonLink>
            {post(TryJourney::PATH, "Try it", Glyph::Eye, Look::Plain)}
            <ButtonLink href=format!("{here}/figures") icon=Glyph::Chart>"Figures"</ButtonLink>
            <ButtonLink href=format!("{here}/compare") icon=Glyph::List>"Compare"</ButtonLink>
            <ButtonLink href=format!("{here}/file") icon=Glyph::Download>"Export"</ButtonLink>
            {post(DuplicateJourney::PATH, "Duplicate", Glyph::Copy, Look::Plain)}
            {delete}
        </div>
    }
    .into_any()
}

/// The steps of a graph, to choose from.
pub fn steps(graph: &Graph, first: &str, keep: impl Fn(Shape) -> bool) -> Vec<Choice> {
    let named = graph.nodes.iter().filter(|n| keep(n.shape)).map(|n| Choice::new(n.id.to_string(), format!("{}. {}", n.id, n.title)));
    std::iter::once(Choice::new("", first)).chain(named).collect()
}

/// The kinds of steps, to choose from.
pub fn shapes() -> Vec<Choice> {
    Shape::ALL.iter().map(|s| Choice::new(s.word(), s.label())).collect()
}

#[component]
fn AddForm(journey: Journey) -> impl IntoView {
    let said = refused().of("/add_step");
    let last = journey
        .graph
        .nodes
        .iter()
        .rev()
        .find(|n| !n.shape.is_ending() && journey.graph.ways(n.id).next().is_none())
        .map(|n| n.id.to_string())
        .unwrap_or_default();
    let after = said.value_or("after", &last);
    let choices = steps(&journey.graph, "Nothing: I connect it later", |shape| !shape.is_ending());
    let (wrong_shape, wrong_after, shape) = (said.error_of("shape"), said.error_of("after"), said.value_or("shape", Shape::One.word()));
    view! {
        <Card title="Add a step" class="mt-5">
            <form method="post" action=AddStep::PATH class="grid items-start gap-3 md:grid-cols-2">
                <input type="hidden" name="journey" value=journey.id.to_string() />
                <input type="hidden" name="revision" value=journey.revision.to_string() />
                <Field id="new-shape" label="Kind" error=wrong_shape.clone()>
                    <Select name="shape" id="new-shape" choices=shapes() value=shape error=wrong_shape />
                </Field>
                <Field id="new-after" label="It comes after" error=wrong_after.clone()>
                    <Select name="after" id="new-after" choices value=after error=wrong_after />
                </Field>
                <TextField name="title" id="new-title" label="Question or heading" required=true value=said.value("title") error=said.error_of("title") class="md:col-span-2" />
                <div><Button look=Look::Primary icon=Glyph::Plus>"Add step"</Button></div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Rest(journey: Journey) -> impl IntoView {
    let said = refused().of("/rename_journey");
    (journey.state == State::Draft).then(|| {
        view! {
            <Card title="Name" class="mt-5">
                <form method="post" action=RenameJourney::PATH class="flex flex-wrap items-start gap-3">
                    <input type="hidden" name="journey" value=journey.id.to_string() />
                    <input type="hidden" name="revision" value=journey.revision.to_string() />
                    <TextField name="name" label="Name" required=true value=said.value_or("name", &journey.name) error=said.error_of("name") class="min-w-56 flex-1" />
                    <Button class="mt-6.5">"Rename"</Button>
                </form>
            </Card>
        }
    })
}

/// What is wrong at a place.
pub fn at(faults: &[Problem], place: Place) -> AnyView {
    let words: Vec<String> = faults.iter().filter(|p| p.at == place).map(|p| p.words.clone()).collect();
    words
        .into_iter()
        .map(|words| view! { <p class="mt-2 flex gap-2 rounded-sm bg-warn-soft px-3 py-2 text-sm text-warn"><Icon glyph=Glyph::Warning label="Problem" class="mt-0.5 size-4 flex-none" />{words}</p> })
        .collect_view()
        .into_any()
}
