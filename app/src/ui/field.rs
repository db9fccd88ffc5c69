//! Fields: a label above, a hint or an error below, tied to the control by `aria-describedby`.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    input::{TextInput, described_by},
};

/// Wraps one control. `id` is the control's id; controls take their name for it when they are given no other.
#[component]
pub fn Field(
    /// The id of the control inside.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    /// What is expected, before anything went wrong.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong and how to mend it. Give it to the control as well.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// May be left empty: said beside the label.
    #[prop(optional)]
    optional: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("flex min-w-0 flex-col gap-1.5 {class}")>
            <label for=id.clone() class="text-sm font-semibold">
                {label}
                {optional.then(|| view! { <span class="ms-1.5 font-normal text-faint">"optional"</span> })}
            </label>
            {children()}
            <FieldNotes id hint error />
        </div>
    }
    .into_any()
}

/// The hint and the error of the control with this id. Both are always there, so that the control can point at them.
#[component]
pub fn FieldNotes(#[prop(into)] id: String, #[prop(optional, into)] hint: String, #[prop(into)] error: MaybeProp<String>) -> impl IntoView {
    let no_hint = hint.is_empty();
    view! {
        <p id=format!("{id}-hint") hidden=no_hint class="text-xs text-muted">
            {hint}
        </p>
        <p id=format!("{id}-error") class="flex gap-1.5 text-sm text-bad empty:hidden" aria-live="polite">
            {move || {
                error
                    .get()
                    .filter(|error| !error.is_empty())
                    .map(|error| {
                        view! {
                            <Icon glyph=Glyph::Alert class="mt-0.5 size-4 flex-none" />
                            <span>{error}</span>
                        }
                    })
            }}
        </p>
    }
    .into_any()
}

/// The everyday case: a field with a text input in it.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// The name when left out.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] value: String,
    /// `text`, `email`, `password`, `tel`, `url`, `number`, `date`, `time` …
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] placeholder: String,
    /// What the browser may fill in: `email`, `name`, `new-password` …
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    view! {
        <Field id=id.clone() label hint error optional class>
            <TextInput name id value kind error placeholder autocomplete=autocomplete.unwrap_or_default() required />
        </Field>
    }
    .into_any()
}

/// Several controls under one name: radio buttons, a group of checkboxes, opening hours.
#[component]
pub fn FieldGroup(
    /// The id that hint and error are named after.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Layout of what is inside; under each other when left out.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    let described = described_by(&id);
    view! {
        <fieldset class="flex min-w-0 flex-col gap-1.5" aria-describedby=described>
            <legend class="mb-1.5 text-sm font-semibold">{label}</legend>
            <div class=if class.is_empty() { "flex flex-col gap-2".to_string() } else { class }>{children()}</div>
            <FieldNotes id hint error />
        </fieldset>
    }
    .into_any()
}
