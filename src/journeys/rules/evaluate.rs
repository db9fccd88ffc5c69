//! Which way is taken from a step.

use crate::journeys::answer::{Answer, Answers};
use crate::journeys::condition::Condition;
use crate::journeys::graph::{Edge, Graph};
use crate::kernel::ids::NodeId;

/// Whether a condition holds. A question without an answer fulfils no test.
pub fn holds(condition: &Condition, answers: &Answers) -> bool {
    let of = |node: &NodeId| answers.get(node).filter(|a| !a.is_empty());
    match condition {
        Condition::Is(node, value) => of(node).is_some_and(|a| matches!(a.texts.as_slice(), [one] if same(one, value))),
        Condition::AnyOf(node, values) => of(node).is_some_and(|a| a.texts.iter().any(|text| values.iter().any(|value| same(text, value)))),
        Condition::Contains(node, value) => of(node).is_some_and(|a| contains(a, value)),
        Condition::Greater(node, value) => of(node).is_some_and(|a| matches!(a.texts.as_slice(), [one] if is_greater(one, value))),
        Condition::Answered(node) => of(node).is_some(),
        Condition::All(of) => of.iter().all(|c| holds(c, answers)),
        Condition::Any(of) => of.iter().any(|c| holds(c, answers)),
        Condition::Not(of) => !holds(of, answers),
    }
}

/// The way taken from a step: the first whose condition holds, else the one without a condition.
pub fn next<'a>(graph: &'a Graph, from: NodeId, answers: &Answers) -> Option<&'a Edge> {
    let fits = |edge: &&Edge| edge.when.as_ref().is_some_and(|when| holds(when, answers));
    graph.ways(from).find(fits).or_else(|| graph.ways(from).find(|edge| edge.when.is_none()))
}

fn same(a: &str, b: &str) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.to_lowercase() == b.to_lowercase(),
    }
}

fn contains(answer: &Answer, value: &str) -> bool {
    let value = value.to_lowercase();
    !value.is_empty() && answer.texts.iter().any(|text| text.to_lowercase().contains(&value))
}

/// A greater number, or a later day. Days are written year first, so that their order is that of their letters.
fn is_greater(a: &str, b: &str) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a > b,
        _ => a > b,
    }
}

/// A number as typed: a comma counts as a point.
pub fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(texts: &[&str]) -> Answers {
        Answers::from([(NodeId(1), Answer { texts: texts.iter().map(|t| (*t).to_owned()).collect(), images: Vec::new() })])
    }

    #[test]
    fn each_test_holds_when_it_should() {
        let one = NodeId(1);
        let text = |t: &str| t.to_owned();
        assert!(holds(&Condition::Is(one, text("damage")), &answers(&["Damage"])));
        assert!(!holds(&Condition::Is(one, text("Damage")), &answers(&["Damage", "Late"])));
        assert!(holds(&Condition::AnyOf(one, vec![text("Late"), text("Lost")]), &answers(&["Damage", "Late"])));
        assert!(holds(&Condition::Contains(one, text("BLUE")), &answers(&["the blue mug"])));
        assert!(!holds(&Condition::Contains(one, text("")), &answers(&["the blue mug"])));
        assert!(holds(&Condition::Greater(one, text("9")), &answers(&["10"])));
        assert!(holds(&Condition::Greater(one, text("2026-01-31")), &answers(&["2026-02-01"])));
        assert!(holds(&Condition::Is(one, text("1.50")), &answers(&["1,5"])));
        assert!(holds(&Condition::Answered(one), &answers(&["x"])) && !holds(&Condition::Answered(one), &answers(&[""])));
        let not = Condition::Not(Box::new(Condition::Answered(NodeId(2))));
        assert!(holds(&Condition::All(vec![Condition::Answered(one), not]), &answers(&["x"])));
        assert!(!holds(&Condition::Any(Vec::new()), &answers(&["x"])));
    }
}
