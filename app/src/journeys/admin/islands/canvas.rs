//! The canvas with its tools.

use super::board::{Board, FARTHEST, READABLE, Saving};
use super::leaving::guard;
use super::panel::Panel;
use super::stage::Stage;
use crate::ui::*;
use leptos::ev::KeyboardEvent;
use leptos::html::{Div, Select as SelectElement};
use leptos::prelude::*;
use stoa::journeys::graph::Shape;
use stoa::journeys::rules::check::Place;
use stoa::journeys::rules::edit::Edit;
use stoa::kernel::ids::JourneyId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The ids of the two buttons that take turns in being disabled.
const UNDO: &str = "canvas-undo";
const REDO: &str = "canvas-redo";

/// Gives the keyboard from a button that is disabled by having been pressed to the one that can be pressed now.
fn hand_on(from: &str, to: &'static str) {
    if document().active_element().is_some_and(|on| on.id() == from) {
        // Once the other one is enabled.
        request_animation_frame(move || {
            if let Some(to) = document().get_element_by_id(to).and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
                let _ = to.focus();
            }
        });
    }
}

/// Draws a version: steps are dragged, or moved with the arrow keys; everything is saved as it is drawn.
#[island]
pub fn JourneyCanvas(journey: JourneyId) -> impl IntoView {
    let board = Board::new(journey);
    let (stage, shape) = (NodeRef::<Div>::new(), NodeRef::<SelectElement>::new());
    let fit = move |least: f64| {
        if let Some(stage) = stage.get_untracked() {
            board.fit(f64::from(stage.client_width()), f64::from(stage.client_height()), least);
        }
    };
    let is_there = move || board.may_change.get().is_some();
    Effect::new(move |_| board.fetch());
    guard(board);
    Effect::new(move |_| {
        if is_there() {
            // Once it is drawn: what is hidden has no size.
            request_animation_frame(move || fit(READABLE));
        }
    });
    let add = move |_| {
        let Some(shape) = shape.get_untracked().and_then(|s| s.value().parse::<Shape>().ok()) else { return };
        let after = match board.chosen.get_untracked() {
            Some(Place::Node(id)) => board.graph.with_untracked(|g| g.node(id).filter(|n| !n.shape.is_ending()).map(|n| n.id)),
            _ => None,
        };
        board.apply(Edit::AddNode { shape, title: shape.label().to_owned(), after });
        let new = board.graph.with_untracked(|g| g.nodes.last().map(|n| n.id));
        board.chosen.set(new.map(Place::Node));
        if let (Some(new), Some(stage)) = (new, stage.get_untracked()) {
            board.reveal(new, f64::from(stage.client_width()), f64::from(stage.client_height()));
        }
    };
    let zoom = move |by: f64| {
        if let Some(stage) = stage.get_untracked() {
            board.zoom(by, f64::from(stage.client_width()) / 2.0, f64::from(stage.client_height()) / 2.0);
        }
    };
    let undo = move || {
        board.undo();
        if board.past.with_untracked(Vec::is_empty) {
            hand_on(UNDO, REDO);
        }
    };
    let redo = move || {
        board.redo();
        if board.future.with_untracked(Vec::is_empty) {
            hand_on(REDO, UNDO);
        }
    };
    let keys = move |event: KeyboardEvent| {
        // Wherever the keyboard is: “Connect” stands beside the plane.
        if event.key() == "Escape" {
            return board.linking.set(None);
        }
        // Fields take back what was typed into them; everywhere else it is the drawing, also after the step that had the focus is gone.
        let is_typing = event.target().and_then(|t| t.dyn_into::<Element>().ok()).is_some_and(|on| on.matches("input, textarea, select").unwrap_or_default());
        if is_typing {
            return;
        }
        let is_command = event.ctrl_key() || event.meta_key();
        match event.key().to_lowercase().as_str() {
            "z" if is_command && !event.shift_key() => undo(),
            "y" | "z" if is_command => redo(),
            _ => return,
        }
        event.prevent_default();
    };
    Effect::new(move |_| {
        let pressed = window_event_listener(leptos::ev::keydown, keys);
        on_cleanup(move || pressed.remove());
    });
    let options = Shape::ALL.iter().map(|s| view! { <option value=s.word()>{s.label()}</option> }).collect_view();
    let closed = Signal::derive(move || !board.is_open());
    let no_past = Signal::derive(move || board.past.with(Vec::is_empty));
    let no_future = Signal::derive(move || board.future.with(Vec::is_empty));
    let said = move || match board.saving.get() {
        Saving::Saved if !is_there() => "The canvas is being fetched.".to_owned(),
        Saving::Saved if !board.is_open() => "This version is not a draft: look, but nothing can be changed.".to_owned(),
        Saving::Saved if board.linking.get().is_some() => "Choose the step that the new way leads to, or press Escape.".to_owned(),
        Saving::Saved => "Everything is saved.".to_owned(),
        Saving::Busy => "Saving…".to_owned(),
        Saving::Failed(why) => why,
    };
    view! {
        <div class="flex flex-col gap-3 overflow-x-clip" class:hidden=move || !is_there() && board.saving.get() == Saving::Saved>
            <div class="flex flex-wrap items-center gap-2" role="toolbar" aria-label="Tools">
                <select node_ref=shape aria-label="Kind of the new step" class="select-arrow h-control rounded-sm border border-control bg-raised ps-3">
                    {options}
                </select>
                <Button kind="button" look=Look::Primary icon=Glyph::Plus disabled=closed on:click=add>"Add step"</Button>
                <div class="flex">
                    <IconButton attr:id=UNDO glyph=Glyph::Undo label="Undo" keys="Ctrl+Z" kind="button" disabled=no_past on:click=move |_| undo() />
                    <IconButton attr:id=REDO glyph=Glyph::Redo label="Redo" keys="Ctrl+Y" kind="button" disabled=no_future on:click=move |_| redo() />
                </div>
                <div class="flex">
                    <IconButton glyph=Glyph::Minus label="Zoom out" kind="button" on:click=move |_| zoom(1.0 / 1.2) />
                    <IconButton glyph=Glyph::Plus label="Zoom in" kind="button" on:click=move |_| zoom(1.2) />
                </div>
                <Button kind="button" on:click=move |_| fit(FARTHEST)>"Show all"</Button>
                <Button
                    kind="button"
                    disabled=closed
                    on:click=move |_| {
                        board.apply(Edit::LayOut);
                        fit(READABLE);
                    }
                >
                    "Arrange"
                </Button>
            </div>
            <p role="status" class="text-sm" class:text-bad=move || matches!(board.saving.get(), Saving::Failed(_)) class:text-muted=move || !matches!(board.saving.get(), Saving::Failed(_))>
                {said}
            </p>
            <div class="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
                <div node_ref=stage class="h-[70vh] min-h-96 overflow-hidden rounded-md border border-line bg-sunk">
                    <Stage board />
                </div>
                <Panel board />
            </div>
            <p class="text-sm text-muted" class:hidden=move || !board.is_open()>
                "Drag a step, or move it with the arrow keys. Draw a way from the dot at its right edge, or press C on a step and Enter on the next. Delete removes. A dashed way has a condition."
            </p>
        </div>
    }
}
