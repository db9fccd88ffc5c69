//! The ways between steps: curves that are chosen by pointer or by keyboard.

use super::board::Board;
use super::leaving::begins;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use stoa::journeys::graph::{Graph, Node};
use stoa::journeys::rules::check::Place;
use stoa::journeys::rules::edit::Edit;
use stoa::journeys::rules::layout::{HEIGHT, WIDTH};
use stoa::kernel::ids::EdgeId;

/// A way: a curve with a wide, unseen one over it that is easy to hit.
#[component]
pub fn Way(board: Board, id: EdgeId) -> impl IntoView {
    let curve = Memo::new(move |_| board.graph.with(|g| curve(g, id)));
    let is_chosen = move || board.chosen.get() == Some(Place::Edge(id));
    let has_fault = Memo::new(move |_| board.problems().iter().any(|p| p.at == Place::Edge(id)));
    let name = move || board.graph.with(|g| name(g, id));
    let choose = move || board.chosen.set(Some(Place::Edge(id)));
    let colour = move || match () {
        () if is_chosen() => "fill-none stroke-accent stroke-3",
        () if has_fault.get() => "fill-none stroke-bad stroke-2",
        () => "fill-none stroke-muted stroke-2 group-focus-visible:stroke-accent",
    };
    view! {
        <g
            class="group cursor-pointer outline-none"
            tabindex="0"
            role="button"
            aria-label=name
            on:pointerdown=move |event: PointerEvent| {
                if begins(&event) {
                    event.stop_propagation();
                    choose();
                }
            }
            on:keydown=move |event: KeyboardEvent| match event.key().as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    choose();
                }
                "Delete" | "Backspace" => {
                    event.prevent_default();
                    board.apply(Edit::RemoveEdge(id));
                }
                _ => {}
            }
        >
            <path d=move || curve.get() class="fill-none stroke-transparent stroke-[14]" />
            <path d=move || curve.get() class=colour marker-end="url(#way-end)" stroke-dasharray=move || {
                board.graph.with(|g| g.edge(id).is_some_and(|e| e.when.is_some())).then_some("6 4")
            } />
        </g>
    }
}

fn curve(graph: &Graph, id: EdgeId) -> String {
    let ends = graph.edge(id).and_then(|e| Some((graph.node(e.from)?, graph.node(e.to)?)));
    let Some((from, to)) = ends else { return String::new() };
    let (x1, y1, x2, y2) = (from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2);
    let bend = ((x2 - x1).abs() / 2).max(60);
    format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2 - bend)
}

fn name(graph: &Graph, id: EdgeId) -> String {
    let title = |node| graph.node(node).map(|n: &Node| n.title.clone()).unwrap_or_default();
    graph.edge(id).map(|e| format!("Way from “{}” to “{}”", title(e.from), title(e.to))).unwrap_or_default()
}
