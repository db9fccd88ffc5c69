//! What the canvas works on: the graph with its past and future, what is chosen, and how saving goes.

use crate::journeys::admin::Drawing;
use crate::journeys::admin::api::{get_drawing, save_drawing};
use leptos::prelude::*;
use leptos::svg::Svg;
use leptos::task::spawn_local;
use stoa::journeys::graph::Graph;
use stoa::journeys::rules::check::{Known, Place, Problem, problems};
use stoa::journeys::rules::edit::{Edit, apply};
use stoa::journeys::rules::layout::{HEIGHT, WIDTH};
use stoa::kernel::ids::{JourneyId, NodeId};

/// Steps back that are kept.
const PAST_MAX: usize = 100;

/// What stays free between a step and the edge of the stage.
const MARGIN: f64 = 16.0;

/// The smallest scale there is.
pub const FARTHEST: f64 = 0.2;

/// The smallest scale at which titles are read with ease.
pub const READABLE: f64 = 0.75;

/// How saving goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// The server has what is drawn.
    Saved,
    /// It is on its way, or will be in a moment.
    Busy,
    /// It was refused.
    Failed(String),
}

/// Which part of the plane is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// How far everything is moved to the right.
    pub x: f64,
    /// And down.
    pub y: f64,
    /// How large it is drawn.
    pub scale: f64,
}

/// The board. Copies are the same board.
#[derive(Clone, Copy)]
pub struct Board {
    journey: JourneyId,
    /// What is drawn.
    pub graph: RwSignal<Graph>,
    /// What endings may name.
    pub known: RwSignal<Known>,
    /// Whether it is a draft; `None` until it is there.
    pub may_change: RwSignal<Option<bool>>,
    /// What is chosen: a step or a way.
    pub chosen: RwSignal<Option<Place>>,
    /// The step from which a way is being drawn.
    pub linking: RwSignal<Option<NodeId>>,
    /// How saving goes.
    pub saving: RwSignal<Saving>,
    /// What is seen.
    pub sight: RwSignal<Sight>,
    /// Steps back.
    pub past: RwSignal<Vec<Graph>>,
    /// Steps forth.
    pub future: RwSignal<Vec<Graph>>,
    /// How often a step back or forth was made: fields are filled anew.
    pub turns: RwSignal<u32>,
    /// The plane: it takes the keyboard when what had it is gone.
    pub plane: NodeRef<Svg>,
    revision: StoredValue<i64>,
    stored: StoredValue<Graph>,
    is_sending: StoredValue<bool>,
}

impl Board {
    /// An empty board for a version.
    pub fn new(journey: JourneyId) -> Self {
        Self {
            journey,
            graph: RwSignal::default(),
            known: RwSignal::default(),
            may_change: RwSignal::new(None),
            chosen: RwSignal::new(None),
            linking: RwSignal::new(None),
            saving: RwSignal::new(Saving::Saved),
            sight: RwSignal::new(Sight { x: 40.0, y: 60.0, scale: 1.0 }),
            past: RwSignal::default(),
            future: RwSignal::default(),
            turns: RwSignal::new(0),
            plane: NodeRef::new(),
            revision: StoredValue::new(0),
            stored: StoredValue::default(),
            is_sending: StoredValue::new(false),
        }
    }

    /// Fetches what is to be drawn.
    pub fn fetch(self) {
        spawn_local(async move {
            match get_drawing(self.journey).await {
                Ok(Drawing { revision, may_change, graph, known }) => {
                    self.revision.try_set_value(revision);
                    self.stored.try_set_value(graph.clone());
                    self.known.try_set(known);
                    self.graph.try_set(graph);
                    self.may_change.try_set(Some(may_change));
                }
                Err(error) => drop(self.saving.try_set(Saving::Failed(error.to_string()))),
            }
        });
    }

    /// Whether something may be changed.
    pub fn is_open(self) -> bool {
        self.may_change.get() == Some(true)
    }

    /// Begins a way at a step, where there may be a new one.
    pub fn connect(self, from: NodeId) {
        if self.may_change.get_untracked() == Some(true) {
            self.linking.set(Some(from));
        }
    }

    /// Makes a change that can be undone, and has it saved.
    pub fn apply(self, edit: Edit) {
        if self.may_change.get_untracked() != Some(true) {
            return;
        }
        let before = self.graph.get_untracked();
        match apply(before.clone(), edit) {
            Ok(after) if after == before => {}
            Ok(after) => {
                self.graph.set(after);
                self.remember(before);
            }
            Err(error) => self.saving.set(Saving::Failed(error.to_string())),
        }
    }

    /// Keeps that a step was dragged away from a place, and nothing else that changed meanwhile.
    pub fn moved(self, id: NodeId, from: (i32, i32)) {
        let mut before = self.graph.get_untracked();
        if let Some(node) = before.nodes.iter_mut().find(|n| n.id == id && (n.x, n.y) != from) {
            (node.x, node.y) = from;
            self.remember(before);
        }
    }

    /// Keeps what was, and has what is saved.
    fn remember(self, before: Graph) {
        self.past.update(|past| {
            past.push(before);
            let over = past.len().saturating_sub(PAST_MAX);
            past.drain(..over);
        });
        self.future.update(Vec::clear);
        self.save();
    }

    /// One step back.
    pub fn undo(self) {
        self.turn(self.past, self.future);
    }

    /// One step forth.
    pub fn redo(self) {
        self.turn(self.future, self.past);
    }

    fn turn(self, from: RwSignal<Vec<Graph>>, to: RwSignal<Vec<Graph>>) {
        let Some(then) = from.try_update(Vec::pop).flatten() else { return };
        to.update(|to| to.push(self.graph.get_untracked()));
        self.graph.set(then);
        self.turns.update(|n| *n += 1);
        self.save();
    }

    /// Whether the server has all that is drawn.
    pub fn is_kept(self) -> bool {
        self.stored.with_value(|stored| self.graph.with_untracked(|now| now == stored))
    }

    /// Gives the keyboard to the plane: what had it is gone.
    pub fn focus(self) {
        if let Some(plane) = self.plane.get_untracked() {
            let _ = plane.focus();
        }
    }

    /// Everything that is wrong, each at its place.
    pub fn problems(self) -> Vec<Problem> {
        self.known.with(|known| self.graph.with(|graph| problems(graph, known)))
    }

    /// Shows all steps in the middle of a stage of this size, or from where they begin when they would be smaller than `least`.
    pub fn fit(self, width: f64, height: f64, least: f64) {
        let edges = self.graph.with_untracked(|g| {
            let xs = g.nodes.iter().map(|n| n.x);
            let ys = g.nodes.iter().map(|n| n.y);
            Some((xs.clone().min()?, xs.max()? + WIDTH, ys.clone().min()?, ys.max()? + HEIGHT))
        });
        let Some((left, right, top, bottom)) = edges.filter(|_| width > 0.0) else { return };
        let (wide, high) = (f64::from(right - left) + 80.0, f64::from(bottom - top) + 80.0);
        let scale = (width / wide).min(height / high).clamp(least, 1.0);
        let middle = |from: i32, to: i32, of: f64| (of / 2.0 - f64::from(from + to) / 2.0 * scale).max(MARGIN - f64::from(from) * scale);
        self.sight.set(Sight { x: middle(left, right, width), y: middle(top, bottom, height), scale });
    }

    /// Moves the plane as little as needed to see a step on a stage of this size.
    pub fn reveal(self, id: NodeId, width: f64, height: f64) {
        let Some((x, y)) = self.graph.with_untracked(|g| g.node(id).map(|n| (f64::from(n.x), f64::from(n.y)))) else { return };
        let into = |from: f64, length: f64, of: f64| (of - MARGIN - length).min(from).max(MARGIN) - from;
        self.sight.update(|s| {
            let (left, top) = (s.x + x * s.scale, s.y + y * s.scale);
            s.x += into(left, f64::from(WIDTH) * s.scale, width);
            s.y += into(top, f64::from(HEIGHT) * s.scale, height);
        });
    }

    /// Zooms; the point at `(x, y)` of the stage stays where it is.
    pub fn zoom(self, by: f64, x: f64, y: f64) {
        self.sight.update(|s| {
            let scale = (s.scale * by).clamp(FARTHEST, 2.0);
            let ratio = scale / s.scale;
            *s = Sight { x: x - (x - s.x) * ratio, y: y - (y - s.y) * ratio, scale };
        });
    }

    /// Sends what is drawn; what changes meanwhile goes after it.
    fn save(self) {
        self.saving.set(Saving::Busy);
        if self.is_sending.get_value() {
            return;
        }
        self.is_sending.set_value(true);
        spawn_local(async move {
            let outcome = loop {
                let Some(graph) = self.graph.try_get_untracked() else { return };
                match save_drawing(self.journey, self.revision.get_value(), graph.clone()).await {
                    Ok(revision) => drop(self.revision.try_set_value(revision)),
                    Err(error) => break Saving::Failed(error.to_string()),
                }
                let is_last = self.graph.try_with_untracked(|now| *now == graph) != Some(false);
                self.stored.try_set_value(graph);
                if is_last {
                    break Saving::Saved;
                }
            };
            self.is_sending.try_set_value(false);
            self.saving.try_set(outcome);
        });
    }
}
