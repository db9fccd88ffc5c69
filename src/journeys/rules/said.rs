//! Answers as people read them: in the ticket, and in its subject.

use super::walk::answered;
use crate::journeys::answer::{Answer, Answers};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{Edge, Graph, Node};
use crate::kernel::ids::{CategoryId, NodeId};
use crate::kernel::text::preview;
use crate::tickets::model::Category;

/// The most characters of a ticket's subject.
const SUBJECT_MAX: usize = 120;
/// The fewest.
const SUBJECT_MIN: usize = 3;
/// What fits into the first message of a ticket.
const MESSAGE_MAX: usize = 9_500;

/// The steps that a subject names: `{3}`.
pub fn placeholders(template: &str) -> Vec<NodeId> {
    pieces(template).into_iter().filter_map(|(_, id)| id).collect()
}

/// The subject with the answers in it; `otherwise` when hardly anything is left of it.
pub fn subject(template: &str, trail: &[NodeId], answers: &Answers, otherwise: &str) -> String {
    let answer = |id: NodeId| answers.get(&id).filter(|_| trail.contains(&id)).map(|a| a.text()).unwrap_or_default();
    let filled: String = pieces(template).into_iter().map(|(text, id)| format!("{text}{}", id.map(answer).unwrap_or_default())).collect();
    let line = preview(&filled, SUBJECT_MAX);
    if line.chars().count() < SUBJECT_MIN { preview(otherwise, SUBJECT_MAX) } else { line }
}

/// Text before each placeholder, and the placeholder.
fn pieces(template: &str) -> Vec<(String, Option<NodeId>)> {
    let (mut found, mut rest, mut text) = (Vec::new(), template, String::new());
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let id = after.find('}').and_then(|close| Some((close, after[..close].trim().parse::<NodeId>().ok()?)));
        text.push_str(&rest[..open]);
        match id {
            Some((close, id)) => {
                found.push((std::mem::take(&mut text), Some(id)));
                rest = &after[close + 1..];
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    found.push((text, None));
    found
}

/// The categories that skills name: whoever gets the ticket has to handle them. What names none is a note for whoever reads it.
pub fn skills(named: &[String], categories: &[Category]) -> Vec<CategoryId> {
    let of = |skill: &String| categories.iter().find(|c| !c.is_archived && c.name.to_lowercase() == skill.trim().to_lowercase()).map(|c| c.id);
    named.iter().filter_map(of).collect()
}

/// Questions and answers as the first message of a ticket or chat.
pub fn message(graph: &Graph, trail: &[NodeId], answers: &Answers, name: &str) -> String {
    let pairs = answered(graph, trail, answers);
    if pairs.is_empty() {
        return format!("This came through “{name}”; no question was answered.");
    }
    let said = |(node, answer): (&Node, &Answer)| format!("**{}**\n{}", plain(&node.title), plain(&answer.text()));
    let whole = pairs.into_iter().map(said).collect::<Vec<_>>().join("\n\n");
    if whole.chars().count() <= MESSAGE_MAX { whole } else { whole.chars().take(MESSAGE_MAX - 1).chain(['…']).collect() }
}

/// Text in which nothing is taken for markup.
fn plain(text: &str) -> String {
    text.chars().flat_map(|c| ['\\', c].into_iter().skip(usize::from(!"\\`*_[]<>#|~".contains(c)))).collect()
}

/// When a way is taken, as one reads it after its name: where no other leads on from its step, there is nothing it could be the otherwise of.
pub fn taken(graph: &Graph, way: &Edge) -> String {
    match &way.when {
        Some(when) => format!("when {}", condition(graph, when)),
        None if graph.ways(way.from).nth(1).is_none() => "always".to_owned(),
        None => "otherwise".to_owned(),
    }
}

/// A condition as one reads it.
pub fn condition(graph: &Graph, when: &Condition) -> String {
    let title = |id: &NodeId| graph.node(*id).map_or_else(|| format!("step {id}"), |n| format!("“{}”", n.title));
    let joined = |of: &[Condition], word: &str| {
        let parts: Vec<String> = of
            .iter()
            .map(|c| if matches!(c, Condition::All(_) | Condition::Any(_)) { format!("({})", condition(graph, c)) } else { condition(graph, c) })
            .collect();
        parts.join(word)
    };
    match when {
        Condition::Is(id, value) => format!("{} is {value}", title(id)),
        Condition::AnyOf(id, values) => format!("{} is {}", title(id), values.join(" or ")),
        Condition::Contains(id, value) => format!("{} contains {value}", title(id)),
        Condition::Greater(id, value) => format!("{} is greater than {value}", title(id)),
        Condition::Answered(id) => format!("{} is answered", title(id)),
        Condition::All(of) => joined(of, " and "),
        Condition::Any(of) => joined(of, " or "),
        Condition::Not(of) => format!("not ({})", condition(graph, of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::journeys::graph::Shape;
    use crate::kernel::ids::EdgeId;

    #[test]
    fn a_subject_takes_in_answers_of_the_trail_only() {
        let answers = Answers::from([(NodeId(1), Answer::of("Broken")), (NodeId(2), Answer::of("42"))]);
        let told = |template: &str, trail: &[i64]| subject(template, &trail.iter().map(|n| NodeId(*n)).collect::<Vec<_>>(), &answers, "Help");
        assert_eq!(told("Order { 2 }: {1}", &[1, 2]), "Order 42: Broken");
        assert_eq!(told("{1}", &[2]), "Help");
        assert_eq!(told("{x} {1", &[1]), "{x} {1");
        assert_eq!(told(&"a".repeat(300), &[]).chars().count(), 120);
        assert_eq!(placeholders("{1}{22} {a}"), [NodeId(1), NodeId(22)]);
    }

    #[test]
    fn a_way_that_nothing_stands_against_is_always_taken() {
        let way = |id, to, when| Edge { id: EdgeId(id), from: NodeId(1), to: NodeId(to), when };
        let mut graph = Graph { nodes: vec![Node::new(NodeId(1), Shape::Short, "Which")], edges: vec![way(10, 2, None)], ..Graph::default() };
        assert_eq!(taken(&graph, &graph.edges[0]), "always");
        graph.edges.insert(0, way(11, 3, Some(Condition::Answered(NodeId(1)))));
        assert_eq!(graph.edges.iter().map(|way| taken(&graph, way)).collect::<Vec<_>>(), ["when “Which” is answered", "otherwise"]);
    }

    #[test]
    fn a_message_has_questions_and_answers_without_markup_of_theirs() {
        let graph = Graph { nodes: vec![Node::new(NodeId(1), Shape::Short, "What *is* it")], ..Graph::default() };
        let answers = Answers::from([(NodeId(1), Answer::of("[a](b)"))]);
        assert_eq!(message(&graph, &[NodeId(1)], &answers, "Help"), "**What \\*is\\* it**\n\\[a\\](b)");
        assert!(message(&graph, &[], &answers, "Help").len() > 10);
    }
}
