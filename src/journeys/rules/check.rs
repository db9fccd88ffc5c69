//! What keeps a journey from working, each fault with its place and a sentence that says how to mend it.

use super::{dead_ways, reach, said, tests_of};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{ABOUT_MAX, EDGES_MAX, Graph, NODES_MAX, Node, OPTION_MAX, OPTIONS_MAX, Shape, TITLE_MAX};
use crate::kernel::ids::{CategoryId, EdgeId, NodeId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// With the journey as a whole.
    Journey,
    /// At a step.
    Node(NodeId),
    /// At a way.
    Edge(EdgeId),
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub at: Place,
    /// What, and how to mend it.
    pub words: String,
}

/// What the business has that an ending may name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Categories that new tickets can have, with their names.
    pub categories: Vec<(CategoryId, String)>,
    /// Published articles: their words in addresses and their questions.
    pub articles: Vec<(String, String)>,
}

impl Known {
    /// What is wrong with the skills of an ending; nothing when each is the name of a category.
    pub fn fault_of_skills(&self, skills: &[String]) -> Option<String> {
        let is_known = |skill: &&String| self.categories.iter().any(|(_, name)| name.to_lowercase() == skill.trim().to_lowercase());
        let unknown = skills.iter().find(|skill| !is_known(skill))?.trim();
        Some(format!("“{unknown}” is none of your categories, so nobody is known to handle it. Take it out, or add a category of that name."))
    }
}

/// Everything that is wrong with a graph; nothing when it can be walked.
pub fn problems(graph: &Graph, known: &Known) -> Vec<Problem> {
    let mut found = Faults(Vec::new());
    whole(graph, &mut found);
    let (reached, ends) = (reach::from_start(graph), reach::to_an_end(graph));
    for node in &graph.nodes {
        texts(node, &mut found);
        if node.shape.is_ending() {
            ending(graph, node, known, &mut found);
        }
        ways(graph, node, &ends, &mut found);
        if !reached.contains(&node.id) && graph.start.is_some() {
            found.node(node.id, "No way leads here. Connect it with a step before it, or remove it.");
        }
    }
    for edge in &graph.edges {
        if graph.node(edge.from).is_none() || graph.node(edge.to).is_none() {
            found.0.push(Problem { at: Place::Edge(edge.id), words: "This way leads to a step that does not exist. Choose another one.".into() });
        } else if let Some(when) = &edge.when {
            let words = tests_of::faults(graph, edge.from, when);
            found.0.extend(words.into_iter().map(|words| Problem { at: Place::Edge(edge.id), words }));
        }
    }
    // A condition that is wrong by itself has said so.
    let dead = graph.nodes.iter().flat_map(|node| dead_ways::never_taken(graph, node.id)).map(|(edge, words)| Problem { at: Place::Edge(edge), words });
    let dead: Vec<_> = dead.filter(|dead| found.0.iter().all(|known| known.at != dead.at)).collect();
    found.0.extend(dead);
    found.0
}

struct Faults(Vec<Problem>);

impl Faults {
    fn node(&mut self, node: NodeId, words: impl Into<String>) {
        self.0.push(Problem { at: Place::Node(node), words: words.into() });
    }

    fn journey(&mut self, words: impl Into<String>) {
        self.0.push(Problem { at: Place::Journey, words: words.into() });
    }
}

fn whole(graph: &Graph, found: &mut Faults) {
    let (nodes, edges): (BTreeSet<_>, BTreeSet<_>) = (graph.nodes.iter().map(|n| n.id).collect(), graph.edges.iter().map(|e| e.id).collect());
    if graph.nodes.is_empty() {
        found.journey("There is nothing to walk yet. Add a first question.");
    } else if graph.start.is_none_or(|start| graph.node(start).is_none()) {
        found.journey("It is not said where the journey begins. Choose a first step.");
    }
    if graph.nodes.len() > NODES_MAX || graph.edges.len() > EDGES_MAX {
        found.journey(format!("A journey has at most {NODES_MAX} steps and {EDGES_MAX} ways. Remove some."));
    }
    if nodes.len() < graph.nodes.len() || edges.len() < graph.edges.len() {
        found.journey("Two steps or two ways have the same number. Give each its own.");
    }
}

fn texts(node: &Node, found: &mut Faults) {
    let mut longer = |text: &str, most: usize, what: &str| {
        if text.chars().count() > most {
            found.node(node.id, format!("{what} is longer than {most} characters. Make it shorter."));
        }
    };
    longer(&node.title, TITLE_MAX, "The title");
    longer(&node.about, ABOUT_MAX, "The text");
    for option in &node.options {
        longer(option, OPTION_MAX, &format!("“{}”", option.chars().take(20).collect::<String>()));
    }
    if node.title.trim().is_empty() {
        found.node(node.id, if node.shape.is_question() { "The question is missing. Write what you want to know." } else { "The heading is missing." });
    }
    if node.shape == Shape::Page && node.about.trim().is_empty() {
        found.node(node.id, "There is nothing to read on this page. Write a text, or remove the page.");
    }
    if node.shape.is_choice() {
        let distinct: BTreeSet<String> = node.options.iter().map(|o| o.trim().to_lowercase()).collect();
        if node.options.len() < 2 {
            found.node(node.id, "A choice needs at least two options. Write one on each line.");
        } else if node.options.len() > OPTIONS_MAX {
            found.node(node.id, format!("{OPTIONS_MAX} options are the most. Remove some, or split the question."));
        }
        if distinct.len() < node.options.len() {
            found.node(node.id, "Two options are the same. Give each its own words.");
        }
        if distinct.contains("") {
            found.node(node.id, "One of the options is empty. Write something on it, or remove it.");
        }
    }
}

fn ending(graph: &Graph, node: &Node, known: &Known, found: &mut Faults) {
    if let Some(opens) = node.opens.as_ref().filter(|_| node.shape == Shape::Ticket) {
        if opens.subject.trim().is_empty() {
            found.node(node.id, "The ticket has no subject. Write one, such as “Order {2}: {1}”.");
        }
        let before = reach::before(graph, node.id);
        for id in said::placeholders(&opens.subject) {
            match graph.node(id) {
                Some(asked) if asked.shape.is_question() && before.contains(&id) => {}
                Some(asked) if asked.shape.is_question() => {
                    found.node(node.id, format!("The subject uses {{{id}}}, but question {id} is never asked on the way here. Use another one."));
                }
                _ => found.node(node.id, format!("The subject uses {{{id}}}, but step {id} is no question. Use the number of a question.")),
            }
        }
        if opens.category.is_some_and(|c| known.categories.iter().all(|(id, _)| *id != c)) {
            found.node(node.id, "The category of the ticket does not exist any more. Choose another one.");
        }
        if let Some(words) = known.fault_of_skills(&opens.skills) {
            found.node(node.id, words);
        }
    } else if node.shape == Shape::Article && known.articles.iter().all(|(slug, _)| *slug != node.article) {
        let words =
            if node.article.is_empty() { "No article is chosen. Choose one that is published." } else { "This article is not published. Choose another one." };
        found.node(node.id, words);
    }
}

fn ways(graph: &Graph, node: &Node, ends: &BTreeSet<NodeId>, found: &mut Faults) {
    let out: Vec<_> = graph.ways(node.id).collect();
    if node.shape.is_ending() {
        if !out.is_empty() {
            found.node(node.id, "The journey ends here, but ways lead on. Remove them, or make this a question or a page.");
        }
        return;
    }
    if out.is_empty() {
        found.node(node.id, "The journey stops here: no way leads on. Connect it with a next step or an ending.");
        return;
    }
    match out.iter().filter(|e| e.when.is_none()).count() {
        0 if !is_exhaustive(graph, node) => found.node(node.id, "It is not said where to go when no condition holds. Add a way without a condition."),
        0 | 1 => {}
        _ => found.node(node.id, "Several ways have no condition: only the first is ever taken. Give the others a condition, or remove them."),
    }
    for (i, edge) in out.iter().enumerate() {
        if edge.when.is_some() && out[..i].iter().any(|earlier| earlier.when == edge.when) {
            let words = "Another way before this one has the same condition: this one is never taken. Change or remove it.".into();
            found.0.push(Problem { at: Place::Edge(edge.id), words });
        }
    }
    if !ends.contains(&node.id) {
        found.node(node.id, "From here the journey goes round in circles: no ending can be reached. Add a way that leads out.");
    }
}

/// Whether a question that must be answered has a way for each of its options.
fn is_exhaustive(graph: &Graph, node: &Node) -> bool {
    let covered: BTreeSet<String> = graph
        .ways(node.id)
        .flat_map(|edge| match &edge.when {
            Some(Condition::Is(asked, value)) if *asked == node.id => vec![value.to_lowercase()],
            Some(Condition::AnyOf(asked, values)) if *asked == node.id => values.iter().map(|v| v.to_lowercase()).collect(),
            _ => Vec::new(),
        })
        .collect();
    node.shape == Shape::One && node.is_required && node.options.iter().all(|o| covered.contains(&o.to_lowercase()))
}
