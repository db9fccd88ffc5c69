//! Steps in words, for whoever writes them.

use super::model::{Known, Step, Whom};
use crate::fields::rules as fields;
use crate::kernel::text::preview;

/// What a step does, in a few words: `Set the priority to High`.
pub fn of_step(step: &Step, known: &Known) -> String {
    let gone = "something that is gone";
    match step {
        Step::SetStatus { to } => format!("Set the status to {}", to.label()),
        Step::SetPriority { to } => format!("Set the priority to {}", to.label()),
        Step::SetCategory { to } => format!("Set the category to {}", known.category(*to).unwrap_or(gone)),
        Step::Assign { to: Whom::Applier } => "Assign it to whoever applies this".into(),
        Step::Assign { to: Whom::Nobody } => "Assign it to nobody".into(),
        Step::Assign { to: Whom::Agent(id) } => format!("Assign it to {}", known.member(*id).unwrap_or("somebody who is gone")),
        Step::AddTag { tag } => format!("Add the tag “{tag}”"),
        Step::RemoveTag { tag } => format!("Remove the tag “{tag}”"),
        Step::SetField { field, value } => match known.field(*field) {
            Some(f) if value.is_empty() => format!("Empty {}", f.label),
            Some(f) => format!("Set {} to {}", f.label, fields::shown(f.kind, value)),
            None => "Fill a field that is gone".into(),
        },
        Step::Note { text } => format!("Add a private note: “{}”", preview(text, 80)),
        Step::Reply { text } => format!("Reply: “{}”", preview(text, 80)),
    }
}

/// What all steps do, in one sentence.
pub fn of_steps(steps: &[Step], known: &Known) -> String {
    let words: Vec<String> = steps.iter().map(|step| of_step(step, known)).collect();
    if words.is_empty() { "It does nothing yet.".into() } else { format!("{}.", words.join("; ")) }
}
