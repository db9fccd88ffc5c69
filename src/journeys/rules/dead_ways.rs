//! Ways that no answer takes. Only what is sure is said: tests of free text are taken to hold and not to hold, and where there is too much to try,
//! nothing is said.

use super::evaluate::holds;
use crate::journeys::answer::{Answer, Answers};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{Edge, Graph, Node, Shape};
use crate::kernel::ids::{EdgeId, NodeId};
use std::collections::BTreeSet;

/// So many combinations of answers are tried.
const TRIED_MAX: usize = 4096;

/// Something that may be one way or another.
enum Open<'a> {
    /// The one answer to a choice; `None` where it was left out.
    Choice(NodeId, Vec<Option<&'a str>>),
    /// Whether a test holds of which it is not known.
    Test(&'a Condition),
}

/// The ways with a condition out of a step that nobody ever takes, each with why.
pub fn never_taken(graph: &Graph, from: NodeId) -> Vec<(EdgeId, String)> {
    let ways: Vec<(&Edge, &Condition)> = graph.ways(from).filter_map(|edge| Some((edge, edge.when.as_ref()?))).collect();
    let open = open(graph, from, &ways);
    let sizes: Vec<usize> = open.iter().map(|open| if let Open::Choice(_, all) = open { all.len() } else { 2 }).collect();
    let Some(many) = sizes.iter().try_fold(1_usize, |all, n| all.checked_mul(*n)).filter(|many| *many <= TRIED_MAX) else { return Vec::new() };
    let (mut fits, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for n in 0..many {
        let trial = Trial::number(n, &open, &sizes);
        let mut all = ways.iter().filter(|(_, when)| trial.holds(when)).map(|(edge, _)| edge.id).peekable();
        taken.extend(all.peek().copied());
        fits.extend(all);
    }
    let why = |edge: &Edge| {
        if fits.contains(&edge.id) {
            "The ways before this one take every answer that fits it. Move it before them, change its condition, or remove it."
        } else {
            "No answer fits this condition. Change it, or remove the way."
        }
    };
    ways.iter().filter(|(edge, _)| !taken.contains(&edge.id)).map(|(edge, _)| (edge.id, why(edge).to_owned())).collect()
}

/// All that the conditions of the ways ask for.
fn open<'a>(graph: &'a Graph, from: NodeId, ways: &[(&'a Edge, &'a Condition)]) -> Vec<Open<'a>> {
    let mut open: Vec<Open<'a>> = Vec::new();
    for test in ways.iter().flat_map(|(_, when)| when.tests()) {
        match test.asks().and_then(|id| graph.node(id)).filter(|node| node.shape == Shape::One) {
            Some(node) if open.iter().any(|o| matches!(o, Open::Choice(id, _) if *id == node.id)) => {}
            Some(node) => open.push(Open::Choice(node.id, choices(node, from))),
            None if open.iter().any(|o| matches!(o, Open::Test(known) if *known == test)) => {}
            None => open.push(Open::Test(test)),
        }
    }
    open
}

/// What may have been answered. A question of an earlier step may not have been met on the way here.
fn choices(node: &Node, from: NodeId) -> Vec<Option<&str>> {
    let left_out = (!node.is_required || node.id != from).then_some(None);
    node.options.iter().map(|option| Some(option.as_str())).chain(left_out).collect()
}

/// One of the combinations.
struct Trial<'a> {
    answers: Answers,
    choices: BTreeSet<NodeId>,
    tests: Vec<&'a Condition>,
}

impl<'a> Trial<'a> {
    fn number(mut n: usize, open: &[Open<'a>], sizes: &[usize]) -> Self {
        let mut trial = Self { answers: Answers::new(), choices: BTreeSet::new(), tests: Vec::new() };
        for (open, size) in open.iter().zip(sizes) {
            let at = n % size;
            n /= size;
            match open {
                Open::Choice(id, all) => {
                    trial.choices.insert(*id);
                    trial.answers.extend(all[at].map(|option| (*id, Answer::of(option))));
                }
                Open::Test(test) => trial.tests.extend((at == 1).then_some(*test)),
            }
        }
        trial
    }

    fn holds(&self, when: &Condition) -> bool {
        match when {
            Condition::All(of) => of.iter().all(|c| self.holds(c)),
            Condition::Any(of) => of.iter().any(|c| self.holds(c)),
            Condition::Not(of) => !self.holds(of),
            test if test.asks().is_some_and(|id| self.choices.contains(&id)) => holds(test, &self.answers),
            test => self.tests.contains(&test),
        }
    }
}
