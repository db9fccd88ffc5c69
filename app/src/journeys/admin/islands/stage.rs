//! The plane: ways as curves, steps as boxes that pointers drag and arrow keys move.

use super::board::Board;
use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use stoa::journeys::graph::{Graph, Node};
use stoa::journeys::rules::check::Place;
use stoa::journeys::rules::edit::Edit;
use stoa::journeys::rules::layout::{HEIGHT, WIDTH};
use stoa::kernel::ids::{EdgeId, NodeId};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How far an arrow key moves a step.
const STEP: i32 = 16;

/// What the pointer holds.
#[derive(Clone)]
enum Held {
    /// A step: where the pointer and the step were, and the graph before.
    Node(NodeId, (f64, f64), (i32, i32), Box<Graph>),
    /// The plane: where the pointer and the plane were.
    Plane((f64, f64), (f64, f64)),
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// The whole plane.
#[component]
pub fn Stage(board: Board) -> impl IntoView {
    let held = StoredValue::new(None::<Held>);
    // Where the way that is being drawn ends now.
    let reach = RwSignal::new(None::<(f64, f64)>);
    let down = move |event: PointerEvent| {
        // A second finger would pull the plane to and fro between the two.
        if !event.is_primary() {
            return;
        }
        held.set_value(Some(Held::Plane(at(&event), board.sight.with_untracked(|s| (s.x, s.y)))));
        board.linking.set(None);
    };
    let moved = move |event: PointerEvent| {
        if !event.is_primary() {
            return;
        }
        let (x, y) = at(&event);
        if board.linking.with_untracked(Option::is_some) {
            let stage = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()).map(|s| s.get_bounding_client_rect());
            reach.set(stage.map(|place| board.sight.with_untracked(|s| ((x - place.left() - s.x) / s.scale, (y - place.top() - s.y) / s.scale))));
        }
        match held.get_value() {
            Some(Held::Node(id, from, (left, top), _)) => {
                let scale = board.sight.with_untracked(|s| s.scale);
                let to = (left + ((x - from.0) / scale) as i32, top + ((y - from.1) / scale) as i32);
                board.graph.update(|g| {
                    if let Some(node) = g.nodes.iter_mut().find(|n| n.id == id) {
                        (node.x, node.y) = to;
                    }
                });
            }
            Some(Held::Plane(from, (left, top))) => board.sight.update(|s| (s.x, s.y) = (left + x - from.0, top + y - from.1)),
            None => {}
        }
    };
    let up = move |event: PointerEvent| {
        if !event.is_primary() {
            return;
        }
        reach.set(None);
        if let Some(Held::Node(_, _, _, before)) = held.get_value()
            && board.graph.with_untracked(|now| *now != *before)
        {
            board.remember(*before);
        }
        held.set_value(None);
    };
    let thread = move || {
        let (from, (x, y)) = (board.linking.get()?, reach.get()?);
        board.graph.with(|g| g.node(from).map(|n| format!("M{} {}L{x:.0} {y:.0}", n.x + WIDTH, n.y + HEIGHT / 2)))
    };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        let Some(stage) = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let place = stage.get_bounding_client_rect();
        let by = if event.delta_y() < 0.0 { 1.1 } else { 1.0 / 1.1 };
        board.zoom(by, f64::from(event.client_x()) - place.left(), f64::from(event.client_y()) - place.top());
    };
    let moved_by = move || board.sight.with(|s| format!("translate({:.1} {:.1}) scale({:.3})", s.x, s.y, s.scale));
    let grab = Callback::new(move |(id, event): (NodeId, PointerEvent)| {
        let graph = board.graph.get_untracked();
        if let Some(node) = graph.node(id).filter(|_| board.may_change.get_untracked() == Some(true)) {
            held.set_value(Some(Held::Node(id, at(&event), (node.x, node.y), Box::new(graph.clone()))));
        }
    });
    view! {
        <svg
            class="block size-full cursor-grab touch-none select-none"
            role="group"
            aria-label="Steps and ways"
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointerleave=up
            on:pointercancel=up
            on:wheel=wheel
        >
            <defs>
                <marker id="way-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
                    <path d="M0 0L8 4L0 8z" class="fill-muted" />
                </marker>
            </defs>
            <g transform=moved_by>
                <For each=move || board.graph.with(|g| g.edges.iter().map(|e| e.id).collect::<Vec<_>>()) key=|id| *id let(id)>
                    <Way board id />
                </For>
                <For each=move || board.graph.with(|g| g.nodes.iter().map(|n| n.id).collect::<Vec<_>>()) key=|id| *id let(id)>
                    <StepBox board id grab />
                </For>
                <path d=thread class="pointer-events-none fill-none stroke-accent stroke-2" stroke-dasharray="2 4" />
            </g>
        </svg>
    }
}

/// A way: a curve with a wide, unseen one over it that is easy to hit.
#[component]
fn Way(board: Board, id: EdgeId) -> impl IntoView {
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
            on:pointerdown=move |event| {
                event.stop_propagation();
                choose();
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

/// A step.
#[component]
fn StepBox(board: Board, id: NodeId, grab: Callback<(NodeId, PointerEvent)>) -> impl IntoView {
    let node = Memo::new(move |_| board.graph.with(|g| g.node(id).cloned()));
    let faults = Memo::new(move |_| board.problems().into_iter().filter(|p| p.at == Place::Node(id)).map(|p| p.words).collect::<Vec<_>>());
    let is_first = move || board.graph.with(|g| g.start == Some(id));
    let place = move || node.with(|n| n.as_ref().map(|n| format!("translate({} {})", n.x, n.y)).unwrap_or_default());
    let title = move || node.with(|n| n.as_ref().map(|n| n.title.clone()).unwrap_or_default());
    let kind = move || {
        let label = node.with(|n| n.as_ref().map(|n| n.shape.label()).unwrap_or_default());
        format!("Step {id} · {label}{}", if is_first() { " · first step" } else { "" })
    };
    // A step is named by what it shows: the two can then never differ.
    let fault = move || faults.with(|f| if f.is_empty() { String::new() } else { format!("Problem: {}", f.join(" ")) });
    let is_pointed = StoredValue::new(false);
    let link = move |from: NodeId| {
        board.linking.set(None);
        if from != id {
            // A second one would lie under the first, where nobody finds it.
            let known = board.graph.with_untracked(|g| g.ways(from).find(|way| way.to == id).map(|way| way.id));
            if known.is_none() {
                board.apply(Edit::AddEdge { from, to: id, when: None });
            }
            let way = known.or_else(|| board.graph.with_untracked(|g| g.edges.last().map(|e| e.id)));
            board.chosen.set(way.map(Place::Edge));
        }
    };
    let key = move |event: KeyboardEvent| {
        let by = if event.shift_key() { STEP * 5 } else { STEP };
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-by, 0),
            "ArrowRight" => (by, 0),
            "ArrowUp" => (0, -by),
            "ArrowDown" => (0, by),
            "Enter" | " " => {
                event.prevent_default();
                return match board.linking.get_untracked() {
                    Some(from) => link(from),
                    None => board.chosen.set(Some(Place::Node(id))),
                };
            }
            "c" if !event.ctrl_key() && !event.meta_key() => return board.linking.set(Some(id)),
            "Escape" => return board.linking.set(None),
            "Delete" | "Backspace" => {
                event.prevent_default();
                return board.apply(Edit::RemoveNode(id));
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(node) = node.get_untracked() {
            board.apply(Edit::MoveNode { node: id, x: node.x + dx, y: node.y + dy });
        }
    };
    let edge = move || match () {
        () if board.chosen.get() == Some(Place::Node(id)) || board.linking.get() == Some(id) => "fill-panel stroke-accent stroke-3",
        () if faults.with(|f| !f.is_empty()) => "fill-panel stroke-warn stroke-2 group-focus-visible:stroke-accent",
        () => "fill-panel stroke-line-strong group-focus-visible:stroke-accent group-focus-visible:stroke-3",
    };
    view! {
        <g
            class="group cursor-pointer outline-none"
            data-step=id.to_string()
            transform=place
            tabindex="0"
            role="button"
            on:pointerdown=move |event: PointerEvent| {
                event.stop_propagation();
                is_pointed.set_value(true);
                if board.linking.get_untracked().is_none() {
                    board.chosen.set(Some(Place::Node(id)));
                    grab.run((id, event));
                }
            }
            on:pointerup=move |_| {
                is_pointed.set_value(false);
                if let Some(from) = board.linking.get_untracked().filter(|from| *from != id) {
                    link(from);
                }
            }
            on:keydown=key
            on:focus=move |event| {
                let stage = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()?.closest("svg").ok()?);
                // A pointer has its step under it already.
                if let Some(place) = stage.filter(|_| !is_pointed.get_value()).map(|s| s.get_bounding_client_rect()) {
                    board.reveal(id, place.width(), place.height());
                }
            }
        >
            <rect width=WIDTH height=HEIGHT rx="8" class=edge />
            <foreignObject width=WIDTH - 16 height=HEIGHT x="8" y="6" class="pointer-events-none">
                <p class="truncate text-xs text-muted">{kind}</p>
                <p class="line-clamp-2 text-md leading-tight font-semibold wrap-anywhere">{title}</p>
                <p class="sr-only">{fault}</p>
            </foreignObject>
            <Show when=move || faults.with(|f| !f.is_empty())>
                <g transform=format!("translate({} 0)", WIDTH - 4) class="fill-warn">
                    <circle r="9" />
                    <text text-anchor="middle" y="4" class="fill-panel text-xs font-bold" aria-hidden="true">"!"</text>
                </g>
            </Show>
            <Show when=move || board.is_open() && node.with(|n| n.as_ref().is_some_and(|n| !n.shape.is_ending()))>
                <circle
                    cx=WIDTH
                    cy=HEIGHT / 2
                    r="8"
                    class="cursor-crosshair fill-accent stroke-panel stroke-2"
                    data-port=id.to_string()
                    on:pointerdown=move |event| {
                        event.stop_propagation();
                        board.linking.set(Some(id));
                    }
                />
            </Show>
        </g>
    }
}
