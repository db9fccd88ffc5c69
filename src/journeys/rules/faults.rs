//! Each fault of a graph is told once, at its place.

use super::check::{Known, Place, problems};
use super::edit::{Edit, apply};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{Graph, Node, Opens, Shape};
use crate::kernel::ids::{CategoryId, EdgeId, NodeId};

/// What is it (1) → which order (2) → ticket (3); ways 4 and 5.
fn sound() -> Graph {
    let add = |graph, shape, title: &str, after| apply(graph, Edit::AddNode { shape, title: title.into(), after }).unwrap();
    let graph = add(Graph::default(), Shape::One, "What is it", None);
    let graph = add(graph, Shape::Number, "Which order", Some(NodeId(1)));
    let mut graph = add(graph, Shape::Ticket, "We look into it", Some(NodeId(2)));
    graph.nodes[0].options = vec!["Late".into(), "Broken".into()];
    graph.nodes[2].opens = Some(Opens { subject: "Order {2}".into(), ..Opens::default() });
    graph
}

fn ending(graph: &Graph) -> NodeId {
    graph.nodes[2].id
}

/// The places and words of what is wrong after a change.
fn faults<T>(change: impl FnOnce(&mut Graph) -> T) -> Vec<(Place, String)> {
    let mut graph = sound();
    change(&mut graph);
    problems(&graph, &Known::default()).into_iter().map(|p| (p.at, p.words)).collect()
}

fn way(graph: &mut Graph, from: NodeId, to: NodeId, when: Option<Condition>) -> EdgeId {
    *graph = apply(std::mem::take(graph), Edit::AddEdge { from, to, when }).unwrap();
    graph.edges.last().unwrap().id
}

#[test]
fn a_sound_graph_has_no_fault() {
    assert_eq!(faults(|_| ()), []);
}

#[test]
fn every_fault_is_told_where_it_is() {
    let (one, two) = (NodeId(1), NodeId(2));
    let at_one = |change: fn(&mut Node), said: &str| {
        let found = faults(|g| change(&mut g.nodes[0]));
        assert!(matches!(found.as_slice(), [(Place::Node(NodeId(1)), words)] if words.contains(said)), "{said}: {found:?}");
    };
    at_one(|n| n.title.clear(), "question is missing");
    at_one(|n| n.title = "x".repeat(161), "longer than 160");
    at_one(|n| n.options.truncate(1), "at least two options");
    at_one(|n| n.options = vec!["Late".into(), "late ".into()], "options are the same");
    at_one(|n| n.options.push(" ".into()), "options is empty");
    let found = faults(|g| g.edges.clear());
    assert!(found.iter().any(|(p, w)| *p == Place::Node(one) && w.contains("no way leads on")));
    assert!(found.iter().any(|(p, w)| *p == Place::Node(two) && w.contains("No way leads here")));
    let found = faults(|g| g.edges[0].when = Some(Condition::Is(one, "Late".into())));
    assert!(found[0].1.contains("no condition holds") && found.len() == 1, "{found:?}");
    let found = faults(|g| way(g, one, two, None));
    assert!(found[0].1.contains("only the first"), "{found:?}");
    let found = faults(|g| way(g, ending(g), one, None));
    assert!(found[0].1.contains("ways lead on"), "{found:?}");
    let found = faults(|g| g.edges[1].to = one);
    assert!(found.iter().filter(|(_, w)| w.contains("circles")).count() == 2, "{found:?}");
    assert!(faults(|g| *g = Graph::default())[0].1.contains("nothing to walk"));
    assert!(faults(|g| g.start = None)[0].1.contains("where the journey begins"));
    let subject = |text: &str| faults(|g| g.nodes[2].opens.as_mut().unwrap().subject = text.into());
    assert!(subject(" ")[0].1.contains("no subject") && subject("{99}")[0].1.contains("no question"));
    assert!(faults(|g| g.nodes[2].opens.as_mut().unwrap().category = Some(CategoryId(9)))[0].1.contains("category"));
}

#[test]
fn an_ending_asks_only_for_skills_that_are_categories() {
    let known = Known { categories: vec![(CategoryId(3), "Returns".into())], ..Known::default() };
    let told = |skills: &[&str]| {
        let mut graph = sound();
        graph.nodes[2].opens.as_mut().unwrap().skills = skills.iter().map(|s| (*s).to_owned()).collect();
        problems(&graph, &known).into_iter().map(|p| (p.at, p.words)).collect::<Vec<_>>()
    };
    assert_eq!(told(&["returns "]), []);
    let found = told(&["Returns", "welding"]);
    assert!(matches!(found.as_slice(), [(Place::Node(at), words)] if *at == ending(&sound()) && words.contains("“welding”")), "{found:?}");
}

#[test]
fn conditions_that_can_never_hold_are_told_at_their_way() {
    let (one, two) = (NodeId(1), NodeId(2));
    for (when, said) in [
        (Condition::Is(one, "Lost".into()), "none of the options"),
        (Condition::AnyOf(one, vec!["Late".into(), "Lost".into()]), "“Lost” is none"),
        (Condition::AnyOf(one, vec![]), "compares with nothing"),
        (Condition::Greater(one, "5".into()), "no greater and smaller"),
        (Condition::Answered(two), "cannot have been answered yet"),
        (Condition::Answered(NodeId(99)), "does not exist"),
        (Condition::All(vec![]), "without any test"),
    ] {
        let found = faults(|g| way(g, one, ending(g), Some(when.clone())));
        assert!(matches!(found.as_slice(), [(Place::Edge(_), words)] if words.contains(said)), "{said}: {found:?}");
    }
    let number = faults(|g| way(g, two, ending(g), Some(Condition::Greater(two, "many".into()))));
    assert!(number[0].1.contains("is no number"), "{number:?}");
    let twice = faults(|g| {
        way(g, one, two, Some(Condition::Is(one, "Late".into())));
        way(g, one, ending(g), Some(Condition::Is(one, "Late".into())));
    });
    assert!(twice[0].1.contains("never taken"), "{twice:?}");
}

#[test]
fn a_way_for_every_option_needs_no_other() {
    let one = NodeId(1);
    let found = faults(|g| {
        g.edges[0].when = Some(Condition::Is(one, "late".into()));
        way(g, one, ending(g), Some(Condition::AnyOf(one, vec!["Broken".into()])));
    });
    assert_eq!(found, []);
}

#[test]
fn a_way_that_no_answer_takes_is_told_at_the_way() {
    let (one, two) = (NodeId(1), NodeId(2));
    let is = |option: &str| Condition::Is(one, option.into());
    let told = |whens: &[Condition]| {
        let found = faults(|g| {
            for when in whens {
                way(g, one, two, Some(when.clone()));
            }
        });
        found.into_iter().map(|(_, words)| words.chars().take(20).collect::<String>()).collect::<Vec<_>>()
    };
    let (none, before) = ("No answer fits this ", "The ways before this");
    assert_eq!(told(&[is("Late"), is("Broken")]), [""; 0]);
    assert_eq!(told(&[Condition::All(vec![is("Late"), is("Broken")])]), [none]);
    assert_eq!(told(&[Condition::AnyOf(one, vec!["Late".into(), "Broken".into()]), is("Late")]), [before]);
    let text = |value: &str| Condition::Not(Box::new(Condition::All(vec![is("Late"), Condition::Contains(one, value.into())])));
    assert_eq!(told(&[text("ate"), is("Late")]), [""; 0]);
    let unanswered = Condition::Not(Box::new(Condition::Answered(one)));
    assert_eq!(told(std::slice::from_ref(&unanswered)), [none], "it must be answered");
    let optional = faults(|g| {
        g.nodes[0].is_required = false;
        way(g, one, two, Some(unanswered));
    });
    assert_eq!(optional, []);
}
