//! The rows of an automation's form: conditions and acts, each with the control that fits, and one to add.

use crate::forms::Refused;
use crate::ui::*;
use leptos::prelude::*;
use stoa::automations::draft::{OWN_DEEDS, Row as Line, field};
use stoa::automations::fresh::{Options, done_with, values_of};
use stoa::automations::model::{Check, Fact};
use stoa::kernel::ids::MacroId;
use stoa::macros::model::{Deed, Known};

/// What there is to choose from.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The things of the business.
    pub known: Known,
    /// Its macros.
    pub macros: Vec<(MacroId, String)>,
}

fn listed(options: Options) -> Vec<Choice> {
    options.into_iter().map(|(value, label)| Choice::new(value, label)).collect()
}

impl Choices {
    /// The facts to look at, each with everything that can be asked of it.
    fn facts(&self) -> Vec<Choice> {
        let own = self.known.fields.iter().map(|f| Fact::Field(f.id));
        let asked = |fact: Fact| fact.checks().iter().map(move |check| (fact, *check));
        let all = Fact::ALL.into_iter().chain(own).flat_map(asked);
        all.map(|(fact, check)| Choice::new(format!("{fact} {}", check.word()), format!("{} {}", self.label_of(fact), check.label()))).collect()
    }

    /// How a fact is called.
    fn label_of(&self, fact: Fact) -> String {
        match fact {
            Fact::Field(id) => self.known.field(id).map_or_else(|| "A field that is gone".to_owned(), |f| f.label.clone()),
            fact => fact.label().to_owned(),
        }
    }

    /// What can be done.
    fn deeds(&self) -> Vec<Choice> {
        let steps = Deed::ALL.iter().filter(|deed| **deed != Deed::SetField).map(|deed| Choice::new(deed.word(), deed.label()));
        let fields = self.known.fields.iter().map(|f| Choice::new(format!("{}:{}", Deed::SetField.word(), f.id), format!("Fill “{}”", f.label)));
        steps.chain(fields).chain(OWN_DEEDS.iter().map(|(word, label)| Choice::new(*word, *label))).collect()
    }

    /// What an act is called, and what it can be done with, where that comes from a list.
    fn deed_of(&self, line: &Line) -> (String, Vec<Choice>) {
        let label = self.deeds().into_iter().find(|c| c.value == line.what || c.value == format!("{}:{}", line.what, line.how)).map(|c| c.label);
        (label.unwrap_or_else(|| "Something that is gone".into()), listed(done_with(&line.what, &self.known, &self.macros)))
    }
}

/// A group of conditions.
#[component]
pub fn Conditions(group: &'static str, title: &'static str, hint: &'static str, lines: Vec<Line>, refused: Refused, choices: Choices) -> impl IntoView {
    let next = lines.len();
    let rows = lines.into_iter().enumerate().map(|(n, line)| {
        let fact = line.what.parse::<Fact>().unwrap_or(Fact::Subject);
        let label = choices.label_of(fact);
        let (how_name, value_name) = (format!("{group}_how[{n}]"), field(group, n));
        let (how, value) = (refused.value_or(&how_name, &line.how), refused.value_or(&value_name, &line.value));
        let (values, error) = (listed(values_of(fact, &choices.known)), refused.error_of(&value_name));
        let checks = fact.checks().iter().map(|c: &Check| Choice::new(c.word(), c.label())).collect::<Vec<_>>();
        view! {
            <Line group n what=line.what label=label.clone() error>
                <Select name=how_name choices=checks value=how label=format!("{label}: how") class="sm:w-44!" />
                <Value name=value_name value choices=values label=format!("{label}: value") />
            </Line>
        }
    });
    let rows = rows.collect_view();
    let facts = std::iter::once(Choice::new("", "Choose")).chain(choices.facts()).collect();
    view! {
        <Card title>
            <p class="mb-2 text-sm text-muted">{hint}</p>
            <ul class="divide-y divide-line">{rows}</ul>
            <Adder group label="Add a condition" choices=facts error=refused.error_of(&field(group, next)) refused />
        </Card>
    }
    .into_any()
}

/// Conditions that no row can show: how each is removed, and what it says.
#[component]
pub fn Kept(kept: Vec<(String, String)>) -> impl IntoView {
    let lines = kept.into_iter().enumerate().map(|(n, (key, words))| {
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
                <span class="min-w-0 flex-1 basis-64 wrap-break-word">{words.clone()}</span>
                <label class="flex items-center gap-1.5 text-sm text-muted pointer-coarse:min-h-11">
                    <input type="checkbox" name=format!("kept_remove[{n}]") value=key class="size-4 accent-accent" />
                    "Remove" <span class="sr-only">" " {words}</span>
                </label>
            </li>
        }
    });
    view! {
        <Card title="And each of these">
            <p class="mb-2 text-sm text-muted">"They are nested, or name something that is gone, so there are no rows to edit them in. They hold on as they are until you remove them."</p>
            <ul class="divide-y divide-line">{lines.collect_view()}</ul>
        </Card>
    }
    .into_any()
}

/// What is done.
#[component]
pub fn Acts(lines: Vec<Line>, refused: Refused, choices: Choices) -> impl IntoView {
    let next = lines.len();
    let rows = lines.into_iter().enumerate().map(|(n, line)| {
        let (label, options) = choices.deed_of(&line);
        let name = field("acts", n);
        let (value, error) = (refused.value_or(&name, &line.value), refused.error_of(&name));
        let control = match line.what.as_str() {
            "escalate" => view! { <input type="hidden" name=name.clone() value="" /> }.into_any(),
            "reply" | "note" => view! { <div class="min-w-0 flex-1 basis-64"><Text name=name.clone() value label=label.clone() /></div> }.into_any(),
            _ => view! { <Value name=name.clone() value choices=options label=label.clone() /> }.into_any(),
        };
        view! {
            <Line group="acts" n what=line.what label error>
                <input type="hidden" name=format!("acts_how[{n}]") value=line.how />
                {control}
            </Line>
        }
    });
    let rows = rows.collect_view();
    let deeds = std::iter::once(Choice::new("", "Choose")).chain(choices.deeds()).collect();
    view! {
        <Card title="Then">
            <p class="mb-2 text-sm text-muted">"In this order, all or nothing. Replies and notes may hold placeholders like {{customer.name}} and {{ticket.number}}."</p>
            <ul class="divide-y divide-line">{rows}</ul>
            <Adder group="acts" label="Add an action" choices=deeds error=refused.error_of(&field("acts", next)) refused />
        </Card>
    }
    .into_any()
}

/// One row: what it is about, its controls, and a box that removes it.
#[component]
fn Line(group: &'static str, n: usize, what: String, label: String, error: Option<String>, children: Children) -> impl IntoView {
    view! {
        <li class="py-2">
            <div class="group/line flex flex-wrap items-center gap-x-3 gap-y-2">
                <input type="hidden" name=format!("{group}_what[{n}]") value=what />
                <b class="w-full font-semibold sm:w-44">{label.clone()}</b>
                {children()}
                <label class="flex items-center gap-1.5 text-sm text-muted pointer-coarse:min-h-11">
                    <input type="checkbox" name=format!("{group}_remove[{n}]") value=n.to_string() class="size-4 accent-accent" />
                    "Remove" <span class="sr-only">" " {label}</span>
                </label>
            </div>
            <FieldNotes id=field(group, n) error />
        </li>
    }
    .into_any()
}

/// A value: one of a list, or written.
#[component]
fn Value(name: String, value: String, choices: Vec<Choice>, label: String) -> impl IntoView {
    let is_listed = !choices.is_empty();
    let control = if choices.is_empty() {
        view! { <TextInput name value attr:aria-label=label /> }.into_any()
    } else {
        view! { <Select name choices value label /> }.into_any()
    };
    // A list always shows something: beside a comparison with nothing it is out of place. What is typed stays, for it is refused.
    let hidden = if is_listed { "group-has-[option[value$=empty]:checked]/line:hidden" } else { "" };
    view! { <div class=format!("min-w-40 flex-1 {hidden}")>{control}</div> }.into_any()
}

#[component]
fn Text(name: String, value: String, label: String) -> impl IntoView {
    view! { <TextArea name value rows=3 attr:aria-label=label /> }.into_any()
}

/// Adds a row when the form is saved.
#[component]
fn Adder(group: &'static str, label: &'static str, choices: Vec<Choice>, error: Option<String>, refused: Refused) -> impl IntoView {
    let (what, value) = (format!("{group}_add"), format!("{group}_add_value"));
    let (chosen, typed) = (refused.value(&what), refused.value(&value));
    view! {
        <div class="mt-3 grid items-start gap-3 sm:grid-cols-2">
            <Field id=what.clone() label error=error.clone()>
                <Select name=what choices value=chosen error />
            </Field>
            <TextField name=value label="With" value=typed optional=true hint="What it is compared with or done with." />
        </div>
    }
    .into_any()
}
