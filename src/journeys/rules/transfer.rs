//! A version as a file, and back. Categories go by name: their numbers mean nothing elsewhere.

use super::check::Known;
use super::{edit, shapes};
use crate::error::{Error, Result};
use crate::journeys::graph::{EDGES_MAX, Edge, Graph, NODES_MAX, Node};
use serde::Serialize;
use serde_json::{Value, json};

/// What the file calls itself.
const FORMAT: &str = "stoa-journey-1";
/// The field that errors name.
pub const FIELD: &str = "file";
/// The most bytes of a file.
pub const BYTES_MAX: usize = 512 * 1024;

/// The file of a version.
pub fn export(name: &str, graph: &Graph, known: &Known) -> String {
    let category = |id: i64| known.categories.iter().find(|(c, _)| c.0 == id).map(|(_, name)| name.clone());
    let node = |node: &Node| {
        let mut value = value_of(node);
        if let Some(opens) = value.get_mut("opens") {
            opens["category"] = opens["category"].as_i64().and_then(category).map_or(Value::Null, Value::from);
        }
        value
    };
    let nodes: Vec<Value> = graph.nodes.iter().map(node).collect();
    let file = json!({ "format": FORMAT, "name": name, "start": graph.start, "nodes": nodes, "edges": graph.edges });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

fn value_of(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// The name and graph of a file.
///
/// # Errors
/// `Invalid` names `file`; each sentence says which step or way cannot be read and why.
pub fn import(text: &str, known: &Known) -> Result<(String, Graph)> {
    let refuse = |why: String| Error::field(FIELD, why);
    if text.len() > BYTES_MAX {
        return Err(refuse("The file is larger than 512 KB: that is no journey.".into()));
    }
    if text.trim().is_empty() {
        return Err(refuse("Choose a file, or paste what “Export” gave you.".into()));
    }
    let file: Value =
        serde_json::from_str(text).map_err(|e| refuse(format!("The file is not JSON: line {}, column {} cannot be read.", e.line(), e.column())))?;
    if file["format"] != FORMAT {
        return Err(refuse(format!("This is not the file of a journey: its “format” must be “{FORMAT}”.")));
    }
    let list = |name: &str, most: usize| match file[name].as_array() {
        Some(list) if list.len() <= most => Ok(list.clone()),
        Some(_) => Err(refuse(format!("“{name}” has more than {most} entries."))),
        None => Err(refuse(format!("“{name}” is missing, or no list."))),
    };
    let (mut nodes, mut edges, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (i, mut value) in list("nodes", NODES_MAX)?.into_iter().enumerate() {
        let place = format!(
            "Step {} of the file{}",
            i + 1,
            value["title"].as_str().map(|t| format!(", “{}”", t.chars().take(60).collect::<String>())).unwrap_or_default()
        );
        if let Some(name) = value["opens"]["category"].as_str().map(str::to_owned) {
            match known.categories.iter().find(|(_, n)| n.to_lowercase() == name.to_lowercase()) {
                Some((id, _)) => value["opens"]["category"] = id.0.into(),
                None => {
                    faults.push(format!("{place}: there is no category “{name}” here. Add it first, or take it out of the file."));
                    continue;
                }
            }
        }
        match (shapes::of_node(&value), serde_json::from_value::<Node>(value)) {
            (None, Ok(node)) => nodes.push(node),
            (why, _) => faults.push(format!("{place}: {}.", why.unwrap_or_else(unreadable))),
        }
    }
    for (i, value) in list("edges", EDGES_MAX)?.into_iter().enumerate() {
        match (shapes::of_edge(&value), serde_json::from_value::<Edge>(value)) {
            (None, Ok(edge)) => edges.push(edge),
            (why, _) => faults.push(format!("Way {} of the file: {}.", i + 1, why.unwrap_or_else(unreadable))),
        }
    }
    let twice = |ids: Vec<i64>| ids.iter().enumerate().find(|(i, id)| ids[..*i].contains(id)).map(|(_, id)| *id);
    faults.extend(twice(nodes.iter().map(|n| n.id.0).collect()).map(|id| format!("Two steps have the number {id}. Give each its own.")));
    faults.extend(twice(edges.iter().map(|e| e.id.0).collect()).map(|id| format!("Two ways have the number {id}. Give each its own.")));
    let start = serde_json::from_value(file["start"].clone()).unwrap_or_else(|_| {
        faults.push("“start” must be the number of a step.".into());
        None
    });
    if !faults.is_empty() {
        faults.truncate(10);
        return Err(refuse(faults.join("\n")));
    }
    Ok((file["name"].as_str().unwrap_or_default().to_owned(), edit::tidied(Graph { start, nodes, edges, last: 0 })))
}

fn unreadable() -> String {
    "it cannot be read. Compare it with a journey that was exported".into()
}
