//! What a condition shows in the form, and what the form keeps as it is because no row could show it. Pure.
//!
//! The form has two groups of rows, those that all must hold and those of which one must. Deeper trees, and rows whose choices are gone, were made
//! elsewhere or earlier: they stay as they are until somebody removes them.

use super::draft::{Row, row_of};
use super::model::{Condition, Test};
use super::reading;
use crate::kernel::text::Check as Form;
use crate::macros::model::Known;

/// A condition in the parts of the form. All of them must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Rows that all must hold.
    pub all: Vec<Row>,
    /// Rows of which one must hold, when there are any.
    pub any: Vec<Row>,
    /// What no row can show.
    pub kept: Vec<Condition>,
}

/// Takes a condition apart. Put together again with [`joined`] it means the same.
pub fn parts_of(condition: &Condition, known: &Known) -> Parts {
    let mut parts = Parts::default();
    let alone = std::slice::from_ref(condition);
    for part in if let Condition::All(all) = condition { all } else { alone } {
        match part {
            Condition::Test(test) if can_show(test, known) => parts.all.push(row_of(test)),
            Condition::Any(any) if parts.any.is_empty() => match rows(any, known) {
                Some(rows) => parts.any = rows,
                None => parts.kept.push(part.clone()),
            },
            _ => parts.kept.push(part.clone()),
        }
    }
    parts
}

/// The condition of the form: what its rows say, and what it kept.
pub fn joined(all: Vec<Test>, any: Vec<Test>, kept: Vec<Condition>) -> Condition {
    let any = (!any.is_empty()).then(|| Condition::Any(any.into_iter().map(Condition::Test).collect()));
    Condition::All(all.into_iter().map(Condition::Test).chain(any).chain(kept).collect())
}

/// A part as the form names it to remove it.
pub fn key(part: &Condition) -> String {
    serde_json::to_string(part).expect("conditions are plain data")
}

fn rows(any: &[Condition], known: &Known) -> Option<Vec<Row>> {
    let row = |part: &Condition| match part {
        Condition::Test(test) if can_show(test, known) => Some(row_of(test)),
        _ => None,
    };
    any.iter().map(row).collect::<Option<Vec<Row>>>().filter(|rows| !rows.is_empty())
}

/// Whether a row of the form can show a test so that saving the row gives the same test.
fn can_show(test: &Test, known: &Known) -> bool {
    let mut form = Form::new();
    let read = reading::test(&mut form, "all", 0, &row_of(test), known);
    form.finish().is_ok() && read.as_ref() == Some(test)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::automations::model::{Check, Fact};
    use crate::automations::rules::holds;
    use crate::automations::rules::tests::snapshot;
    use crate::kernel::ids::{CategoryId, FieldId};
    use proptest::prelude::*;

    fn test(fact: Fact, check: Check, value: &str) -> Condition {
        Condition::Test(Test { fact, check, value: value.into() })
    }

    fn known() -> Known {
        Known { categories: vec![(CategoryId(5), "Returns".into())], ..Known::default() }
    }

    #[test]
    fn what_rows_cannot_show_is_kept() {
        let (vip, open, gone) = (test(Fact::Tag, Check::Is, "vip"), test(Fact::Status, Check::Is, "open"), test(Fact::Category, Check::Is, "6"));
        let deep = Condition::Not(Box::new(Condition::Any(vec![vip.clone(), Condition::All(vec![open.clone(), gone.clone()])])));
        let second = Condition::Any(vec![open.clone(), vip.clone()]);
        let whole = Condition::All(vec![vip.clone(), deep.clone(), Condition::Any(vec![open.clone()]), second.clone(), gone.clone()]);
        let parts = parts_of(&whole, &known());
        assert_eq!((parts.all.len(), parts.any.len()), (1, 1));
        assert_eq!(parts.kept, [deep.clone(), second, gone], "nested groups, a second group, a category that is gone");
        assert_eq!(parts_of(&deep, &known()).kept, [deep]);
        let never = Condition::Any(Vec::new());
        assert_eq!(parts_of(&never, &known()).kept, [never], "one that never holds does not become one that always does");
        let odd = test(Fact::Status, Check::Contains, "op");
        assert_eq!(parts_of(&odd, &known()).kept, [odd], "no list offers this comparison");
    }

    fn any_condition() -> impl Strategy<Value = Condition> {
        let leaf = prop::sample::select(vec![
            test(Fact::Status, Check::Is, "open"),
            test(Fact::Status, Check::Contains, "o"),
            test(Fact::Category, Check::Is, "5"),
            test(Fact::Category, Check::IsNot, "6"),
            test(Fact::Tag, Check::Is, "nothing"),
            test(Fact::Field(FieldId(3)), Check::AtLeast, "10"),
        ]);
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::Any),
                inner.prop_map(|c| Condition::Not(Box::new(c))),
            ]
        })
    }

    proptest! {
        #[test]
        fn saving_the_form_unchanged_changes_nothing(condition in any_condition()) {
            let parts = parts_of(&condition, &known());
            let tests = |rows: &[Row]| {
                let mut form = Form::new();
                rows.iter().enumerate().filter_map(|(n, row)| reading::test(&mut form, "all", n, row, &known())).collect::<Vec<_>>()
            };
            let again = joined(tests(&parts.all), tests(&parts.any), parts.kept.clone());
            prop_assert_eq!(holds(&again, &snapshot()), holds(&condition, &snapshot()));
            prop_assert_eq!(parts_of(&again, &known()), parts);
        }
    }
}
