//! The fields for the times of promises: one row per priority, one column per clock.

use crate::forms::Refused;
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use stoa::sla::draft::{Times, field_of};
use stoa::sla::model::SlaClock;
use stoa::tickets::model::Priority;

/// The names of the fields, `response_low` and so on.
pub fn fields() -> Vec<String> {
    SlaClock::ALL.iter().flat_map(|clock| Priority::ALL.iter().map(move |priority| field_of(*clock, *priority))).collect()
}

/// What the address asks to try; `others` are fields besides the times.
pub fn asked(others: &[&str]) -> Refused {
    let names = fields().into_iter().chain(others.iter().map(|name| (*name).to_owned()));
    Refused { typed: names.filter_map(|field| session::query(&field).map(|value| (field, value))).collect(), ..Refused::default() }
}

/// The times as typed.
pub fn typed_times(typed: &Refused) -> Times {
    std::array::from_fn(|c| std::array::from_fn(|p| typed.value(&field_of(SlaClock::ALL[c], Priority::ALL[p]))))
}

/// The fields. With `instead`, what holds where a field is left empty, all may be.
#[component]
pub fn TimeFields(refused: Refused, values: Times, #[prop(default = None)] instead: Option<Times>) -> impl IntoView {
    let rows = (0..Priority::ALL.len()).rev().map(|p| {
        let priority = Priority::ALL[p];
        let fields = (0..SlaClock::ALL.len()).map(|c| {
            let name = field_of(SlaClock::ALL[c], priority);
            let (value, error) = (refused.value_or(&name, &values[c][p]), refused.error_of(&name));
            let placeholder = instead.as_ref().map(|all| all[c][p].clone()).unwrap_or_default();
            view! { <TextField name label=SlaClock::ALL[c].label() value error placeholder required=instead.is_none() /> }
        });
        view! {
            <fieldset class="grid items-start gap-x-4 gap-y-2 py-3 sm:grid-cols-[5rem_1fr_1fr_1fr]">
                <legend class="sr-only">{priority.label()}</legend>
                <b aria-hidden="true" class="font-semibold sm:pt-7">{priority.label()}</b>
                {fields.collect_view()}
            </fieldset>
        }
    });
    view! { <div class="flex flex-col divide-y divide-line">{rows.collect_view()}</div> }.into_any()
}
