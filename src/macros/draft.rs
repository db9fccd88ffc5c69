//! A step as typed into its form, and checked.

use super::model::{Deed, Known, Step, TEXT_MAX, Whom};
use crate::error::{Error, Result};
use crate::fields::rules as fields;
use crate::kernel::ids::{CategoryId, FieldId, MemberId};
use crate::kernel::text::Check;
use crate::phrases::rules::check_placeholders;
use crate::tags::rules as tags;
use crate::tickets::model::{Priority, Status};

/// A step as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDraft {
    /// The word of what it does.
    pub deed: String,
    /// What with: a word, an id, a tag, a text.
    pub value: String,
    /// The id of a field, for filling one.
    pub field: String,
}

impl StepDraft {
    /// The step; only what the business has may be named.
    ///
    /// # Errors
    /// `Invalid` names `deed`, `value` or `field`.
    pub fn parse(&self, known: &Known) -> Result<Step> {
        let mut check = Check::new();
        let Some(deed) = check.choice::<Deed>("deed", "Step", &self.deed) else {
            check.finish()?;
            return Err(Error::Internal);
        };
        if deed != Deed::SetField && !self.field.trim().is_empty() {
            check.fail("field", format!("{}: no field goes with it. Leave it empty.", deed.label()));
        }
        let step = self.read(&mut check, deed, known);
        check.finish()?;
        step.ok_or(Error::Internal)
    }

    fn read(&self, check: &mut Check, deed: Deed, known: &Known) -> Option<Step> {
        let value = self.value.as_str();
        Some(match deed {
            Deed::SetStatus => {
                let to = check.choice::<Status>("value", "Status", value)?;
                if to == Status::Open {
                    check.fail("value", "A ticket is open only before anybody begins. Choose another status.");
                }
                Step::SetStatus { to }
            }
            Deed::SetPriority => Step::SetPriority { to: check.choice::<Priority>("value", "Priority", value)? },
            Deed::SetCategory => {
                Step::SetCategory { to: one_of(check, "Category", value.parse().ok().filter(|id: &CategoryId| known.category(*id).is_some()))? }
            }
            Deed::Assign => Step::Assign {
                to: match value.trim() {
                    "applier" => Whom::Applier,
                    "nobody" => Whom::Nobody,
                    id => Whom::Agent(one_of(check, "Assign to", id.parse().ok().filter(|id: &MemberId| known.member(*id).is_some()))?),
                },
            },
            Deed::AddTag => Step::AddTag { tag: tags::parse(check, "value", value) },
            Deed::RemoveTag => Step::RemoveTag { tag: tags::parse(check, "value", value) },
            Deed::SetField => {
                let field = self.field.parse().ok().and_then(|id: FieldId| known.field(id));
                let Some(field) = field else {
                    check.fail("field", "Field: choose one of the list.");
                    return None;
                };
                let value = fields::read(field, value).unwrap_or_else(|why| {
                    check.fail("value", why);
                    None
                });
                Step::SetField { field: field.id, value: value.unwrap_or_default() }
            }
            Deed::Note => Step::Note { text: text(check, value) },
            Deed::Reply => Step::Reply { text: text(check, value) },
        })
    }
}

fn one_of<T>(check: &mut Check, label: &str, found: Option<T>) -> Option<T> {
    if found.is_none() {
        check.fail("value", format!("{label}: choose one of the list."));
    }
    found
}

fn text(check: &mut Check, typed: &str) -> String {
    let text = check.text("value", "Text", typed, 1, TEXT_MAX);
    check_placeholders(check, "value", &text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::model::Kind;
    use crate::fields::rules::tests::field;

    fn parse(deed: &str, value: &str, on: &str) -> Result<Step> {
        let known = Known {
            categories: vec![(CategoryId(5), "Returns".into())],
            team: vec![(MemberId(7), "Amina".into())],
            fields: vec![field(3, "size", Kind::Choice)],
        };
        StepDraft { deed: deed.into(), value: value.into(), field: on.into() }.parse(&known)
    }

    #[test]
    fn every_deed_reads_its_own_value() {
        for (deed, value, on, wanted) in [
            ("set_status", "resolved", "", Step::SetStatus { to: Status::Resolved }),
            ("set_priority", "high", "", Step::SetPriority { to: Priority::High }),
            ("set_category", "5", "", Step::SetCategory { to: CategoryId(5) }),
            ("assign", "applier", "", Step::Assign { to: Whom::Applier }),
            ("assign", "7", "", Step::Assign { to: Whom::Agent(MemberId(7)) }),
            ("add_tag", "#VIP", "", Step::AddTag { tag: "vip".into() }),
            ("set_field", "large", "3", Step::SetField { field: FieldId(3), value: "Large".into() }),
            ("set_field", "", "3", Step::SetField { field: FieldId(3), value: String::new() }),
            ("reply", "Hello {{customer.name}}", "", Step::Reply { text: "Hello {{customer.name}}".into() }),
        ] {
            let step = parse(deed, value, on).unwrap();
            assert_eq!(step, wanted);
            assert_eq!(parse(step.deed().word(), &step.value(), on).unwrap(), step, "it reads what it wrote");
        }
    }

    #[test]
    fn what_the_business_has_not_is_refused_by_its_field() {
        for (deed, value, on, named) in [
            ("dance", "", "", "deed"),
            ("set_status", "open", "", "value"),
            ("set_category", "6", "", "value"),
            ("assign", "8", "", "value"),
            ("set_field", "Huge", "3", "value"),
            ("set_field", "Large", "4", "field"),
            ("note", "Call her", "3", "field"),
            ("note", " ", "", "value"),
            ("reply", "{{customer.shoe}}", "", "value"),
            ("add_tag", "a,b", "", "value"),
        ] {
            let error = parse(deed, value, on).unwrap_err();
            assert!(error.of_field(named).is_some_and(|why| why.ends_with('.')), "{deed} {value}: {error}");
        }
    }
}
