//! What is wrong with a step or a way of a file, as a part of a sentence: the reader of JSON would say it in its own language. Pure.

use crate::journeys::condition::Condition;
use crate::journeys::graph::Shape;
use crate::tickets::model::Priority;
use serde::Deserialize;
use serde_json::Value;

/// What may stand under a name.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Place,
    Text,
    Texts,
    Flag,
    Shape,
    Priority,
    Category,
    Opens,
    Condition,
}

/// The names of a step, whether each is needed, and what may stand there.
const NODE: &[(&str, bool, Kind)] = &[
    ("id", true, Kind::Number),
    ("shape", true, Kind::Shape),
    ("title", true, Kind::Text),
    ("about", false, Kind::Text),
    ("x", false, Kind::Place),
    ("y", false, Kind::Place),
    ("options", false, Kind::Texts),
    ("is_required", false, Kind::Flag),
    ("opens", false, Kind::Opens),
    ("article", false, Kind::Text),
];
const OPENS: &[(&str, bool, Kind)] = &[
    ("subject", false, Kind::Text),
    ("category", false, Kind::Category),
    ("priority", false, Kind::Priority),
    ("tags", false, Kind::Texts),
    ("skills", false, Kind::Texts),
];
const EDGE: &[(&str, bool, Kind)] = &[("id", true, Kind::Number), ("from", true, Kind::Number), ("to", true, Kind::Number), ("when", false, Kind::Condition)];

/// What is wrong with a step.
pub fn of_node(value: &Value) -> Option<String> {
    fault(value, NODE).or_else(|| value.get("opens").filter(|opens| !opens.is_null()).and_then(|opens| fault(opens, OPENS)))
}

/// What is wrong with a way.
pub fn of_edge(value: &Value) -> Option<String> {
    fault(value, EDGE)
}

fn fault(value: &Value, names: &[(&str, bool, Kind)]) -> Option<String> {
    if !value.is_object() {
        return Some("it must stand in braces, like { \"id\": 1 }".into());
    }
    names.iter().find_map(|(name, is_needed, kind)| match value.get(name) {
        None => is_needed.then(|| format!("“{name}” is missing: {}", kind.words())),
        Some(found) => (!kind.fits(found)).then(|| format!("“{name}” is {}: {}", said(found), kind.words())),
    })
}

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Number => value.is_i64(),
            Self::Place => value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
            Self::Text => value.is_string(),
            Self::Texts => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
            Self::Flag => value.is_boolean(),
            Self::Shape => Shape::deserialize(value).is_ok(),
            Self::Priority => Priority::deserialize(value).is_ok(),
            Self::Category => value.is_null() || value.is_i64(),
            Self::Opens => value.is_null() || value.is_object(),
            Self::Condition => Option::<Condition>::deserialize(value).is_ok(),
        }
    }

    fn words(self) -> String {
        let one_of = |words: Vec<&str>| format!("write one of {}", words.join(", "));
        match self {
            Self::Number | Self::Place => "write a whole number".into(),
            Self::Text => "write text in quotation marks".into(),
            Self::Texts => "write a list of texts".into(),
            Self::Flag => "write true or false".into(),
            Self::Shape => one_of(Shape::ALL.iter().map(|s| s.word()).collect()),
            Self::Priority => one_of(Priority::ALL.iter().map(|p| p.word()).collect()),
            Self::Category => "write the name of a category".into(),
            Self::Opens => "write what the ticket is like, in braces".into(),
            Self::Condition => "write a condition as in a journey that was exported".into(),
        }
    }
}

/// What stands there, cut short.
fn said(value: &Value) -> String {
    let cut = |text: &str| text.chars().take(40).collect::<String>();
    match value {
        Value::String(text) => format!("“{}”", cut(text)),
        Value::Null => "nothing".into(),
        other => cut(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_fault_says_where_it_is_and_what_to_write() {
        let node = |patch: Value| {
            let mut node = json!({ "id": 1, "shape": "one", "title": "What broke?" });
            node.as_object_mut().unwrap().extend(patch.as_object().unwrap().clone());
            of_node(&node)
        };
        assert_eq!(node(json!({})), None);
        assert!(node(json!({ "shape": "foo" })).unwrap().starts_with("“shape” is “foo”: write one of one, several, short"));
        assert_eq!(node(json!({ "id": "a" })).unwrap(), "“id” is “a”: write a whole number");
        assert_eq!(node(json!({ "options": [1] })).unwrap(), "“options” is [1]: write a list of texts");
        assert!(node(json!({ "opens": { "priority": "hot" } })).unwrap().starts_with("“priority” is “hot”: write one of low"));
        assert_eq!(of_node(&json!({ "id": 1, "shape": "one" })).unwrap(), "“title” is missing: write text in quotation marks");
        assert!(of_node(&json!([])).unwrap().contains("braces"));
        assert_eq!(of_edge(&json!({ "id": 1, "from": 2, "to": null })).unwrap(), "“to” is nothing: write a whole number");
        assert!(of_edge(&json!({ "id": 1, "from": 2, "to": 3, "when": { "is": 2 } })).unwrap().starts_with("“when” is {\"is\":2}: write a condition"));
        assert_eq!(of_edge(&json!({ "id": 1, "from": 2, "to": 3, "when": { "is": [2, "Mug"] } })), None);
    }
}
