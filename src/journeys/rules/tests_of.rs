//! Whether the tests of a condition can ever hold.

use super::evaluate::number;
use super::{reach, read};
use crate::journeys::condition::{Condition, DEPTH_MAX};
use crate::journeys::graph::{Graph, Node, Shape};
use crate::kernel::ids::NodeId;

/// What is wrong with the condition of a way that begins at `from`.
pub fn faults(graph: &Graph, from: NodeId, when: &Condition) -> Vec<String> {
    let mut found = Vec::new();
    if when.depth() > DEPTH_MAX {
        found.push(format!("The condition has more than {DEPTH_MAX} levels. Make it simpler."));
        return found;
    }
    if is_hollow(when) {
        found.push("The condition has a group without any test in it. Add one, or remove the group.".into());
    }
    let before = reach::before(graph, from);
    for test in when.tests() {
        let Some(id) = test.asks() else { continue };
        match graph.node(id) {
            None => found.push(format!("The condition asks for step {id}, which does not exist. Choose another question.")),
            Some(node) if !node.shape.is_question() => found.push(format!("The condition asks for “{}”, which is no question. Choose a question.", node.title)),
            Some(node) if !before.contains(&id) => {
                found.push(format!("The condition asks for “{}”, which cannot have been answered yet. Choose a question before this way.", node.title));
            }
            Some(node) => found.extend(fault(node, test)),
        }
    }
    found
}

fn fault(node: &Node, test: &Condition) -> Option<String> {
    let title = &node.title;
    let values: Vec<&String> = match test {
        Condition::Is(_, value) | Condition::Contains(_, value) | Condition::Greater(_, value) => vec![value],
        Condition::AnyOf(_, values) => values.iter().collect(),
        _ => return None,
    };
    if values.is_empty() || values.iter().any(|v| v.trim().is_empty()) {
        return Some(format!("The condition on “{title}” compares with nothing. Write what the answer should be."));
    }
    if matches!(test, Condition::Greater(..)) && !node.shape.is_ordered() {
        return Some(format!("“{title}” has no greater and smaller answers. Use “greater than” with numbers and dates only."));
    }
    if node.shape == Shape::Images {
        return Some(format!("“{title}” asks for pictures. A condition can only ask whether there are any."));
    }
    if node.shape.is_choice() {
        let is_option = |value: &str| node.options.iter().any(|o| o.to_lowercase() == value.to_lowercase());
        let is_part = |value: &str| node.options.iter().any(|o| o.to_lowercase().contains(&value.to_lowercase()));
        let fits = |value: &str| if matches!(test, Condition::Contains(..)) { is_part(value) } else { is_option(value) };
        let wrong = values.iter().find(|value| !fits(value))?;
        return Some(format!("“{wrong}” is none of the options of “{title}”. Choose one of them."));
    }
    match node.shape {
        Shape::Number => values.iter().find(|v| number(v).is_none()).map(|v| format!("“{v}” is no number, but “{title}” asks for one.")),
        Shape::Date => values.iter().find(|v| !read::is_date(v)).map(|v| format!("“{v}” is no date. Write it like 2026-03-31.")),
        _ => None,
    }
}

fn is_hollow(when: &Condition) -> bool {
    match when {
        Condition::All(of) | Condition::Any(of) => of.is_empty() || of.iter().any(is_hollow),
        Condition::Not(of) => is_hollow(of),
        _ => false,
    }
}
