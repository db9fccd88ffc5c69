//! The days of a week in a form: a line of times for each.

use crate::forms::Refused;
use crate::ui::*;
use leptos::prelude::*;
use stoa::businesses::rules::{DAYS, format_day};
use stoa::kernel::hours::Interval;

/// Seven fields, named as the days are; `off` stands in those that are empty.
#[component]
pub fn DayFields(refused: Refused, week: [Vec<Interval>; 7], off: &'static str) -> impl IntoView {
    let day = |((field, label), intervals): ((&'static str, &'static str), &Vec<Interval>)| {
        let error = refused.error_of(field);
        view! {
            <div class="grid items-start gap-x-4 gap-y-1 py-1 sm:grid-cols-[7rem_1fr]">
                <label for=field class="text-sm font-semibold sm:pt-2">{label}</label>
                <div>
                    <TextInput name=field value=refused.value_or(field, &format_day(intervals)) error=error.clone() placeholder=off />
                    <FieldNotes id=field error />
                </div>
            </div>
        }
    };
    DAYS.into_iter().zip(&week).map(day).collect_view().into_any()
}
