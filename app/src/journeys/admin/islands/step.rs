//! The steps on the plane: boxes that pointers drag and arrow keys move.

use super::board::Board;
use super::leaving::begins;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use stoa::journeys::rules::check::Place;
use stoa::journeys::rules::edit::Edit;
use stoa::journeys::rules::layout::{HEIGHT, WIDTH};
use stoa::kernel::ids::NodeId;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How far an arrow key moves a step.
const STEP: i32 = 16;

/// A step.
#[component]
pub fn StepBox(board: Board, id: NodeId, grab: Callback<(NodeId, PointerEvent)>) -> impl IntoView {
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
            let way = || board.graph.with_untracked(|g| g.ways(from).find(|way| way.to == id).map(|way| way.id));
            if way().is_none() {
                board.apply(Edit::AddEdge { from, to: id, when: None });
            }
            // It may be refused: then there is none to choose.
            if let Some(way) = way() {
                board.chosen.set(Some(Place::Edge(way)));
            }
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
            "c" if !event.ctrl_key() && !event.meta_key() => return board.connect(id),
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
                is_pointed.set_value(true);
                if !begins(&event) {
                    return;
                }
                event.stop_propagation();
                if board.linking.get_untracked().is_none() {
                    board.chosen.set(Some(Place::Node(id)));
                    grab.run((id, event));
                }
            }
            on:pointerup=move |event: PointerEvent| {
                is_pointed.set_value(false);
                if let Some(from) = board.linking.get_untracked().filter(|from| *from != id && event.button() == 0) {
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
                    on:pointerdown=move |event: PointerEvent| {
                        if begins(&event) {
                            event.stop_propagation();
                            board.connect(id);
                        }
                    }
                />
            </Show>
        </g>
    }
}
