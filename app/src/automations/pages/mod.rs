//! The pages of automations.

mod editor;
mod list;
mod rows;
mod runs;
mod trial;

pub use editor::AutomationPage;
pub use list::AutomationsPage;
pub use runs::RunsPage;

use crate::forms::Refused;
use crate::ui::*;
use leptos::prelude::*;
use stoa::automations::model::Occasion;

/// The fields that say what an automation is called and when it looks.
const BASICS: [&str; 3] = ["name", "occasion", "idle"];

/// Those fields, with what was typed or what holds.
#[component]
fn Basics(
    refused: Refused,
    #[prop(optional, into)] name: String,
    #[prop(optional, into)] occasion: String,
    #[prop(optional, into)] idle: String,
) -> impl IntoView {
    let [name, occasion, idle] = [("name", name), ("occasion", occasion), ("idle", idle)].map(|(field, held)| refused.value_or(field, &held));
    let [name_error, occasion_error, idle_error] = BASICS.map(|field| refused.error_of(field));
    let occasions = Occasion::ALL.iter().map(|o| Choice::new(o.word(), o.label())).collect();
    view! {
        <TextField name="name" label="Name" required=true value=name error=name_error class="min-w-48 flex-1" />
        <Field id="occasion" label="When" error=occasion_error class="min-w-56 flex-1">
            <Select name="occasion" choices=occasions value=occasion />
        </Field>
        <TextField
            name="idle"
            label="For how long"
            hint="Only when nobody does anything, like 2 d. Silences that last already count, too."
            optional=true
            value=idle
            error=idle_error
            class="min-w-40 flex-1"
        />
    }
    .into_any()
}
