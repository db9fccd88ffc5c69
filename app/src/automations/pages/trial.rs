//! What an automation would have done to the last tickets, as a table.

use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use stoa::automations::actions::Tried;
use stoa::tickets::model::number_text;

/// The table.
#[component]
pub fn Trial(tried: Vec<Tried>, of: usize) -> impl IntoView {
    let head = match (tried.len(), of) {
        (n, 1) => format!("It would act on {n} of one ticket"),
        (n, of) => format!("It would act on {n} of the last {of} tickets"),
    };
    let none = tried.is_empty();
    let rows = tried
        .into_iter()
        .map(|t| {
            let refused = t.is_refused.then(|| view! { <Badge tone=Tone::Warn icon=Glyph::Alert>"Cannot be done"</Badge> });
            view! {
                <Row>
                    <Cell>
                        <a href=routes::desk_ticket(t.number) class="font-semibold text-accent tabular-nums hover:underline">{number_text(t.number)}</a>
                        " "
                        {t.subject}
                    </Cell>
                    <Cell label="What would happen">
                        <span class="flex flex-col gap-1">{refused} {t.effects.into_iter().map(|effect| view! { <span class="wrap-break-word">{effect}</span> }).collect_view()}</span>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <section id="trial" class="mt-8" aria-labelledby="trial-title">
            <h2 id="trial-title" class="text-lg font-bold">{head}</h2>
            <p class="mt-1 mb-4 max-w-prose text-sm text-muted">
                "Nothing was done. The tickets are looked at as they stand now, as if what sets the automation off had just happened to each."
            </p>
            {(!none)
                .then(|| {
                    view! { <Table caption="Tickets it would act on" columns=vec![Column::new("Ticket"), Column::new("What would happen")]>{rows}</Table> }
                })}
        </section>
    }
    .into_any()
}
