//! What can be reached from where, whatever is answered.

use crate::journeys::graph::{Edge, Graph};
use crate::kernel::ids::NodeId;
use std::collections::{BTreeSet, HashMap};

/// The steps that can be reached from the first one.
pub fn from_start(graph: &Graph) -> BTreeSet<NodeId> {
    spread(graph.start.filter(|s| graph.node(*s).is_some()), &neighbours(graph, |e| (e.0, e.1)))
}

/// The steps from which an end can be reached.
pub fn to_an_end(graph: &Graph) -> BTreeSet<NodeId> {
    let ends = graph.nodes.iter().filter(|n| n.shape.is_ending()).map(|n| n.id);
    spread(ends, &neighbours(graph, |e| (e.1, e.0)))
}

/// The steps that may have been walked when this one is left: itself and whatever leads to it.
pub fn before(graph: &Graph, node: NodeId) -> BTreeSet<NodeId> {
    spread([node], &neighbours(graph, |e| (e.1, e.0)))
}

/// Ways that were never taken by trials that took these.
pub fn never_taken<'a>(graph: &'a Graph, taken: &[i64]) -> Vec<&'a Edge> {
    graph.edges.iter().filter(|edge| !taken.contains(&edge.id.0)).collect()
}

fn neighbours(graph: &Graph, turn: fn((NodeId, NodeId)) -> (NodeId, NodeId)) -> HashMap<NodeId, Vec<NodeId>> {
    let mut found: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for edge in &graph.edges {
        let (from, to) = turn((edge.from, edge.to));
        if graph.node(from).is_some() && graph.node(to).is_some() {
            found.entry(from).or_default().push(to);
        }
    }
    found
}

fn spread(from: impl IntoIterator<Item = NodeId>, neighbours: &HashMap<NodeId, Vec<NodeId>>) -> BTreeSet<NodeId> {
    let mut waiting: Vec<NodeId> = from.into_iter().collect();
    let mut found = BTreeSet::new();
    while let Some(node) = waiting.pop() {
        if found.insert(node) {
            waiting.extend(neighbours.get(&node).into_iter().flatten());
        }
    }
    found
}
