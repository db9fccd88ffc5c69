//! A step in the list: what it is, what is wrong with it, its form, and the ways that lead on.

use super::api::{BeginAtStep, ChangeStep, RemoveStep};
use super::drawing::{SKILLS_HINT, skills};
use super::editor::{at, shapes};
use super::ways::Ways;
use crate::forms::{Refused, refused};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::journeys::graph::{Node, Shape};
use stoa::journeys::model::Journey;
use stoa::journeys::rules::check::{Known, Place, Problem};
use stoa::tickets::model::Priority;

/// One step. Its form is open when the address names it.
#[component]
pub fn StepCard(journey: Journey, node: Node, faults: Vec<Problem>, known: Known, may_change: bool) -> impl IntoView {
    let id = node.id;
    let is_open = may_change && session::query("step").as_deref() == Some(id.to_string().as_str());
    let is_first = journey.graph.start == Some(id);
    let here = routes::admin_journey(journey.id);
    let body = if is_open {
        view! { <StepForm journey=journey.clone() node=node.clone() known /> }.into_any()
    } else {
        view! { <Summary node=node.clone() known /> }.into_any()
    };
    let edit = (may_change && !is_open).then(|| {
        view! {
            <ButtonLink href=format!("{here}?step={id}#node-{id}") size=Size::Small icon=Glyph::Edit>
                "Edit"
                <span class="sr-only">{format!(" step {id}")}</span>
            </ButtonLink>
        }
    });
    view! {
        <li id=format!("node-{id}") class="scroll-mt-6 rounded-md border border-line bg-panel p-4">
            <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
                <span class="grid size-7 flex-none place-items-center rounded-full bg-sunk text-sm font-semibold tabular-nums">{id.to_string()}</span>
                <h2 class="min-w-0 flex-1 basis-48 font-semibold wrap-anywhere">{node.title.clone()}</h2>
                {is_first.then(|| view! { <Badge tone=Tone::Accent icon=Glyph::Flag>"First step"</Badge> })}
                <Badge>{node.shape.label()}</Badge>
                {edit}
            </div>
            {at(&faults, Place::Node(id))}
            <div class="mt-3">{body}</div>
            {(!node.shape.is_ending() || journey.graph.ways(id).next().is_some())
                .then(|| view! { <Ways journey node faults may_change may_add=is_open /> })}
        </li>
    }
    .into_any()
}

/// What a closed step says of itself.
#[component]
fn Summary(node: Node, known: Known) -> impl IntoView {
    let mut facts: Vec<(&str, String)> = Vec::new();
    if !node.about.is_empty() {
        facts.push(("Text", node.about));
    }
    if !node.options.is_empty() {
        facts.push(("Options", node.options.join(" · ")));
    }
    if node.shape.is_question() {
        facts.push(("Answer", if node.is_required { "must be given" } else { "may be left out" }.to_owned()));
    }
    if let Some(opens) = node.opens {
        let category = opens.category.and_then(|c| known.categories.iter().find(|(id, _)| *id == c)).map(|(_, name)| name.clone());
        let names = known.categories.into_iter().map(|(_, name)| name);
        facts.push(("Subject", opens.subject));
        facts.push(("Ticket", [category, Some(format!("{} priority", opens.priority.label()))].into_iter().flatten().collect::<Vec<_>>().join(" · ")));
        let is_named = |name: &String| opens.skills.iter().any(|skill| skill.trim().to_lowercase() == name.to_lowercase());
        let handled: Vec<String> = names.into_iter().filter(is_named).collect();
        if !handled.is_empty() {
            facts.push(("Given to", format!("whoever handles {}", handled.join(" and "))));
        }
        let words: Vec<String> = opens.tags.into_iter().chain(opens.skills).collect();
        if !words.is_empty() {
            facts.push(("Tags and skills", words.join(" · ")));
        }
    }
    if !node.article.is_empty() {
        let title = known.articles.into_iter().find(|(slug, _)| *slug == node.article).map_or(node.article, |(_, question)| question);
        facts.push(("Article", title));
    }
    let facts =
        facts.into_iter().map(|(label, text)| view! { <Fact label><span class="wrap-anywhere whitespace-pre-line">{text}</span></Fact> }).collect_view();
    view! { <Facts>{facts}</Facts> }
}

#[component]
fn StepForm(journey: Journey, node: Node, known: Known) -> impl IntoView {
    let id = node.id;
    let said = refused().of("/change_step");
    let said = said.about("step", id);
    let is_first = journey.graph.start == Some(id);
    let ids = move || {
        view! {
            <input type="hidden" name="journey" value=journey.id.to_string() />
            <input type="hidden" name="revision" value=journey.revision.to_string() />
            <input type="hidden" name="step" value=id.to_string() />
        }
    };
    let (wrong_about, wrong_shape) = (said.error_of("about"), said.error_of("shape"));
    let (shape, about) = (said.value_or("shape", node.shape.word()), said.value_or("about", &node.about));
    let begin = (!is_first).then(|| view! { <Button icon=Glyph::Flag attr:formaction=BeginAtStep::PATH attr:formnovalidate=true>"Begin here"</Button> });
    view! {
        <form method="post" action=ChangeStep::PATH class="flex flex-col gap-4">
            {ids()}
            <TextField name="title" label="Question or heading" required=true value=said.value_or("title", &node.title) error=said.error_of("title") />
            <Field id="shape" label="Kind" error=wrong_shape.clone()>
                <Select name="shape" choices=shapes() value=shape error=wrong_shape />
            </Field>
            <Field id="about" label="Text below it" optional=true hint="A hint for a question; the text of a page or an ending, in Markdown." error=wrong_about.clone()>
                <TextArea name="about" rows=3 value=about error=wrong_about />
            </Field>
            <KindFields node said known />
            <div class="flex flex-wrap gap-2.5">
                <Button look=Look::Primary>"Save step"</Button>
                {begin}
                <Button look=Look::Quiet icon=Glyph::Trash attr:formaction=RemoveStep::PATH attr:formnovalidate=true>"Remove step"</Button>
                <ButtonLink href=format!("{}#node-{id}", routes::admin_journey(journey.id)) look=Look::Quiet>"Close"</ButtonLink>
            </div>
        </form>
    }
    .into_any()
}

/// What only some kinds have. When the kind is changed, the fields of the new one are there after saving.
#[component]
fn KindFields(node: Node, said: Refused, known: Known) -> impl IntoView {
    let shape = node.shape;
    let required = if said.error.is_some() { !said.value("is_required").is_empty() } else { node.is_required };
    let options = said.value_or("options", &node.options.join("\n"));
    let wrong_options = said.error_of("options");
    let choices = shape.is_choice().then(|| {
        view! {
            <Field id="options" label="Options" hint="One on each line." error=wrong_options.clone()>
                <TextArea name="options" rows=5 value=options error=wrong_options />
            </Field>
        }
    });
    let must = shape.is_question().then(|| view! { <Checkbox name="is_required" checked=required>"Must be answered"</Checkbox> });
    let ending = match shape {
        Shape::Ticket => view! { <TicketFields node said known /> }.into_any(),
        Shape::Article => {
            let wrong = said.error_of("article");
            let choices = std::iter::once(Choice::new("", "Choose an article"))
                .chain(known.articles.into_iter().map(|(slug, question)| Choice::new(slug, question)))
                .collect();
            view! {
                <Field id="article" label="Article" error=wrong.clone()>
                    <Select name="article" choices value=said.value_or("article", &node.article) error=wrong />
                </Field>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! { {choices} {must} {ending} }
}

#[component]
fn TicketFields(node: Node, said: Refused, known: Known) -> impl IntoView {
    let opens = node.opens.unwrap_or_default();
    let ticks = skills(&known, &opens.skills).into_iter().enumerate().map(|(n, (skill, is_asked))| {
        let name = format!("skills[{n}]");
        let checked = if said.error.is_some() { !said.value(&name).is_empty() } else { is_asked };
        view! { <Checkbox name value=skill.clone() checked>{skill}</Checkbox> }
    });
    let ticks = ticks.collect_view();
    let (wrong_category, wrong_priority) = (said.error_of("category"), said.error_of("priority"));
    let categories = std::iter::once(Choice::new("", "None")).chain(known.categories.into_iter().map(|(id, name)| Choice::new(id.to_string(), name))).collect();
    let priorities = Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect();
    let (priority, subject) = (said.value_or("priority", opens.priority.word()), said.value_or("subject", &opens.subject));
    let category = said.value_or("category", &opens.category.map(|c| c.to_string()).unwrap_or_default());
    let tags = said.value_or("tags", &opens.tags.join(", "));
    let (wrong_tags, wrong_skills) = (said.error_of("tags"), said.error_of("skills"));
    view! {
        <TextField name="subject" label="Subject of the ticket" hint="{2} stands for the answer to step 2." value=subject error=said.error_of("subject") />
        <div class="grid items-start gap-4 md:grid-cols-2">
            <Field id="category" label="Category" error=wrong_category.clone()>
                <Select name="category" choices=categories value=category error=wrong_category />
            </Field>
            <Field id="priority" label="Priority" error=wrong_priority.clone()>
                <Select name="priority" choices=priorities value=priority error=wrong_priority />
            </Field>
            <TextField name="tags" label="Tags" optional=true hint="With commas between." value=tags error=wrong_tags />
        </div>
        <FieldGroup id="skills" label="Skills" hint=SKILLS_HINT error=wrong_skills class="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
            {ticks}
        </FieldGroup>
    }
    .into_any()
}
