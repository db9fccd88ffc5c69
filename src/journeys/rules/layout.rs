//! Where steps are drawn: in columns by how far they are from the first one.

use crate::journeys::graph::Graph;
use crate::kernel::ids::NodeId;
use std::collections::{HashMap, VecDeque};

/// How wide a step is drawn.
pub const WIDTH: i32 = 208;
/// How high.
pub const HEIGHT: i32 = 76;
/// From one column to the next.
pub const COLUMN: i32 = 288;
/// From one row to the next.
pub const ROW: i32 = 116;

/// Puts every step into the column of its distance from the first; steps that nothing leads to come last.
pub fn lay_out(graph: &mut Graph) {
    let columns = columns(graph);
    let mut rows: HashMap<i32, i32> = HashMap::new();
    let order = walked(graph);
    for id in order {
        let column = columns.get(&id).copied().unwrap_or_default();
        let row = rows.entry(column).or_default();
        if let Some(node) = graph.nodes.iter_mut().find(|n| n.id == id) {
            (node.x, node.y) = (column * COLUMN, *row * ROW);
        }
        *row += 1;
    }
}

/// Steps in the order in which a walk comes to them, breadth first, then the rest.
fn walked(graph: &Graph) -> Vec<NodeId> {
    let (mut found, mut waiting): (Vec<NodeId>, VecDeque<NodeId>) = (Vec::new(), graph.start.into_iter().collect());
    while let Some(id) = waiting.pop_front() {
        if graph.node(id).is_some() && !found.contains(&id) {
            found.push(id);
            waiting.extend(graph.ways(id).map(|e| e.to));
        }
    }
    let rest: Vec<NodeId> = graph.nodes.iter().map(|n| n.id).filter(|id| !found.contains(id)).collect();
    found.into_iter().chain(rest).collect()
}

/// How many ways lie between the first step and each.
fn columns(graph: &Graph) -> HashMap<NodeId, i32> {
    let mut found: HashMap<NodeId, i32> = HashMap::new();
    let mut waiting: VecDeque<(NodeId, i32)> = graph.start.map(|s| (s, 0)).into_iter().collect();
    while let Some((id, column)) = waiting.pop_front() {
        if graph.node(id).is_some() && !found.contains_key(&id) {
            found.insert(id, column);
            waiting.extend(graph.ways(id).map(|e| (e.to, column + 1)));
        }
    }
    let last = found.values().max().map_or(0, |c| c + 1);
    for node in &graph.nodes {
        found.entry(node.id).or_insert(last);
    }
    found
}

/// A place for a new step: beside the one it comes after, below whatever is there.
pub fn free_place(graph: &Graph, beside: Option<(i32, i32)>) -> (i32, i32) {
    let (x, mut y) = beside.map_or((0, 0), |(x, y)| (x + COLUMN, y));
    while graph.nodes.iter().any(|n| (n.x - x).abs() < WIDTH && (n.y - y).abs() < HEIGHT) {
        y += ROW;
    }
    (x, y)
}
