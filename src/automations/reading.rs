//! Reading the rows of an automation's form: each complaint stands beside the row it is about.

use super::draft::{Row, field};
use super::fresh::values_of;
use super::model::{Act, Check, Fact, Own, Test, VALUE_MAX};
use crate::conversations::model::SenderKind;
use crate::kernel::ids::MacroId;
use crate::kernel::text::Check as Form;
use crate::macros::model::{Deed, Known, Step, TEXT_MAX, Whom};
use crate::sla::model::SlaClock;
use crate::tickets::model::{Priority, Status};

/// Reads one condition.
pub fn test(form: &mut Form, group: &str, n: usize, row: &Row, known: &Known) -> Option<Test> {
    let name = field(group, n);
    let Ok(fact) = row.what.parse::<Fact>() else {
        form.fail(&name, "Condition: choose what to look at from the list.");
        return None;
    };
    if matches!(fact, Fact::Field(id) if known.field(id).is_none()) {
        form.fail(&name, "This field is no longer in use. Remove the condition.");
        return None;
    }
    let check = row.how.parse::<Check>().ok().filter(|check| fact.checks().contains(check));
    let Some(check) = check else {
        form.fail(&name, format!("{}: choose how to compare from the list.", fact.label()));
        return None;
    };
    let value = row.value.trim();
    if !check.needs_value() {
        // A list beside it always sends one of its values, and means nothing by it; what somebody typed was meant.
        let is_typed = !value.is_empty() && !values_of(fact, known).iter().any(|(listed, _)| listed == value);
        if is_typed {
            form.fail(&name, format!("{} {}: it is compared with nothing. Empty the value beside it, or “With”.", fact.label(), check.label()));
            return None;
        }
        return Some(Test { fact, check, value: String::new() });
    }
    let is_fine = match fact {
        Fact::Status => value.parse::<Status>().is_ok(),
        Fact::Priority => value.parse::<Priority>().is_ok(),
        Fact::Writer => value.parse::<SenderKind>().is_ok(),
        Fact::Promise => value.parse::<SlaClock>().is_ok(),
        Fact::Category => value.parse().is_ok_and(|id| known.category(id).is_some()),
        Fact::Holder => value.parse().is_ok_and(|id| known.member(id).is_some()),
        Fact::Rating => value.parse::<i64>().is_ok_and(|stars| (1..=5).contains(&stars)),
        Fact::Tag | Fact::Subject | Fact::Message | Fact::Customer | Fact::Field(_) => !value.is_empty() && value.chars().count() <= VALUE_MAX,
    };
    let measures = matches!(check, Check::AtLeast | Check::AtMost) && matches!(fact, Fact::Field(_));
    if !is_fine {
        let write = match fact {
            Fact::Rating => "write a number of stars from 1 to 5.".to_owned(),
            Fact::Tag | Fact::Subject | Fact::Message | Fact::Customer | Fact::Field(_) => {
                format!("write what to compare with, at most {VALUE_MAX} characters.")
            }
            _ => "choose one of the list.".to_owned(),
        };
        form.fail(&name, format!("{}: {write}", fact.label()));
        return None;
    }
    if measures && value.parse::<f64>().is_err() {
        form.fail(&name, "Write a number to compare with.");
        return None;
    }
    Some(Test { fact, check, value: value.to_owned() })
}

/// Reads one act. What is missing in it stays missing: an automation with gaps can be kept, only not switched on.
pub fn act(form: &mut Form, n: usize, row: &Row, known: &Known, macros: &[(MacroId, String)]) -> Option<Act> {
    let (name, value) = (field("acts", n), row.value.trim());
    let mut wrong = |why: &str| {
        form.fail(&name, why.to_owned());
        None
    };
    if row.what == "escalate" {
        if !value.is_empty() {
            return wrong("Escalate: it is done with nothing. Empty “With”, or choose another action.");
        }
        return Some(Act::Own(Own::Escalate));
    }
    if row.what == "apply_macro" {
        let which = value.parse().ok().filter(|id: &MacroId| macros.iter().any(|(known, _)| known == id));
        return which.map(|which| Act::Own(Own::ApplyMacro { which })).or_else(|| wrong("Macro: choose one of the list."));
    }
    if row.what == "call_webhook" {
        let is_fine = ["https://", "http://"].iter().any(|start| value.len() > start.len() && value.starts_with(start)) && value.len() <= 500;
        let url = is_fine && !value.contains(char::is_whitespace);
        return if url {
            Some(Act::Own(Own::CallWebhook { url: value.into() }))
        } else {
            wrong("Write an address that begins with https:// or http://, at most 500 characters.")
        };
    }
    let Ok(deed) = row.what.parse::<Deed>() else { return wrong("Action: choose one of the list.") };
    let step = match deed {
        Deed::SetStatus => value.parse().ok().map(|to: Status| Step::SetStatus { to }),
        Deed::SetPriority => value.parse().ok().map(|to: Priority| Step::SetPriority { to }),
        Deed::SetCategory => value.parse().ok().filter(|id| known.category(*id).is_some()).map(|to| Step::SetCategory { to }),
        Deed::Assign if value == "nobody" => Some(Step::Assign { to: Whom::Nobody }),
        Deed::Assign => value.parse().ok().filter(|id| known.member(*id).is_some()).map(|id| Step::Assign { to: Whom::Agent(id) }),
        Deed::AddTag => Some(Step::AddTag { tag: crate::tags::rules::parse(form, &name, value) }),
        Deed::RemoveTag => Some(Step::RemoveTag { tag: crate::tags::rules::parse(form, &name, value) }),
        Deed::SetField => {
            let found = row.how.parse().ok().and_then(|id| known.field(id));
            let Some(found) = found else { return wrong("Field: choose one of the list.") };
            match crate::fields::rules::read(found, value) {
                Ok(read) => Some(Step::SetField { field: found.id, value: read.unwrap_or_default() }),
                Err(why) => return wrong(&why),
            }
        }
        Deed::Note => Some(Step::Note { text: form.text(&name, "Note", &row.value, 0, TEXT_MAX) }),
        Deed::Reply => Some(Step::Reply { text: form.text(&name, "Reply", &row.value, 0, TEXT_MAX) }),
    };
    if step.is_none() {
        form.fail(&name, format!("{}: choose one of the list.", deed.label()));
    }
    step.map(Act::Step)
}
