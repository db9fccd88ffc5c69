//! What is different between two versions.

use super::said;
use crate::journeys::graph::{Edge, Graph, Node};
use crate::kernel::ids::NodeId;
use crate::tickets::model::Category;
use serde::{Deserialize, Serialize};

/// A difference: what it is about, how it was and how it is. An empty side was not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The step or way, in words.
    pub what: String,
    /// How it was.
    pub before: String,
    /// How it is.
    pub after: String,
}

/// Every difference, in the order of the steps; where steps are drawn does not count. `categories` gives the names.
pub fn changes(before: &Graph, after: &Graph, categories: &[Category]) -> Vec<Change> {
    let words = |node: &Node| words(node, categories);
    let mut found = Vec::new();
    if before.start != after.start {
        let title = |graph: &Graph| graph.start.map(|s| named(graph, s)).unwrap_or_default();
        found.push(Change { what: "First step".into(), before: title(before), after: title(after) });
    }
    for node in &after.nodes {
        let old = before.node(node.id);
        let (was, is) = (old.map(&words).unwrap_or_default(), words(node));
        if was != is {
            found.push(Change { what: format!("Step {}", node.id), before: was, after: is });
        }
    }
    let gone = before.nodes.iter().filter(|n| after.node(n.id).is_none());
    found.extend(gone.map(|n| Change { what: format!("Step {}", n.id), before: words(n), after: String::new() }));
    let all: Vec<NodeId> = after.nodes.iter().chain(before.nodes.iter().filter(|n| after.node(n.id).is_none())).map(|n| n.id).collect();
    for from in all {
        let (was, is) = (ways(before, from), ways(after, from));
        if was != is {
            found.push(Change { what: format!("Ways from step {from}"), before: was, after: is });
        }
    }
    found
}

fn named(graph: &Graph, id: NodeId) -> String {
    graph.node(id).map_or_else(|| format!("step {id}"), |n| format!("{id} “{}”", n.title))
}

/// A step with everything that whoever walks notices.
fn words(node: &Node, categories: &[Category]) -> String {
    let mut lines = vec![format!("{}: {}", node.shape.label(), node.title)];
    let mut line = |text: String| {
        if !text.is_empty() {
            lines.push(text)
        }
    };
    line(node.about.clone());
    line(node.options.iter().map(|o| format!("– {o}")).collect::<Vec<_>>().join("\n"));
    line(if node.is_required { "Must be answered".into() } else { String::new() });
    line(node.article.clone());
    if let Some(opens) = &node.opens {
        line(format!("Subject: {}", opens.subject));
        line(format!("Priority: {}", opens.priority.label()));
        let name = |id| categories.iter().find(|c| c.id == id).map_or_else(|| "one that is gone".to_owned(), |c| c.name.clone());
        line(opens.category.map(|id| format!("Category: {}", name(id))).unwrap_or_default());
        line(listed("Tags", &opens.tags));
        line(listed("Skills", &opens.skills));
    }
    lines.join("\n")
}

fn listed(label: &str, words: &[String]) -> String {
    if words.is_empty() { String::new() } else { format!("{label}: {}", words.join(", ")) }
}

fn ways(graph: &Graph, from: NodeId) -> String {
    let way = |edge: &Edge| format!("→ {} {}", named(graph, edge.to), said::taken(graph, edge));
    graph.ways(from).map(way).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journeys::graph::{Opens, Shape};
    use crate::kernel::ids::CategoryId;

    #[test]
    fn a_category_is_named_and_not_numbered() {
        let ending = |category: i64| {
            let opens = Opens { category: Some(CategoryId(category)), skills: vec!["Returns".into()], ..Opens::default() };
            Graph { nodes: vec![Node { opens: Some(opens), ..Node::new(NodeId(1), Shape::Ticket, "Thanks") }], ..Graph::default() }
        };
        let payment = Category { id: CategoryId(12), name: "Payment".into(), is_archived: true };
        let found = changes(&ending(12), &ending(13), &[payment]);
        assert!(found[0].before.contains("Category: Payment") && found[0].before.contains("Skills: Returns"), "{found:?}");
        assert!(found[0].after.contains("Category: one that is gone"), "{found:?}");
    }
}
