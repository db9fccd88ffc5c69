//! Fields in a form that the server draws, and what stands in them to read.

use super::controls::FieldControl;
use crate::forms::Refused;
use crate::ui::*;
use leptos::prelude::*;
use stoa::fields::model::{Field as OwnField, Slot};
use stoa::fields::rules::shown;
use stoa::kernel::ids::CategoryId;

/// The controls of a form. Those of some categories say of which; with script only those of the chosen category are shown.
#[component]
pub fn FieldControls(
    fields: Vec<OwnField>,
    /// What stands in them to begin with, by key.
    values: Vec<(String, String)>,
    refused: Refused,
    /// How categories are called.
    categories: Vec<(CategoryId, String)>,
    /// Says beside the labels what may be left empty.
    #[prop(optional)]
    says_optional: bool,
) -> impl IntoView {
    let one = |field: OwnField| {
        let name = field.control();
        let before = values.iter().find(|(key, _)| *key == field.key).map(|(_, value)| value.as_str()).unwrap_or_default();
        let (value, error) = (refused.value_or(&name, before), refused.error_of(&name));
        let about: Vec<&str> = categories.iter().filter(|(id, _)| field.categories.0.contains(id)).map(|(_, name)| name.as_str()).collect();
        let about = if about.is_empty() { String::new() } else { format!("For tickets about {}.", about.join(", ")) };
        let of = field.categories.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        view! {
            <div data-categories=of>
                <FieldControl field value error says_optional about />
            </div>
        }
    };
    fields.into_iter().filter(|f| !f.is_archived).map(one).collect_view().into_any()
}

/// What stands in the fields of a ticket, to read.
#[component]
pub fn FilledFacts(slots: Vec<Slot>) -> impl IntoView {
    let fact = |slot: Slot| view! { <Fact label=slot.field.label>{shown(slot.field.kind, &slot.value)}</Fact> };
    (!slots.is_empty())
        .then(|| view! { <Facts class="rounded-md border border-line bg-panel px-4 py-3 text-sm">{slots.into_iter().map(fact).collect_view()}</Facts> })
}
