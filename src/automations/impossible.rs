//! Conditions that can never hold: alone, because no ticket is like that when the automation looks, or together with another. Pure.

use super::model::{Check, Condition, Fact, Occasion, Test};
use super::rules::fits;
use super::words::of_condition;
use crate::macros::model::Known;
use crate::sla::model::SlaClock;
use crate::tickets::model::{Priority, Status};

/// What is wrong with conditions that all must hold on this occasion: the place of each that cannot, and why.
pub fn faults(all: &[(usize, Test)], occasion: Occasion, known: &Known) -> Vec<(usize, String)> {
    let said = |test: &Test| of_condition(&Condition::Test(test.clone()), known);
    let fault = |n: usize, test: &Test| {
        if !can_hold([test, test], occasion) {
            return Some(format!("“{}” never holds for “{}”. Remove it.", said(test), occasion.label()));
        }
        let other = all[..n].iter().map(|(_, other)| other).find(|other| other.fact == test.fact && !can_hold([other, test], occasion))?;
        Some(format!("This cannot hold together with “{}”. Remove one of the two.", said(other)))
    };
    all.iter().enumerate().filter_map(|(n, (place, test))| Some((*place, fault(n, test)?))).collect()
}

/// What is wrong with conditions of which one must hold where all the others do: nothing as long as one of them can.
pub fn no_way(all: &[(usize, Test)], any: &[(usize, Test)], occasion: Occasion, known: &Known) -> Vec<(usize, String)> {
    let against = |test: &Test| all.iter().map(|(_, other)| other).find(|other| other.fact == test.fact && !can_hold([other, test], occasion));
    let clashes: Option<Vec<_>> = any.iter().map(|(place, test)| Some((*place, against(test)?))).collect();
    let why = |other: &Test| {
        let said = of_condition(&Condition::Test(other.clone()), known);
        format!("None of these can hold together with “{said}”, which must hold as well. Change one of them.")
    };
    clashes.unwrap_or_default().into_iter().map(|(place, other)| (place, why(other))).collect()
}

/// Whether there is anything for which both hold. Where that is not easily known, there is.
fn can_hold(both: [&Test; 2], occasion: Occasion) -> bool {
    let measures = both.iter().any(|test| matches!(test.check, Check::AtLeast | Check::AtMost));
    let reads = both.iter().any(|test| matches!(test.check, Check::Contains | Check::ContainsNot));
    (measures && reads) || candidates(both, occasion).iter().any(|found| both.iter().all(|test| fits(test, found)))
}

/// What a fact could be: everything where that is a list, else enough to find something that fits two tests if anything does.
fn candidates(both: [&Test; 2], occasion: Occasion) -> Vec<Vec<String>> {
    let each = |words: &[&str]| words.iter().map(|word| vec![(*word).to_owned()]).collect::<Vec<_>>();
    match both[0].fact {
        // What is closed is not looked at again because nobody touches it.
        Fact::Status => Status::ALL.iter().filter(|s| occasion != Occasion::Idle || **s != Status::Closed).map(|s| vec![s.word().into()]).collect(),
        Fact::Priority => Priority::ALL.iter().map(|p| vec![p.word().into()]).collect(),
        // Nothing is at risk unless that is what happened, and nobody rates what is only opened.
        Fact::Promise if occasion == Occasion::AtRisk => SlaClock::ALL.iter().map(|c| vec![c.word().into()]).collect(),
        Fact::Rating if occasion == Occasion::Rated => each(&["1", "2", "3", "4", "5"]),
        Fact::Rating if occasion != Occasion::Created => each(&["1", "2", "3", "4", "5"]).into_iter().chain([Vec::new()]).collect(),
        Fact::Promise | Fact::Rating => vec![Vec::new()],
        Fact::Category | Fact::Holder | Fact::Tag | Fact::Subject | Fact::Message | Fact::Customer | Fact::Writer | Fact::Field(_) => {
            let values = both.map(|test| test.value.trim());
            let numbers = values.map(|value| value.parse().unwrap_or(0.0_f64));
            let around = [numbers[0] - 1.0, numbers[0] + 1.0, numbers[1] - 1.0, numbers[1] + 1.0, f64::midpoint(numbers[0], numbers[1])];
            let mut found = each(&["", "x", "y", values[0], values[1], &values.join(" ")]);
            found.extend(around.map(|n| vec![n.to_string()]));
            found.push(Vec::new());
            // A ticket has several tags, and one of everything else.
            found.extend((both[0].fact == Fact::Tag).then(|| values.map(str::to_owned).to_vec()));
            found
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::automations::model::Snapshot;
    use crate::automations::rules::holds;
    use crate::automations::rules::tests::any_snapshot;
    use crate::kernel::ids::FieldId;
    use proptest::prelude::*;

    fn wrong(occasion: Occasion, all: &[(Fact, Check, &str)]) -> Vec<usize> {
        let all: Vec<_> = all.iter().map(|(fact, check, value)| Test { fact: *fact, check: *check, value: (*value).into() }).enumerate().collect();
        faults(&all, occasion, &Known::default()).into_iter().map(|(n, _)| n).collect()
    }

    #[test]
    fn what_cannot_hold_is_found_at_its_place_and_what_can_is_left_alone() {
        use Check::*;
        use Occasion::*;
        let (status, tag, stars, field) = (Fact::Status, Fact::Tag, Fact::Rating, Fact::Field(FieldId(3)));
        assert_eq!(wrong(Created, &[(status, Is, "waiting_response"), (status, Is, "open"), (stars, Is, "2")]), [1, 2]);
        assert_eq!(wrong(Updated, &[(status, Is, "open"), (tag, Is, "a"), (tag, Is, "b"), (stars, AtMost, "2")]), [0_usize; 0]);
        assert_eq!(wrong(Rated, &[(stars, IsEmpty, "")]), [0]);
        assert_eq!(wrong(Updated, &[(stars, AtLeast, "4"), (stars, AtMost, "3"), (stars, IsNotEmpty, "")]), [1]);
        assert_eq!(wrong(Updated, &[(Fact::Promise, Is, "response"), (Fact::Priority, IsEmpty, "")]), [0, 1]);
        assert_eq!(wrong(Updated, &[(tag, Is, "a"), (tag, IsNot, "A"), (tag, IsEmpty, "")]), [1, 2]);
        assert_eq!(wrong(Updated, &[(Fact::Subject, Contains, "mug"), (Fact::Subject, ContainsNot, "mug")]), [1]);
        assert_eq!(wrong(Updated, &[(Fact::Subject, Contains, "mug"), (Fact::Subject, Contains, "late"), (Fact::Subject, IsNot, "mug")]), [0_usize; 0]);
        assert_eq!(wrong(Updated, &[(field, AtLeast, "5"), (field, AtMost, "4.5")]), [1]);
        assert_eq!(wrong(Updated, &[(field, AtLeast, "5"), (field, AtMost, "5.5"), (field, IsNot, "5"), (field, IsNotEmpty, "")]), [0_usize; 0]);
    }

    #[test]
    fn one_of_several_must_fit_what_must_hold_as_well() {
        let test = |value: &str| Test { fact: Fact::Status, check: Check::Is, value: value.into() };
        let wrong = |all: &[&str], any: &[&str]| {
            let [all, any] = [all, any].map(|group| group.iter().map(|value| test(value)).enumerate().collect::<Vec<_>>());
            no_way(&all, &any, Occasion::Updated, &Known::default()).into_iter().map(|(n, _)| n).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&["open"], &["resolved", "closed"]), [0, 1]);
        assert_eq!([wrong(&["open"], &["resolved", "open"]), wrong(&["open"], &[]), wrong(&[], &["open"])], [const { Vec::<usize>::new() }; 3]);
        assert_eq!(self::wrong(Occasion::Idle, &[(Fact::Status, Check::Is, "closed")]), [0]);
    }

    fn any_test() -> impl Strategy<Value = Test> {
        let facts = Fact::ALL.into_iter().chain([Fact::Field(FieldId(3))]).collect::<Vec<_>>();
        let values = ["open", "medium", "high", "5", "vip", "mugs", "3", "customer", "12", "x"];
        (prop::sample::select(facts), prop::sample::select(Check::ALL), prop::sample::select(values.to_vec())).prop_map(|(fact, check, value)| Test {
            fact,
            check,
            value: value.into(),
        })
    }

    proptest! {
        /// Never a false alarm: conditions that hold for some ticket are not called impossible.
        #[test]
        fn what_holds_for_a_ticket_is_never_called_impossible(all in prop::collection::vec(any_test(), 1..20), seen in any_snapshot()) {
            let seen = Snapshot { promise: None, ..seen };
            let all: Vec<_> = all.into_iter().filter(|test| holds(&Condition::Test(test.clone()), &seen)).enumerate().collect();
            let found = faults(&all, Occasion::Updated, &Known::default());
            prop_assert!(found.is_empty(), "{found:?}");
        }
    }
}
