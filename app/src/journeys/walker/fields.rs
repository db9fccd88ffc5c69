//! The control of each kind of question.

use crate::chats::visitor::phone_country;
use crate::forms::refused;
use crate::tickets::PicturePicker;
use crate::ui::*;
use leptos::prelude::*;
use stoa::journeys::answer::Answer;
use stoa::journeys::graph::{Node, Shape};
use stoa::kernel::phone::COUNTRIES;

const NAME: &str = "answer";

/// What is asked at a step, filled with what was answered before, or typed and refused.
#[component]
pub fn AnswerFields(node: Node, answer: Answer, currency: String) -> impl IntoView {
    let said = refused().of("/answer_step");
    let error = said.error_of(NAME).or_else(|| said.error_of("files"));
    let typed = said.typed.get(NAME).cloned();
    match node.shape {
        Shape::One | Shape::Several => {
            let chosen = typed.map_or(answer.texts, |typed| typed.lines().map(str::to_owned).collect());
            view! { <Options node chosen error /> }.into_any()
        }
        Shape::Images => {
            let kept = serde_json::from_str(&said.value("pictures")).unwrap_or(answer.images);
            view! { <PicturePicker kept error /> }.into_any()
        }
        Shape::Page | Shape::Ticket | Shape::Article | Shape::Chat => ().into_any(),
        shape => {
            let value = typed.unwrap_or_else(|| answer.texts.join("\n"));
            view! { <Typed shape title=node.title value error required=node.is_required currency /> }.into_any()
        }
    }
}

#[component]
fn Options(node: Node, chosen: Vec<String>, error: Option<String>) -> impl IntoView {
    let is_one = node.shape == Shape::One;
    let required = node.is_required && is_one;
    let option = |option: String| {
        let checked = chosen.contains(&option);
        if is_one {
            view! { <Radio name=NAME value=option.clone() card=true checked required>{option}</Radio> }.into_any()
        } else {
            view! { <Checkbox name=NAME value=option.clone() checked>{option}</Checkbox> }.into_any()
        }
    };
    let options = node.options.into_iter().map(option).collect_view();
    let label = if is_one { "Choose one" } else { "Choose all that fit" };
    view! { <FieldGroup id=NAME label error class="flex flex-col gap-2.5">{options}</FieldGroup> }
}

#[component]
fn Typed(shape: Shape, title: String, value: String, error: Option<String>, required: bool, currency: String) -> impl IntoView {
    let note = error.clone();
    let kind = match shape {
        Shape::Email => "email",
        Shape::Date => "date",
        _ => "text",
    };
    let control = match shape {
        Shape::Long => view! { <TextArea name=NAME rows=7 required value error=note /> }.into_any(),
        Shape::Phone => {
            let countries = COUNTRIES.iter().map(|(iso, name, code)| Choice::new(*iso, format!("{name} (+{code})"))).collect();
            view! {
                <div class="flex gap-2">
                    <Select name="country" label="Country of the phone number" choices=countries value=phone_country(&currency) class="w-40! flex-none" />
                    <TextInput name=NAME kind="tel" autocomplete="tel" required value error=note placeholder="700 000 482" class="flex-1" />
                </div>
            }
            .into_any()
        }
        Shape::Number => view! { <TextInput name=NAME required value error=note attr:inputmode="decimal" /> }.into_any(),
        _ => view! { <TextInput name=NAME kind required value error=note /> }.into_any(),
    };
    let label = if title.chars().count() > 60 { "Your answer".to_owned() } else { title };
    view! { <Field id=NAME label error optional=!required>{control}</Field> }
}
