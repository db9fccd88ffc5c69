//! A week beside the fields in which it is written: drawn by the server, changed by hand where a script runs.

use super::islands::WeekGrid;
use crate::forms::refused;
use leptos::prelude::*;
use stoa::businesses::rules::{DAYS, parse_day};
use stoa::kernel::hours::Interval;

/// The week as it stands in the fields: what is stored, or what was typed and refused. A day that cannot be read is empty.
#[component]
pub fn WeekPicture(week: [Vec<Interval>; 7]) -> impl IntoView {
    let refused = refused();
    let days = week.into_iter().zip(DAYS).map(|(stored, (field, _))| match refused.typed.get(field) {
        Some(typed) => parse_day(typed).unwrap_or_default(),
        None => stored,
    });
    let days: Vec<Vec<Interval>> = days.collect();
    view! { <WeekGrid days /> }
}
