//! What promises would have meant for the tickets of the past, as a table.

use crate::ui::{Row as TableRow, *};
use leptos::prelude::*;
use stoa::sla::trial::{Row, Tally};
use stoa::tickets::actions::TRIAL_DAYS;

const KINDS: [&str; 3] = ["First replies", "Next replies", "Solutions"];

/// What the promises would have meant.
#[component]
pub fn Trial(rows: Vec<Row>) -> impl IntoView {
    let of = |kind: &'static str| [Column::number(kind), Column::number("kept"), Column::number("under these")];
    let columns = std::iter::once(Column::new("Priority")).chain(KINDS.into_iter().flat_map(of)).collect();
    let lines = rows.iter().map(|row| view! { <TrialLine row=*row /> }).collect_view();
    view! {
        <section id="trial" class="mt-8" aria-labelledby="trial-title">
            <h2 id="trial-title" class="text-lg font-bold">{format!("The last {TRIAL_DAYS} days under these promises")}</h2>
            <p class="mt-1 mb-4 max-w-prose text-sm text-muted">
                "Nothing is saved yet. Tickets count under the priority they were opened with and the category they have today; clocks that still run count once a promise is broken."
            </p>
            <Table caption="Promises kept, then and under these" columns>{lines}</Table>
        </section>
    }
    .into_any()
}

#[component]
fn TrialLine(row: Row) -> impl IntoView {
    let tallies = KINDS.into_iter().zip([row.response, row.next, row.resolution]);
    let cells = tallies.map(|(label, tally)| {
        let (before, then) = (share(tally.before, tally), share(tally.then, tally));
        view! {
            <Cell label number=true>{tally.of.to_string()}</Cell>
            <Cell label="kept" number=true>{before}</Cell>
            <Cell label="under these" number=true class="font-semibold">{then}</Cell>
        }
    });
    view! {
        <TableRow>
            <Cell label="Priority">{row.priority.label()}</Cell>
            {cells.collect_view()}
        </TableRow>
    }
    .into_any()
}

/// A share of a tally in percent; a dash when there was nothing to keep.
fn share(kept: u32, tally: Tally) -> String {
    if tally.of == 0 { "–".into() } else { format!("{} %", (f64::from(kept) * 100.0 / f64::from(tally.of)).round()) }
}
