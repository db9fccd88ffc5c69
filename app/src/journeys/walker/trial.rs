//! What an admin sees below a step while they try a version.

use super::api::AnswerStep;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::journeys::actions::Step;
use stoa::journeys::graph::Edge;
use stoa::journeys::rules::{reach, said};

/// Which ways no trial has taken yet, and the way back to the first step.
#[component]
pub fn Trial(step: Step, token: String) -> impl IntoView {
    let graph = &step.journey.graph;
    let title = |id| graph.node(id).map(|n| n.title.clone()).unwrap_or_default();
    let line = |edge: &Edge| {
        let when = said::taken(graph, edge);
        view! { <li class="py-1.5"><b class="font-semibold">{title(edge.from)}</b>" → "{title(edge.to)}<span class="block text-sm text-muted">{when}</span></li> }
    };
    let untaken: Vec<_> = reach::never_taken(graph, &step.walk.taken);
    let said = match untaken.len() {
        0 => "Every way was taken in this trial.".to_owned(),
        1 => "One way was never taken in this trial:".to_owned(),
        n => format!("{n} ways were never taken in this trial:"),
    };
    let lines = untaken.into_iter().map(line).collect_view();
    let start = graph.start.map(|s| s.to_string()).unwrap_or_default();
    let heading = format!("A trial of version {}", step.journey.number);
    let back = routes::admin_journey(step.journey.id);
    view! {
        <Card title=heading class="mt-8">
            <p>{said}</p>
            <ul class="mt-2 divide-y divide-line">{lines}</ul>
            <div class="mt-4 flex flex-wrap gap-3">
                <form method="post" action=AnswerStep::PATH enctype="multipart/form-data">
                    <input type="hidden" name="token" value=token />
                    <input type="hidden" name="at" value=start />
                    <Button icon=Glyph::Refresh name="then" value="back">"From the first step"</Button>
                </form>
                <ButtonLink href=back icon=Glyph::Left>"Back to the version"</ButtonLink>
            </div>
        </Card>
    }
}
