//! Changes of a graph, the same for the list, the canvas and its undo.

use super::layout;
use crate::error::{Error, Result};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{EDGES_MAX, Edge, FAR, Graph, NODES_MAX, Node, Shape};
use crate::kernel::ids::{EdgeId, NodeId};
use serde::{Deserialize, Serialize};

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// A new step; with `after`, a way without a condition leads to it from there.
    AddNode { shape: Shape, title: String, after: Option<NodeId> },
    /// Other words and settings of a step; it stays where it is drawn.
    ChangeNode(Node),
    /// A step goes, and all its ways.
    RemoveNode(NodeId),
    /// The journey begins here.
    BeginAt(NodeId),
    /// A step is drawn elsewhere.
    MoveNode { node: NodeId, x: i32, y: i32 },
    /// A new way, after the others of its step.
    AddEdge { from: NodeId, to: NodeId, when: Option<Condition> },
    /// A way leads elsewhere, or under another condition.
    ChangeEdge { edge: EdgeId, to: NodeId, when: Option<Condition> },
    /// A way goes.
    RemoveEdge(EdgeId),
    /// A way is tried before or after its neighbour.
    ShiftEdge { edge: EdgeId, up: bool },
    /// Everything is drawn anew, from left to right.
    LayOut,
}

/// The graph after a change.
///
/// # Errors
/// `NotFound` when the step or way is not there; `Conflict` when there are too many.
pub fn apply(mut graph: Graph, edit: Edit) -> Result<Graph> {
    match edit {
        Edit::AddNode { shape, title, after } => add_node(&mut graph, shape, &title, after)?,
        Edit::ChangeNode(changed) => {
            let node = find(&mut graph, changed.id)?;
            *node = Node { x: node.x, y: node.y, ..changed }.tidied();
        }
        Edit::RemoveNode(id) => {
            find(&mut graph, id)?;
            graph.nodes.retain(|n| n.id != id);
            graph.edges.retain(|e| e.from != id && e.to != id);
            if graph.start == Some(id) {
                graph.start = graph.nodes.first().map(|n| n.id);
            }
        }
        Edit::BeginAt(id) => {
            find(&mut graph, id)?;
            graph.start = Some(id);
        }
        Edit::MoveNode { node, x, y } => {
            let node = find(&mut graph, node)?;
            (node.x, node.y) = (x.clamp(-FAR, FAR), y.clamp(-FAR, FAR));
        }
        Edit::AddEdge { from, to, when } => {
            find(&mut graph, from)?;
            find(&mut graph, to)?;
            if graph.edges.len() >= EDGES_MAX {
                return Err(Error::Conflict(format!("{EDGES_MAX} ways are the most. Remove some first.")));
            }
            let id = EdgeId(graph.fresh());
            graph.edges.push(Edge { id, from, to, when });
        }
        Edit::ChangeEdge { edge, to, when } => {
            find(&mut graph, to)?;
            let edge = graph.edges.iter_mut().find(|e| e.id == edge).ok_or(Error::NotFound)?;
            (edge.to, edge.when) = (to, when);
        }
        Edit::RemoveEdge(id) => {
            graph.edge(id).ok_or(Error::NotFound)?;
            graph.edges.retain(|e| e.id != id);
        }
        Edit::ShiftEdge { edge, up } => shift(&mut graph, edge, up)?,
        Edit::LayOut => layout::lay_out(&mut graph),
    }
    Ok(graph)
}

fn find(graph: &mut Graph, id: NodeId) -> Result<&mut Node> {
    graph.nodes.iter_mut().find(|n| n.id == id).ok_or(Error::NotFound)
}

fn add_node(graph: &mut Graph, shape: Shape, title: &str, after: Option<NodeId>) -> Result<()> {
    if graph.nodes.len() >= NODES_MAX {
        return Err(Error::Conflict(format!("{NODES_MAX} steps are the most. Remove some first.")));
    }
    let beside = match after {
        Some(after) => Some(find(graph, after).map(|n| (n.x, n.y))?),
        None => None,
    };
    let id = NodeId(graph.fresh());
    let (x, y) = layout::free_place(graph, beside);
    graph.nodes.push(Node { x, y, ..Node::new(id, shape, title) });
    graph.start = graph.start.or(Some(id));
    if let Some(from) = after {
        let edge = EdgeId(graph.fresh());
        graph.edges.push(Edge { id: edge, from, to: id, when: None });
    }
    Ok(())
}

fn shift(graph: &mut Graph, id: EdgeId, up: bool) -> Result<()> {
    let from = graph.edge(id).ok_or(Error::NotFound)?.from;
    let places: Vec<usize> = graph.edges.iter().enumerate().filter(|(_, e)| e.from == from).map(|(i, _)| i).collect();
    let at = places.iter().position(|i| graph.edges[*i].id == id).ok_or(Error::NotFound)?;
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(other) = other.and_then(|i| places.get(i)) {
        graph.edges.swap(places[at], *other);
    }
    Ok(())
}

/// A copy of a graph from elsewhere with everything in bounds that the eye would not find.
#[must_use]
pub fn tidied(mut graph: Graph) -> Graph {
    graph.nodes = graph.nodes.into_iter().map(Node::tidied).collect();
    let known = graph.fresh() - 1;
    graph.last = known;
    graph
}
