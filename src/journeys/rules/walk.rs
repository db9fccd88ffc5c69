//! Going forth and back. Answers of ways that were left again are kept, and count only when the trail leads there once more.

use super::evaluate;
use crate::journeys::answer::{Answer, Answers};
use crate::journeys::graph::{Graph, Node};
use crate::journeys::model::TRAIL_MAX;
use crate::kernel::ids::{EdgeId, NodeId};

/// The answers of the steps on the trail.
pub fn counting(trail: &[NodeId], answers: &Answers) -> Answers {
    answers.iter().filter(|(node, _)| trail.contains(node)).map(|(node, answer)| (*node, answer.clone())).collect()
}

/// Goes on from the last step of the trail. Says which way was taken; `None` when there is none, or the walk goes round in circles.
pub fn forth(graph: &Graph, trail: &mut Vec<NodeId>, answers: &Answers) -> Option<EdgeId> {
    let at = *trail.last()?;
    let edge = evaluate::next(graph, at, &counting(trail, answers)).filter(|edge| trail.len() < TRAIL_MAX && graph.node(edge.to).is_some())?;
    trail.push(edge.to);
    Some(edge.id)
}

/// Goes one step back; the first step stays.
pub fn back(trail: &mut Vec<NodeId>) {
    if trail.len() > 1 {
        trail.pop();
    }
}

/// The questions on the trail that were answered, in the order they were asked.
pub fn answered<'a>(graph: &'a Graph, trail: &[NodeId], answers: &'a Answers) -> Vec<(&'a Node, &'a Answer)> {
    let mut seen = Vec::new();
    for id in trail {
        if !seen.contains(id) {
            seen.push(*id);
        }
    }
    let pair = |id: NodeId| Some((graph.node(id)?, answers.get(&id).filter(|a| !a.is_empty())?));
    seen.into_iter().filter_map(pair).filter(|(node, _)| node.shape.is_question()).collect()
}
