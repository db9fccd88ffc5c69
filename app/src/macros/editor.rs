//! A macro as admins write it: its name, its steps one by one, each a plain form.

use super::api::{AddMacroStep, ChangeMacro, ChangeMacroStep, MoveMacroStep};
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
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::kernel::ids::MacroId;
use stoa::macros::actions;
use stoa::macros::model::{Deed, Known, Macro, STEPS_MAX, Step};
use stoa::macros::rules::faults;
use stoa::macros::words::of_step;
use stoa::phrases::model::PLACEHOLDERS;
use stoa::tickets::model::{Priority, Status};

/// `/admin/macros/{macro}`
#[component]
pub fn MacroPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("macro").and_then(|text| text.parse::<MacroId>().ok()));
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_MACROS).await?;
        let found = actions::find(&services, &who, id.ok_or(Error::NotFound)?).await?;
        let known = actions::known(&services, &who.as_agent()).await?;
        let said = refused();
        let (naming, adding, changing) = (said.clone().of("/change_macro"), said.clone().of("/add_macro_step"), said.clone().of("/change_macro_step"));
        let wrong = faults(&found.steps.0, &known);
        let steps = found.steps.0.iter().cloned().enumerate().map(|(at, step)| {
            let why = wrong.iter().find(|(place, _)| *place == at).map(|(_, why)| why.clone());
            let refused = changing.clone().about("at", at);
            view! { <StepRow id=found.id revision=found.revision at step count=found.steps.0.len() why refused known=known.clone() /> }.into_any()
        });
        let steps: Vec<AnyView> = steps.collect();
        let none =
            found.steps.0.is_empty().then(|| view! { <p class="text-muted">"It has no steps yet, so agents do not see it. Add the first one below."</p> });
        Ok(view! {
            <Title text=found.name.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title=found.name.clone() actions=|| view! { <ButtonLink href=routes::ADMIN_MACROS look=Look::Quiet icon=Glyph::Left>"All macros"</ButtonLink> } />
                {done_note(&[("saved", "It is saved.")])}
                {refusal(&said, &["name", "about", "deed", "value", "field"])}
                <div class="flex flex-col gap-5">
                    <Naming found=found.clone() refused=naming />
                    <Card title="Steps, in order">
                        <ol id="steps" class="-my-3 scroll-mt-6 divide-y divide-line">{steps}</ol>
                        {none}
                    </Card>
                    {(found.steps.0.len() < STEPS_MAX).then(|| view! { <AddStep id=found.id revision=found.revision refused=adding known=known.clone() /> })}
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Naming(found: Macro, refused: Refused) -> impl IntoView {
    let (name, about) = (refused.value_or("name", &found.name), refused.value_or("about", &found.about));
    let (wrong_name, wrong_about) = (refused.error_of("name"), refused.error_of("about"));
    let (label, glyph) = if found.is_archived { ("Bring back", Glyph::Undo) } else { ("Put away", Glyph::Box) };
    view! {
        <Card>
            <form method="post" action=ChangeMacro::PATH class="flex flex-wrap items-start gap-3">
                <input type="hidden" name="id" value=found.id.to_string() />
                <input type="hidden" name="is_archived" value=found.is_archived.to_string() />
                <TextField name="name" label="Name" required=true value=name error=wrong_name class="min-w-44 flex-1" />
                <TextField name="about" label="When to use it" optional=true value=about error=wrong_about class="min-w-56 flex-2" />
                <Button class="mt-6.5">"Save"</Button>
            </form>
            <form method="post" action=ChangeMacro::PATH class="mt-3 flex items-center gap-3">
                <input type="hidden" name="id" value=found.id.to_string() />
                <input type="hidden" name="name" value=found.name.clone() />
                <input type="hidden" name="about" value=found.about.clone() />
                <Button look=Look::Quiet size=Size::Small icon=glyph name="is_archived" value=(!found.is_archived).to_string()>{label}</Button>
                {found.is_archived.then(|| view! { <Badge>"Put away"</Badge> })}
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn StepRow(id: MacroId, revision: i64, at: usize, step: Step, count: usize, why: Option<String>, refused: Refused, known: Known) -> impl IntoView {
    let words = of_step(&step, &known);
    let is_open = refused.error.is_some();
    let field = match &step {
        Step::SetField { field, .. } => field.to_string(),
        _ => String::new(),
    };
    let hidden = move || {
        view! {
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="revision" value=revision.to_string() />
            <input type="hidden" name="at" value=at.to_string() />
        }
    };
    let moving = |to: &'static str, glyph: Glyph, label: String| {
        view! { <IconButton glyph label size=Size::Small name="to" value=to /> }
    };
    let up = (at > 0).then(|| moving("up", Glyph::Up, format!("Move step {} up", at + 1)));
    let down = (at + 1 < count).then(|| moving("down", Glyph::Down, format!("Move step {} down", at + 1)));
    let away = moving("away", Glyph::Trash, format!("Remove step {}", at + 1));
    let value = refused.value_or("value", &step.value());
    view! {
        <li id=format!("step-{at}") class="scroll-mt-6 py-3">
            <div class="flex items-start gap-2">
                <span class="mt-1 w-6 flex-none text-sm text-faint tabular-nums">{format!("{}.", at + 1)}</span>
                <div class="min-w-0 flex-1">
                    <details open=is_open>
                        <summary class="rounded-xs py-1 font-medium wrap-anywhere pointer-coarse:min-h-11">{words}</summary>
                        <form method="post" action=ChangeMacroStep::PATH class="mt-2 flex flex-col gap-3">
                            {hidden()}
                            <input type="hidden" name="deed" value=step.deed().word() />
                            <StepValue key=format!("step-{at}") deed=step.deed() value field refused known />
                            <div><Button size=Size::Small>"Save step"</Button></div>
                        </form>
                    </details>
                    {why.map(|why| view! { <p class="mt-1 flex gap-1.5 text-sm text-bad"><Icon glyph=Glyph::Alert class="mt-0.5 size-4 flex-none" />{why}</p> })}
                </div>
                <form method="post" action=MoveMacroStep::PATH class="flex flex-none">{hidden()} {up} {down} {away}</form>
            </div>
        </li>
    }
    .into_any()
}

/// A form for each thing a step can do; the one that was refused is open.
#[component]
fn AddStep(id: MacroId, revision: i64, refused: Refused, known: Known) -> impl IntoView {
    let deeds = Deed::ALL.iter().filter(|deed| match deed {
        Deed::SetField => !known.fields.is_empty(),
        Deed::SetCategory => !known.categories.is_empty(),
        _ => true,
    });
    let form = |deed: &Deed| {
        let deed = *deed;
        let refused = refused.clone().about("deed", deed.word());
        let (value, field, known) = (refused.value("value"), refused.value("field"), known.clone());
        view! {
            <li>
                <Disclosure summary=deed.label() open=refused.error.is_some()>
                    <form method="post" action=AddMacroStep::PATH class="mb-3 flex flex-col gap-3 ps-5">
                        <input type="hidden" name="id" value=id.to_string() />
                        <input type="hidden" name="revision" value=revision.to_string() />
                        <input type="hidden" name="deed" value=deed.word() />
                        <StepValue key=format!("add-{deed}") deed value field refused known />
                        <div><Button size=Size::Small icon=Glyph::Plus>"Add step"<span class="sr-only">{format!(": {}", deed.label())}</span></Button></div>
                    </form>
                </Disclosure>
            </li>
        }
        .into_any()
    };
    let forms: Vec<AnyView> = deeds.map(form).collect();
    view! {
        <Card title="Add a step">
            <ul id="add" class="scroll-mt-6">{forms}</ul>
        </Card>
    }
    .into_any()
}

/// The control for what a step does it with.
#[component]
fn StepValue(key: String, deed: Deed, value: String, field: String, refused: Refused, known: Known) -> impl IntoView {
    let error = refused.error_of("value").or_else(|| refused.error_of("deed"));
    let id = format!("{key}-value");
    let (of, now, wrong) = (id.clone(), value.clone(), error.clone());
    let list = move |label: &'static str, choices: Vec<Choice>| {
        view! {
            <Field id=of.clone() label error=wrong.clone()>
                <Select name="value" id=of choices value=now error=wrong />
            </Field>
        }
        .into_any()
    };
    match deed {
        Deed::SetStatus => list("Status", Status::ALL.iter().filter(|s| **s != Status::Open).map(|s| Choice::new(s.word(), s.label())).collect()),
        Deed::SetPriority => list("Priority", Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect()),
        Deed::SetCategory => list("Category", known.categories.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect()),
        Deed::Assign => {
            let first = [Choice::new("applier", "Whoever applies it"), Choice::new("nobody", "Nobody")];
            list("Assign to", first.into_iter().chain(known.team.into_iter().map(|(id, name)| Choice::new(id.to_string(), name))).collect())
        }
        Deed::AddTag | Deed::RemoveTag => view! { <TextField name="value" id label="Tag" value error required=true /> }.into_any(),
        Deed::SetField => {
            let (which, wrong) = (format!("{key}-field"), refused.error_of("field"));
            let fields = known.fields.into_iter().map(|f| Choice::new(f.id.to_string(), f.label)).collect();
            view! {
                <Field id=which.clone() label="Field" error=wrong.clone()>
                    <Select name="field" id=which choices=fields value=field error=wrong />
                </Field>
                <TextField name="value" id label="Value" hint="As it is written in the field: a day as 2026-11-30, yes or no in words. Empty empties it." value error />
            }
            .into_any()
        }
        Deed::Note | Deed::Reply => {
            let hint = PLACEHOLDERS.iter().map(|(name, means)| format!("{{{{{name}}}}} is {means}")).collect::<Vec<_>>().join("; ");
            view! {
                <Field id=id.clone() label="Text" hint=format!("{hint}.") error=error.clone()>
                    <TextArea name="value" id rows=5 value error required=true />
                </Field>
            }
            .into_any()
        }
    }
}
