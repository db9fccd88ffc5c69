//! The fields of the step that is chosen. Each is taken over when it is left.

use super::board::Board;
use crate::journeys::admin::drawing::{SKILLS_HINT, skills};
use crate::ui::*;
use leptos::prelude::*;
use stoa::journeys::graph::{Node, Opens, Shape};
use stoa::journeys::rules::edit::Edit;
use stoa::kernel::ids::NodeId;
use stoa::tickets::model::Priority;

/// A step and everything about it.
#[component]
pub fn NodePanel(board: Board, id: NodeId) -> impl IntoView {
    let Some(node) = board.graph.with_untracked(|g| g.node(id).cloned()) else { return ().into_any() };
    let change = move |with: &dyn Fn(&mut Node)| {
        if let Some(mut node) = board.graph.with_untracked(|g| g.node(id).cloned()) {
            with(&mut node);
            board.apply(Edit::ChangeNode(node));
        }
    };
    let shapes = Shape::ALL.iter().map(|s| Choice::new(s.word(), s.label())).collect();
    // Another kind has other fields below. The others stay as they are, with the keyboard in one of them.
    let shape = Memo::new(move |_| board.graph.with(|g| g.node(id).map(|n| n.shape)));
    let closed = Signal::derive(move || !board.is_open());
    let no_start = Signal::derive(move || !board.is_open() || board.graph.with(|g| g.start == Some(id)));
    let begin = move |_| {
        board.apply(Edit::BeginAt(id));
        board.focus();
    };
    let remove = move |_| {
        board.apply(Edit::RemoveNode(id));
        board.focus();
    };
    view! {
        <h2 class="font-semibold">{format!("Step {id}")}</h2>
        <Field id="step-title" label="Question or heading">
            <TextInput name="step-title" value=node.title.clone() on:change=move |event| change(&|n| n.title = event_target_value(&event).trim().to_owned()) />
        </Field>
        <Field id="step-shape" label="Kind">
            <Select
                name="step-shape"
                choices=shapes
                value=node.shape.word()
                on:change=move |event| {
                    if let Ok(shape) = event_target_value(&event).parse() {
                        change(&|n| n.shape = shape);
                    }
                }
            />
        </Field>
        <Field id="step-about" label="Text below it">
            <TextArea name="step-about" rows=2 value=node.about.clone() on:change=move |event| change(&|n| n.about = event_target_value(&event)) />
        </Field>
        {move || shape.get().map(|_| view! { <KindFields board id /> })}
        <div class="flex flex-wrap gap-2">
            <Button kind="button" size=Size::Small icon=Glyph::Flag disabled=no_start on:click=begin>"Begin here"</Button>
            <Button kind="button" size=Size::Small icon=Glyph::Link disabled=closed on:click=move |_| board.connect(id)>"Connect"</Button>
            <Button kind="button" size=Size::Small icon=Glyph::Trash disabled=closed on:click=remove>"Remove"</Button>
        </div>
    }
    .into_any()
}

/// What only some kinds have.
#[component]
fn KindFields(board: Board, id: NodeId) -> impl IntoView {
    let Some(node) = board.graph.with_untracked(|g| g.node(id).cloned()) else { return ().into_any() };
    let change = move |with: &dyn Fn(&mut Node)| {
        if let Some(mut node) = board.graph.with_untracked(|g| g.node(id).cloned()) {
            with(&mut node);
            board.apply(Edit::ChangeNode(node));
        }
    };
    let options = node.shape.is_choice().then(|| {
        let set = move |text: String| change(&|n| n.options = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect());
        view! {
            <Field id="step-options" label="Options" hint="One on each line.">
                <TextArea name="step-options" rows=4 value=node.options.join("\n") on:change=move |event| set(event_target_value(&event)) />
            </Field>
        }
    });
    let must = node.shape.is_question().then(|| {
        view! {
            <div on:change=move |event| change(&|n| n.is_required = event_target_checked(&event))>
                <Checkbox name="step-required" checked=node.is_required>"Must be answered"</Checkbox>
            </div>
        }
    });
    let ending = match node.shape {
        Shape::Ticket => view! { <TicketPanel board id opens=node.opens.clone().unwrap_or_default() /> }.into_any(),
        Shape::Article => {
            let articles = board.known.with_untracked(|k| k.articles.clone()).into_iter().map(|(slug, question)| Choice::new(slug, question));
            let choices = std::iter::once(Choice::new("", "Choose an article")).chain(articles).collect();
            view! {
                <Field id="step-article" label="Article">
                    <Select name="step-article" choices value=node.article.clone() on:change=move |event| change(&|n| n.article = event_target_value(&event)) />
                </Field>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! {
        {options}
        {must}
        {ending}
    }
    .into_any()
}

#[component]
fn TicketPanel(board: Board, id: NodeId, opens: Opens) -> impl IntoView {
    let change = move |with: &dyn Fn(&mut Opens)| {
        if let Some(mut node) = board.graph.with_untracked(|g| g.node(id).cloned()) {
            let mut opens = node.opens.take().unwrap_or_default();
            with(&mut opens);
            board.apply(Edit::ChangeNode(Node { opens: Some(opens), ..node }));
        }
    };
    let words = |text: &str| text.split(',').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let ticks = board.known.with_untracked(|known| skills(known, &opens.skills)).into_iter().map(|(skill, checked)| {
        let name = skill.clone();
        let ask = move |is_asked: bool| {
            change(&|o| {
                o.skills.retain(|asked| asked.trim().to_lowercase() != name.trim().to_lowercase());
                o.skills.extend(is_asked.then(|| name.clone()));
            });
        };
        view! {
            <div on:change=move |event| ask(event_target_checked(&event))>
                <Checkbox name="step-skills" value=skill.clone() checked>{skill}</Checkbox>
            </div>
        }
    });
    let ticks = ticks.collect_view();
    let categories = board.known.with_untracked(|k| k.categories.clone()).into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
    let categories = std::iter::once(Choice::new("", "None")).chain(categories).collect();
    let priorities = Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect();
    view! {
        <Field id="step-subject" label="Subject of the ticket" hint="{2} stands for the answer to step 2.">
            <TextInput name="step-subject" value=opens.subject.clone() on:change=move |event| change(&|o| o.subject = event_target_value(&event)) />
        </Field>
        <Field id="step-category" label="Category">
            <Select
                name="step-category"
                choices=categories
                value=opens.category.map(|c| c.to_string()).unwrap_or_default()
                on:change=move |event| change(&|o| o.category = event_target_value(&event).parse().ok())
            />
        </Field>
        <Field id="step-priority" label="Priority">
            <Select
                name="step-priority"
                choices=priorities
                value=opens.priority.word()
                on:change=move |event| {
                    if let Ok(priority) = event_target_value(&event).parse() {
                        change(&|o| o.priority = priority);
                    }
                }
            />
        </Field>
        <Field id="step-tags" label="Tags">
            <TextInput name="step-tags" value=opens.tags.join(", ") on:change=move |event| change(&|o| o.tags = words(&event_target_value(&event))) />
        </Field>
        <FieldGroup id="step-skills" label="Skills" hint=SKILLS_HINT>{ticks}</FieldGroup>
    }
}
