//! Yes or no, and one of a few: checkbox, switch and radio button, each with its words beside it.

use leptos::prelude::*;

const ROW: &str = "flex items-start gap-2.5 py-1 pointer-coarse:min-h-11 pointer-coarse:py-2.5 has-disabled:opacity-60";
const BOX: &str = "mt-0.5 size-4.5 flex-none accent-accent pointer-coarse:size-5";

/// Yes or no, sent with the form.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(default = "true".into(), into)] value: String,
    #[prop(optional)] checked: bool,
    /// A line of explanation under the words.
    #[prop(optional, into)]
    hint: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] disabled: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <label class=ROW>
            <input type="checkbox" name=name value=value checked=checked required=required disabled=disabled class=BOX />
            <Words hint>{children()}</Words>
        </label>
    }
}

/// On or off. It looks immediate, so use it where the change is sent at once or the whole form is settings.
#[component]
pub fn Switch(
    #[prop(into)] name: String,
    #[prop(default = "true".into(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] disabled: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <label class=ROW>
            <span class="relative mt-0.5 inline-flex h-5 w-9 flex-none">
                <input
                    type="checkbox"
                    role="switch"
                    name=name
                    value=value
                    checked=checked
                    disabled=disabled
                    class="peer size-full appearance-none rounded-full border border-control bg-sunk transition-colors checked:border-accent checked:bg-accent"
                />
                <span class="pointer-events-none absolute top-1 left-1 size-3 rounded-full bg-muted transition-transform peer-checked:translate-x-4 peer-checked:bg-accent-ink"></span>
            </span>
            <Words hint>{children()}</Words>
        </label>
    }
}

/// One of a few that exclude each other: same `name`, different `value`, inside a `FieldGroup`.
#[component]
pub fn Radio(
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] disabled: bool,
    /// An edge around it, for choices that deserve a card: slots, plans, channels.
    #[prop(optional)]
    card: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    let edge = if card { "rounded-md border border-line-strong bg-raised px-3.5 py-2.5 has-checked:border-accent has-checked:bg-accent-soft" } else { "" };
    view! {
        <label class=format!("{ROW} {edge}")>
            <input type="radio" name=name value=value checked=checked required=required disabled=disabled class=BOX />
            <Words hint>{children()}</Words>
        </label>
    }
}

/// The words of a control and the line under them.
#[component]
fn Words(hint: String, children: Children) -> impl IntoView {
    view! {
        <span class="min-w-0">
            <span class="block">{children()}</span>
            {(!hint.is_empty()).then(|| view! { <span class="block text-xs text-muted">{hint}</span> })}
        </span>
    }
    .into_any()
}
