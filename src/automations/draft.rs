//! What admins type about an automation, and how it is checked: each complaint names the field where it is wrong.
//!
//! The form has two groups of conditions, those that all must hold and those of which one must; what does not fit into them it keeps: see `parts`.

use super::model::{Act, Condition, IDLE_MAX, Occasion, Own, ROWS_MAX, Test};
use super::{impossible, parts, reading};
use crate::error::Result;
use crate::kernel::ids::MacroId;
use crate::kernel::text::Check as Form;
use crate::kernel::time::parse_minutes;
use crate::macros::model::{Known, Step};
use crate::macros::rules::faults;

/// A row of the form: a condition or an act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The fact, or what is done.
    pub what: String,
    /// What is asked of the fact, or the field to fill.
    pub how: String,
    /// What it is compared with, or done with.
    pub value: String,
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it is called.
    pub name: String,
    /// The word of an occasion.
    pub occasion: String,
    /// How long nobody must have done anything, as text.
    pub idle: String,
    /// Conditions that must all hold.
    pub all: Vec<Row>,
    /// Conditions of which one must hold, when there are any.
    pub any: Vec<Row>,
    /// Parts of the condition before that no row shows and that are removed now, by their [`parts::key`]; all others stay.
    pub removed: Vec<String>,
    /// What is done.
    pub acts: Vec<Row>,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is called.
    pub name: String,
    /// When it looks.
    pub occasion: Occasion,
    /// How long nobody must have done anything.
    pub idle_minutes: i64,
    /// What must hold.
    pub condition: Condition,
    /// What it does.
    pub acts: Vec<Act>,
}

/// What an act does, as forms name it: deeds of macros and those of automations alone.
pub const OWN_DEEDS: [(&str, &str); 3] =
    [("apply_macro", "Apply a macro"), ("escalate", "Escalate: raise the priority, give it to the lead, tell the admins"), ("call_webhook", "Call a webhook")];

impl Draft {
    /// Checked against what the business has. What no row shows of the condition `before` stays.
    ///
    /// # Errors
    /// `Invalid` names the field: `name`, `idle`, `all_value[0]`, `acts_value[2]` …
    pub fn read(&self, known: &Known, macros: &[(MacroId, String)], before: &Condition) -> Result<Checked> {
        let mut form = Form::new();
        let name = form.line("name", "Name", &self.name, 2, 80);
        let occasion = form.choice::<Occasion>("occasion", "When", &self.occasion).unwrap_or(Occasion::Created);
        let idle_minutes = self.read_idle(&mut form, occasion);
        let groups = [("all", &self.all), ("any", &self.any)].map(|(group, rows)| {
            if rows.len() > ROWS_MAX {
                form.fail(group, format!("{ROWS_MAX} conditions are the most."));
            }
            let tests = rows.iter().take(ROWS_MAX).enumerate().filter_map(|(n, row)| Some((n, reading::test(&mut form, group, n, row, known)?)));
            tests.collect::<Vec<_>>()
        });
        let acts = self.read_acts(&mut form, known, macros);
        let [all, any] = groups;
        let alone = any.iter().flat_map(|test| impossible::faults(std::slice::from_ref(test), occasion, known));
        for (group, (n, why)) in impossible::faults(&all, occasion, known).into_iter().map(|fault| ("all", fault)).chain(alone.map(|fault| ("any", fault))) {
            form.fail(&field(group, n), why);
        }
        for (n, why) in impossible::no_way(&all, &any, occasion, known) {
            form.fail(&field("any", n), why);
        }
        form.finish()?;
        let [all, any] = [all, any].map(|group| group.into_iter().map(|(_, test)| test).collect());
        let mut kept = parts::parts_of(before, known).kept;
        kept.retain(|part| !self.removed.contains(&parts::key(part)));
        Ok(Checked { name, occasion, idle_minutes, condition: parts::joined(all, any, kept), acts })
    }

    fn read_idle(&self, form: &mut Form, occasion: Occasion) -> i64 {
        if occasion != Occasion::Idle {
            if !self.idle.trim().is_empty() {
                form.fail("idle", format!("For how long: this is only for “{}”. Choose that, or empty this.", Occasion::Idle.label()));
            }
            return 0;
        }
        let minutes = parse_minutes(&self.idle).filter(|minutes| (1..=IDLE_MAX).contains(minutes));
        if minutes.is_none() {
            form.fail("idle", "For how long: write a time like 45 m, 2 h or 3 d, at most 90 days.");
        }
        minutes.unwrap_or_default()
    }

    fn read_acts(&self, form: &mut Form, known: &Known, macros: &[(MacroId, String)]) -> Vec<Act> {
        if self.acts.len() > ROWS_MAX {
            form.fail("acts", format!("{ROWS_MAX} actions are the most."));
        }
        let rows = self.acts.iter().take(ROWS_MAX).enumerate();
        let acts: Vec<(usize, Act)> = rows.filter_map(|(n, row)| reading::act(form, n, row, known, macros).map(|act| (n, act))).collect();
        let (places, steps): (Vec<usize>, Vec<Step>) = acts
            .iter()
            .filter_map(|(n, act)| match act {
                Act::Step(step) => Some((*n, step.clone())),
                Act::Own(_) => None,
            })
            .unzip();
        for (at, why) in faults(&steps, known) {
            form.fail(&field("acts", places[at]), why);
        }
        acts.into_iter().map(|(_, act)| act).collect()
    }
}

/// The name of the control for the value of a row: `acts_value[2]`.
pub fn field(group: &str, n: usize) -> String {
    format!("{group}_value[{n}]")
}

/// The row that a test shows in the form.
pub(super) fn row_of(test: &Test) -> Row {
    Row { what: test.fact.to_string(), how: test.check.word().into(), value: test.value.clone() }
}

/// The row that an act shows in the form.
pub fn row_of_act(act: &Act) -> Row {
    let row = |what: &str, how: String, value: String| Row { what: what.into(), how, value };
    match act {
        Act::Own(Own::Escalate) => row("escalate", String::new(), String::new()),
        Act::Own(Own::ApplyMacro { which }) => row("apply_macro", String::new(), which.to_string()),
        Act::Own(Own::CallWebhook { url }) => row("call_webhook", String::new(), url.clone()),
        Act::Step(step) => {
            let field = if let Step::SetField { field, .. } = step { field.to_string() } else { String::new() };
            row(step.deed().word(), field, step.value())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{CategoryId, MemberId};

    fn known() -> Known {
        Known { categories: vec![(CategoryId(5), "Returns".into())], team: vec![(MemberId(7), "Amina".into())], ..Known::default() }
    }

    fn row(what: &str, how: &str, value: &str) -> Row {
        Row { what: what.into(), how: how.into(), value: value.into() }
    }

    #[test]
    fn what_is_typed_becomes_an_automation_and_is_shown_as_it_was_typed() {
        let draft = Draft {
            name: "Late orders".into(),
            occasion: "idle".into(),
            idle: "2 d".into(),
            all: vec![row("status", "is", "waiting_response"), row("category", "is", "5")],
            any: vec![row("tag", "is", "vip"), row("priority", "at_least", "high")],
            removed: Vec::new(),
            acts: vec![row("set_priority", "", "urgent"), row("escalate", "", ""), row("call_webhook", "", "https://example.com/in")],
        };
        let checked = draft.read(&known(), &[], &Condition::default()).unwrap();
        assert_eq!((checked.idle_minutes, checked.acts.len()), (2880, 3));
        let shown = parts::parts_of(&checked.condition, &known());
        assert_eq!((&shown.all, &shown.any, shown.kept.len()), (&draft.all, &draft.any, 0));
        assert_eq!(checked.acts.iter().map(row_of_act).collect::<Vec<_>>(), draft.acts);
        let never = Condition::Not(Box::default());
        let deep = Condition::All(vec![never.clone(), Condition::Not(Box::new(never.clone()))]);
        let removed = Draft { removed: vec![parts::key(&never)], ..draft.clone() };
        let left = |draft: &Draft| parts::parts_of(&draft.read(&known(), &[], &deep).unwrap().condition, &known()).kept.len();
        assert_eq!((left(&draft), left(&removed)), (2, 1), "what no row shows stays until it is removed");
    }

    #[test]
    fn every_wrong_row_says_what_to_write_at_its_place() {
        let draft = Draft {
            name: "x".into(),
            occasion: "idle".into(),
            idle: "soon".into(),
            all: vec![row("status", "is", "lost"), row("rating", "at_most", "9"), row("status", "contains", "open")],
            any: vec![row("colour", "is", "red"), row("category", "is", "6")],
            removed: Vec::new(),
            acts: vec![
                row("apply_macro", "", "4"),
                row("call_webhook", "", "ftp://example.com"),
                row("assign", "", "99"),
                row("reply", "", ""),
                row("dance", "", ""),
            ],
        };
        let error = draft.read(&known(), &[], &Condition::default()).unwrap_err();
        let fields = ["name", "idle", "all_value[0]", "all_value[1]", "all_value[2]", "any_value[0]", "any_value[1]"];
        let acts = ["acts_value[0]", "acts_value[1]", "acts_value[2]", "acts_value[3]", "acts_value[4]"];
        for field in fields.into_iter().chain(acts) {
            assert!(error.of_field(field).is_some(), "{field}: {error}");
        }
    }

    #[test]
    fn what_is_typed_where_nothing_belongs_is_not_passed_over() {
        let stray = Draft {
            name: "Sort".into(),
            occasion: "created".into(),
            all: vec![row("tag", "is_empty", "vip"), row("priority", "is_empty", "“High”"), row("priority", "is_not_empty", "high")],
            acts: vec![row("escalate", "", "to the boss"), row("escalate", "", "")],
            ..Draft::default()
        };
        let error = stray.read(&known(), &[], &Condition::default()).unwrap_err();
        assert_eq!(error.of_field("all_value[0]"), Some("Tag is empty: it is compared with nothing. Empty the value beside it, or “With”."));
        assert!(error.of_field("all_value[1]").is_some(), "{error}");
        assert_eq!(error.of_field("all_value[2]"), None, "a list sends what it shows");
        assert!(error.of_field("acts_value[0]").is_some_and(|why| why.starts_with("Escalate: it is done with nothing.")), "{error}");
        assert_eq!(error.of_field("acts_value[1]"), None);
    }
}
