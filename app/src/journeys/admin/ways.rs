//! The ways that lead on from a step: where to, and when.

use super::api::{AddWay, ChangeWay, MoveWay, RemoveWay};
use super::editor::{at, steps};
use crate::forms::{Refused, refused};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::journeys::condition::Condition;
use stoa::journeys::graph::{Edge, Node};
use stoa::journeys::model::Journey;
use stoa::journeys::rules::check::{Place, Problem};
use stoa::journeys::rules::{said, words};
use stoa::kernel::ids::NodeId;

/// Rows of simple tests in a form.
const ROWS: usize = 3;

/// A simple test in a form: the question, the word of the test, what the answer is compared with.
type TestRow = (String, String, String);

const TESTS: &[(&str, &str)] = &[
    ("is", "is"),
    ("is_not", "is not"),
    ("any_of", "is one of"),
    ("contains", "contains"),
    ("contains_not", "does not contain"),
    ("greater", "is greater, or later, than"),
    ("answered", "is answered"),
    ("unanswered", "is not answered"),
];

/// The ways out of a step in their order, and the form for another one.
#[component]
pub fn Ways(journey: Journey, node: Node, faults: Vec<Problem>, may_change: bool, may_add: bool) -> impl IntoView {
    let ways: Vec<Edge> = journey.graph.ways(node.id).cloned().collect();
    let last = ways.len().saturating_sub(1);
    let row = |(i, edge): (usize, Edge)| view! { <WayRow journey=journey.clone() edge faults=faults.clone() may_change is_first=i == 0 is_last=i == last /> };
    let rows = ways.clone().into_iter().enumerate().map(row).collect_view();
    let add = (may_add && !node.shape.is_ending()).then(|| {
        let said = refused().of("/add_way");
        let said = said.about("step", node.id);
        view! {
            <Disclosure summary="Add a way" open=said.error.is_some() || ways.is_empty() class="mt-3">
                <form method="post" action=AddWay::PATH class="flex flex-col gap-3">
                    <input type="hidden" name="step" value=node.id.to_string() />
                    <WayFields journey=journey.clone() to=None when=None said key="new".to_owned() />
                    <div><Button icon=Glyph::Plus>"Add way"</Button></div>
                </form>
            </Disclosure>
        }
    });
    view! {
        <div class="mt-3 border-t border-line pt-3">
            <h3 class="text-xs font-semibold text-muted">"Leads to"</h3>
            <ul class="divide-y divide-line">{rows}</ul>
            {add}
        </div>
    }
    .into_any()
}

#[component]
fn WayRow(journey: Journey, edge: Edge, faults: Vec<Problem>, may_change: bool, is_first: bool, is_last: bool) -> impl IntoView {
    let id = edge.id;
    let is_open = may_change && session::query("way").as_deref() == Some(id.to_string().as_str());
    let to = journey.graph.node(edge.to).map_or_else(|| format!("step {}", edge.to), |n| format!("{}. {}", n.id, n.title));
    let when = said::taken(&journey.graph, &edge);
    let here = routes::admin_journey(journey.id);
    let hidden = {
        let (journey, revision) = (journey.id.to_string(), journey.revision.to_string());
        move || {
            view! {
                <input type="hidden" name="journey" value=journey.clone() />
                <input type="hidden" name="revision" value=revision.clone() />
                <input type="hidden" name="way" value=id.to_string() />
            }
        }
    };
    let (named, edit_href) = (to.clone(), format!("{here}?way={id}#edge-{id}"));
    let tools = may_change.then(move || {
        let (edit, remove) = (format!(" the way to {named}"), format!("Remove the way to {named}"));
        view! {
            <div class="flex items-center gap-1">
                <form method="post" action=MoveWay::PATH class="flex">
                    {hidden()}
                    <IconButton glyph=Glyph::Up label="Try earlier" size=Size::Small name="up" value="true" disabled=is_first />
                    <IconButton glyph=Glyph::Down label="Try later" size=Size::Small name="up" value="false" disabled=is_last />
                </form>
                <ButtonLink href=edit_href size=Size::Small icon=Glyph::Edit>
                    "Edit"
                    <span class="sr-only">{edit}</span>
                </ButtonLink>
                <form method="post" action=RemoveWay::PATH>
                    {hidden()}
                    <IconButton glyph=Glyph::Trash label=remove size=Size::Small />
                </form>
            </div>
        }
    });
    let form = is_open.then(|| {
        let said = refused().of("/change_way");
        view! {
            <form method="post" action=ChangeWay::PATH class="mt-3 flex flex-col gap-3">
                <input type="hidden" name="way" value=id.to_string() />
                <WayFields journey=journey.clone() to=Some(edge.to) when=edge.when.clone() said key=id.to_string() />
                <div class="flex gap-2.5">
                    <Button look=Look::Primary>"Save way"</Button>
                    <ButtonLink href=format!("{here}#edge-{id}") look=Look::Quiet>"Close"</ButtonLink>
                </div>
            </form>
        }
    });
    view! {
        <li id=format!("edge-{id}") class="scroll-mt-6 py-2">
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <p class="min-w-0 flex-1 basis-60 wrap-anywhere"><b class="font-semibold">{to.clone()}</b>" "<span class="text-muted">{when}</span></p>
                {tools}
            </div>
            {at(&faults, Place::Edge(id))}
            {form}
        </li>
    }
    .into_any()
}

/// The fields of a way: where to, rows of simple tests, and the whole condition in words.
#[component]
fn WayFields(journey: Journey, to: Option<NodeId>, when: Option<Condition>, said: Refused, key: String) -> impl IntoView {
    let graph = &journey.graph;
    let (join, rows) = when.as_ref().map_or(("all", Some(Vec::new())), rows);
    let is_wordy = rows.is_none();
    let rows = rows.unwrap_or_default();
    let join = said.value_or("join", if is_wordy { "words" } else { join });
    let written = said.value_or("words", &when.as_ref().map(words::written).unwrap_or_default());
    let (wrong_to, wrong_words) = (said.error_of("to"), said.error_of("words"));
    let id = |name: &str| format!("{name}-{key}");
    let [id_to, id_join, id_words] = ["to", "join", "words"].map(id);
    let target = said.value_or("to", &to.map(|t| t.to_string()).unwrap_or_default());
    let row = |i: usize| {
        let known = rows.get(i).cloned().unwrap_or_default();
        let name = |field: &str| format!("{field}{}", i + 1);
        let value = |field: &str, otherwise: &str| said.value_or(&name(field), otherwise);
        let tests = TESTS.iter().map(|(word, label)| Choice::new(*word, *label)).collect();
        let (asks, test, with) = (value("asks", &known.0), value("test", &known.1), value("value", &known.2));
        view! {
            <div class="grid gap-2 md:grid-cols-3">
                <Select name=name("asks") id=id(&name("asks")) label=format!("Question of test {}", i + 1) choices=steps(graph, "No test", |s| s.is_question()) value=asks />
                <Select name=name("test") id=id(&name("test")) label=format!("Test {}", i + 1) choices=tests value=test />
                <TextInput name=name("value") id=id(&name("value")) value=with placeholder="the answer" attr:aria-label=format!("Answer of test {}", i + 1) />
            </div>
        }
    };
    let join_choices = vec![
        Choice::new("all", "all of these tests hold"),
        Choice::new("any", "one of these tests holds"),
        Choice::new("words", "the condition in words holds"),
    ];
    let rows = (0..ROWS).map(row).collect_view();
    let targets = steps(graph, "Choose a step", |_| true);
    view! {
        <input type="hidden" name="journey" value=journey.id.to_string() />
        <input type="hidden" name="revision" value=journey.revision.to_string() />
        <Field id=id_to.clone() label="Leads to" error=wrong_to.clone()>
            <Select name="to" id=id_to choices=targets value=target error=wrong_to />
        </Field>
        <Field id=id_join.clone() label="Taken when" hint="Without any test it is taken when no other way fits.">
            <Select name="join" id=id_join choices=join_choices value=join />
        </Field>
        {rows}
        <Field id=id_words.clone() label="The condition in words" optional=true hint="For what rows cannot say: 1 is \"Damage\" and not (2 > 5 or 3 contains \"blue\"). Numbers are those of the steps." error=wrong_words.clone()>
            <TextArea name="words" id=id_words rows=2 value=written error=wrong_words />
        </Field>
    }
    .into_any()
}

/// A condition as rows, when it is a few tests under one word.
fn rows(when: &Condition) -> (&'static str, Option<Vec<TestRow>>) {
    let (join, tests): (_, Vec<&Condition>) = match when {
        Condition::All(of) => ("all", of.iter().collect()),
        Condition::Any(of) => ("any", of.iter().collect()),
        one => ("all", vec![one]),
    };
    let rows: Option<Vec<_>> = tests.into_iter().map(row_of).collect();
    (join, rows.filter(|rows| rows.len() <= ROWS))
}

fn row_of(test: &Condition) -> Option<TestRow> {
    let row = |node: &NodeId, test: &str, value: &str| Some((node.to_string(), test.to_owned(), value.to_owned()));
    match test {
        Condition::Is(node, value) => row(node, "is", value),
        Condition::AnyOf(node, values) if values.iter().all(|v| !v.contains(',')) => row(node, "any_of", &values.join(", ")),
        Condition::Contains(node, value) => row(node, "contains", value),
        Condition::Greater(node, value) => row(node, "greater", value),
        Condition::Answered(node) => row(node, "answered", ""),
        Condition::Not(of) => match &**of {
            Condition::Is(node, value) => row(node, "is_not", value),
            Condition::Contains(node, value) => row(node, "contains_not", value),
            Condition::Answered(node) => row(node, "unanswered", ""),
            _ => None,
        },
        _ => None,
    }
}
