//! Choosing from a list: the native select, and a text input with suggestions.

use leptos::prelude::*;

use super::input::{CONTROL, described_by};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A value and its words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of a list.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    choices: Vec<Choice>,
    /// The name when left out.
    #[prop(optional, into)]
    id: Option<String>,
    /// The value that is chosen now.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Its name where no label stands beside it, as in a row of filters.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] disabled: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = label.is_none().then(|| described_by(&id));
    view! {
        <select
            id=id
            name=name
            required=required
            disabled=disabled
            aria-label=label
            aria-describedby=described
            aria-invalid=move || error.get().is_some().then_some("true")
            class=format!("{CONTROL} select-arrow h-control ps-3 {class}")
        >
            {choices
                .into_iter()
                .map(|choice| {
                    let selected = choice.value == value;
                    view! {
                        <option value=choice.value selected=selected>
                            {choice.label}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// A text input that suggests: anything may be typed, the list only helps.
#[component]
pub fn Combobox(
    #[prop(into)] name: String,
    /// What is suggested; the label explains the value.
    suggestions: Vec<Choice>,
    /// The name when left out.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] required: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let list = format!("{id}-list");
    view! {
        <div class=class>
            <input
                type="text"
                id=id.clone()
                name=name
                value=value
                list=list.clone()
                dir="auto"
                autocomplete="off"
                required=required
                placeholder=(!placeholder.is_empty()).then_some(placeholder)
                aria-describedby=described_by(&id)
                aria-invalid=move || error.get().is_some().then_some("true")
                class=format!("{CONTROL} h-control px-3")
            />
            <datalist id=list>
                {suggestions.into_iter().map(|choice| view! { <option value=choice.value>{choice.label}</option> }).collect_view()}
            </datalist>
        </div>
    }
    .into_any()
}
