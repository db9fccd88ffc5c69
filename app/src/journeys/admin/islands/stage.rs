//! The plane with its steps and ways: dragged by its background, zoomed and moved by the wheel.

use super::board::Board;
use super::leaving::begins;
use super::step::StepBox;
use super::way::Way;
use leptos::ev::{PointerEvent, WheelEvent};
use leptos::prelude::*;
use stoa::journeys::rules::layout::{HEIGHT, WIDTH};
use stoa::kernel::ids::NodeId;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What the pointer holds.
#[derive(Clone, Copy)]
enum Held {
    /// A step: where the pointer and the step were.
    Node(NodeId, (f64, f64), (i32, i32)),
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
        if !begins(&event) {
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
            Some(Held::Node(id, from, (left, top))) => {
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
        if let Some(Held::Node(id, _, place)) = held.get_value() {
            board.moved(id, place);
        }
        held.set_value(None);
    };
    let thread = move || {
        let (from, (x, y)) = (board.linking.get()?, reach.get()?);
        board.graph.with(|g| g.node(from).map(|n| format!("M{} {}L{x:.0} {y:.0}", n.x + WIDTH, n.y + HEIGHT / 2)))
    };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        // Sideways, the plane moves: there is nothing else to see there.
        if event.delta_x().abs() > event.delta_y().abs() {
            return board.sight.update(|s| s.x -= event.delta_x());
        }
        let Some(stage) = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let place = stage.get_bounding_client_rect();
        let by = if event.delta_y() < 0.0 { 1.1 } else { 1.0 / 1.1 };
        board.zoom(by, f64::from(event.client_x()) - place.left(), f64::from(event.client_y()) - place.top());
    };
    let moved_by = move || board.sight.with(|s| format!("translate({:.1} {:.1}) scale({:.3})", s.x, s.y, s.scale));
    let grab = Callback::new(move |(id, event): (NodeId, PointerEvent)| {
        let place = board.graph.with_untracked(|g| g.node(id).map(|node| (node.x, node.y)));
        if let Some(place) = place.filter(|_| board.may_change.get_untracked() == Some(true)) {
            held.set_value(Some(Held::Node(id, at(&event), place)));
        }
    });
    view! {
        <svg
            node_ref=board.plane
            class="block size-full cursor-grab touch-none outline-none select-none focus-visible:ring-2 focus-visible:ring-accent focus-visible:ring-inset"
            tabindex="-1"
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
