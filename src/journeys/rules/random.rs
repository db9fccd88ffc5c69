//! Random graphs: whatever passes the check can be walked to its end, and nothing ever breaks a rule.

use super::check::{Known, problems};
use super::{dead_ways, diff, edit, evaluate, layout, said, transfer, walk, words};
use crate::journeys::answer::{Answer, Answers};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{Edge, Graph, Node, Shape};
use crate::journeys::model::TRAIL_MAX;
use crate::kernel::ids::{EdgeId, NodeId};
use proptest::prelude::*;

const OPTIONS: [&str; 3] = ["Late", "Broken", "Lost \"it\""];

fn test() -> impl Strategy<Value = Condition> {
    let value = prop::sample::select(OPTIONS.to_vec()).prop_map(str::to_owned);
    (0..5_u8, 1..8_i64, value).prop_map(|(kind, node, value)| match kind {
        0 => Condition::Is(NodeId(node), value),
        1 => Condition::AnyOf(NodeId(node), vec![value, "x, y".into()]),
        2 => Condition::Contains(NodeId(node), value),
        3 => Condition::Greater(NodeId(node), "5".into()),
        _ => Condition::Answered(NodeId(node)),
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    test().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::Any),
            inner.prop_map(|c| Condition::Not(Box::new(c))),
        ]
    })
}

fn graph() -> impl Strategy<Value = Graph> {
    let shape = prop::sample::select(vec![Shape::One, Shape::One, Shape::Several, Shape::Number, Shape::Page, Shape::Chat, Shape::Chat]);
    let nodes = prop::collection::vec(shape, 1..7);
    let edges = prop::collection::vec((1..8_i64, 1..8_i64, prop::option::weighted(0.4, condition())), 0..12);
    (nodes, edges).prop_map(|(shapes, edges)| {
        let node = |(i, shape): (usize, Shape)| {
            let options = if shape.is_choice() { OPTIONS.map(str::to_owned).to_vec() } else { Vec::new() };
            Node { options, about: "Read this.".into(), ..Node::new(NodeId(i as i64 + 1), shape, "What is it") }
        };
        let nodes: Vec<Node> = shapes.into_iter().enumerate().map(node).collect();
        let edge =
            |(i, (from, to, when)): (usize, (i64, i64, Option<Condition>))| Edge { id: EdgeId(100 + i as i64), from: NodeId(from), to: NodeId(to), when };
        let mut edges: Vec<Edge> = edges.into_iter().enumerate().map(edge).collect();
        // Otherwise hardly a graph would pass: each step that is no end has a way without a condition to a later one.
        for (i, pair) in nodes.windows(2).enumerate() {
            if !pair[0].shape.is_ending() && edges.iter().all(|e| e.from != pair[0].id || e.when.is_some()) {
                edges.push(Edge { id: EdgeId(200 + i as i64), from: pair[0].id, to: pair[1].id, when: None });
            }
        }
        Graph { start: Some(NodeId(1)), nodes, edges, last: 300 }
    })
}

fn answers() -> impl Strategy<Value = Answers> {
    let texts = prop::collection::vec(prop::sample::select(vec!["Late", "Broken", "7", ""]), 0..3);
    prop::collection::btree_map(
        (1..8_i64).prop_map(NodeId),
        texts.prop_map(|t| Answer { texts: t.into_iter().map(str::to_owned).collect(), images: vec![] }),
        0..7,
    )
}

proptest! {
    #[test]
    fn whoever_walks_a_sound_graph_is_never_stuck_and_without_circles_always_arrives(graph in graph(), answers in answers()) {
        if problems(&graph, &Known::default()).is_empty() {
            let full: Answers = graph.nodes.iter().map(|n| (n.id, answers.get(&n.id).cloned().filter(|a| !a.is_empty()).unwrap_or_else(|| Answer::of("Late")))).collect();
            let mut trail = vec![NodeId(1)];
            while !graph.node(*trail.last().unwrap()).unwrap().shape.is_ending() {
                let circles = trail.len() > graph.nodes.len();
                let went = walk::forth(&graph, &mut trail, &full);
                prop_assert!(went.is_some() || trail.len() >= TRAIL_MAX, "stuck at {trail:?}");
                if circles {
                    // A walk that is longer than the graph has a circle in it, which the walker can leave: an end is in reach.
                    prop_assert!(super::reach::to_an_end(&graph).contains(trail.last().unwrap()));
                    break;
                }
            }
        }
    }

    /// Never a false alarm: a way that somebody takes is not called one that nobody takes.
    #[test]
    fn what_an_answer_takes_is_never_called_dead(graph in graph(), answers in answers()) {
        let possible = |node: &Node| answers.get(&node.id).filter(|a| node.shape != Shape::One || matches!(a.texts.as_slice(), [one] if node.options.contains(one)));
        let real: Answers = graph.nodes.iter().filter_map(|node| Some((node.id, possible(node)?.clone()))).collect();
        for node in graph.nodes.iter().filter(|node| !node.is_required || real.contains_key(&node.id)) {
            let dead = dead_ways::never_taken(&graph, node.id);
            let taken = evaluate::next(&graph, node.id, &real).map(|edge| edge.id);
            prop_assert!(dead.iter().all(|(edge, _)| Some(*edge) != taken), "{dead:?}");
        }
    }

    #[test]
    fn every_rule_takes_every_graph(graph in graph(), answers in answers(), other in graph()) {
        for node in &graph.nodes {
            let first = evaluate::next(&graph, node.id, &answers).map(|e| e.id);
            prop_assert_eq!(first, evaluate::next(&graph, node.id, &answers).map(|e| e.id));
        }
        let trail: Vec<NodeId> = graph.nodes.iter().map(|n| n.id).collect();
        prop_assert!(said::message(&graph, &trail, &answers, "Help").chars().count() >= 10);
        prop_assert!(diff::changes(&graph, &graph, &[]).is_empty());
        drop(diff::changes(&graph, &other, &[]));
        let mut drawn = graph.clone();
        layout::lay_out(&mut drawn);
        let places: std::collections::BTreeSet<(i32, i32)> = drawn.nodes.iter().map(|n| (n.x, n.y)).collect();
        prop_assert_eq!(places.len(), drawn.nodes.len(), "no two steps are drawn at one place");
    }

    #[test]
    fn a_condition_is_read_as_it_was_written(condition in condition()) {
        prop_assert_eq!(words::read(&words::written(&condition)), Ok(Some(condition)));
    }

    #[test]
    fn any_text_for_a_condition_is_read_or_refused(text in "[0-9 ()>,\"a-z]{0,40}") {
        drop(words::read(&text));
    }

    #[test]
    fn a_file_gives_back_what_was_exported(graph in graph()) {
        let graph = edit::tidied(graph);
        let (name, back) = transfer::import(&transfer::export("Help", &graph, &Known::default()), &Known::default()).unwrap();
        prop_assert_eq!((name.as_str(), &back.nodes, &back.edges, back.start), ("Help", &graph.nodes, &graph.edges, graph.start));
    }

    #[test]
    fn going_back_and_forth_leads_to_the_same_step(graph in graph(), answers in answers(), steps in 1..6_usize) {
        let mut trail = vec![NodeId(1)];
        for _ in 0..steps {
            walk::forth(&graph, &mut trail, &answers);
        }
        let there = trail.clone();
        if there.len() > 1 {
            walk::back(&mut trail);
            walk::forth(&graph, &mut trail, &answers);
            prop_assert_eq!(trail, there);
        }
    }
}
