//! Whether an automation acts: conditions over a ticket, and what keeps automations from going round in circles. Pure.

use super::model::{Automation, Check, Condition, Fact, Occasion, Snapshot, Test};
use crate::kernel::ids::AutomationId;
use crate::tickets::model::Priority;

/// The longest chain: an automation, what it causes, what that causes …
pub const CHAIN_MAX: usize = 20;
/// How often an automation acts on one ticket within [`OFTEN_MS`], whatever leads to it.
pub const OFTEN_MAX: i64 = 10;
/// The time that [`OFTEN_MAX`] is about: an hour.
pub const OFTEN_MS: i64 = 3_600_000;

/// Whether a condition holds for a ticket.
pub fn holds(condition: &Condition, ticket: &Snapshot) -> bool {
    match condition {
        Condition::All(all) => all.iter().all(|c| holds(c, ticket)),
        Condition::Any(any) => any.iter().any(|c| holds(c, ticket)),
        Condition::Not(not) => !holds(not, ticket),
        Condition::Test(test) => fits(test, &values(test.fact, ticket)),
    }
}

/// Whether a test holds for what was found of its fact.
pub(super) fn fits(test: &Test, found: &[String]) -> bool {
    let wanted = test.value.trim().to_lowercase();
    let is = || found.iter().any(|v| v.trim().to_lowercase() == wanted);
    let contains = || !wanted.is_empty() && found.iter().any(|v| v.to_lowercase().contains(&wanted));
    let compares = |fits: fn(std::cmp::Ordering) -> bool| {
        let measure = |text: &str| measure(test.fact, text);
        measure(&wanted).is_some_and(|wanted| found.iter().filter_map(|v| measure(v)).any(|v| v.partial_cmp(&wanted).is_some_and(fits)))
    };
    match test.check {
        Check::Is => is(),
        Check::IsNot => !is(),
        Check::Contains => contains(),
        Check::ContainsNot => !contains(),
        Check::AtLeast => compares(std::cmp::Ordering::is_ge),
        Check::AtMost => compares(std::cmp::Ordering::is_le),
        Check::IsEmpty => found.iter().all(|v| v.trim().is_empty()),
        Check::IsNotEmpty => found.iter().any(|v| !v.trim().is_empty()),
    }
}

/// What a fact is, for a ticket: nothing, one thing, or several.
fn values(fact: Fact, t: &Snapshot) -> Vec<String> {
    let one = |text: Option<String>| text.into_iter().collect();
    match fact {
        Fact::Status => vec![t.status.word().into()],
        Fact::Priority => vec![t.priority.word().into()],
        Fact::Category => one(t.category.map(|id| id.to_string())),
        Fact::Holder => one(t.holder.map(|id| id.to_string())),
        Fact::Tag => t.tags.clone(),
        Fact::Subject => vec![t.subject.clone()],
        Fact::Message => vec![t.message.clone()],
        Fact::Customer => vec![t.customer.clone()],
        Fact::Rating => one(t.rating.map(|stars| stars.to_string())),
        Fact::Writer => one(t.writer.map(|kind| kind.word().into())),
        Fact::Promise => one(t.promise.map(|clock| clock.word().into())),
        Fact::Field(id) => one(t.fields.iter().find(|(field, _)| *field == id).map(|(_, value)| value.clone())),
    }
}

/// What can be more or less: how urgent, or a number.
fn measure(fact: Fact, text: &str) -> Option<f64> {
    match fact {
        Fact::Priority => text.parse::<Priority>().ok().and_then(|p| Priority::ALL.iter().position(|known| *known == p)).map(|n| n as f64),
        _ => text.trim().parse::<f64>().ok().filter(|n| n.is_finite()),
    }
}

/// Whether an automation may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Go,
    /// It caused this itself: nothing to say.
    Skip,
    /// It would go on for ever; the sentence says how that is known.
    Stop(String),
}

/// What keeps automations from going round in circles: none acts on what it caused, no chain is longer than [`CHAIN_MAX`], and none acts more often
/// than [`OFTEN_MAX`] times an hour on one ticket. `recent` is how often it did.
pub fn guard(id: AutomationId, origin: &[AutomationId], recent: i64) -> Verdict {
    if origin.contains(&id) {
        Verdict::Skip
    } else if origin.len() >= CHAIN_MAX {
        Verdict::Stop(format!("{CHAIN_MAX} automations led to this already; the chain ends here."))
    } else if recent >= OFTEN_MAX {
        Verdict::Stop(format!("It acted {recent} times on this ticket within an hour; that looks like a circle."))
    } else {
        Verdict::Go
    }
}

/// Whether an automation could look at a ticket that stands like this: for trying it on tickets of the past, where nothing happens. `idle_ms` is how
/// long nobody has done anything.
pub fn could_look(automation: &Automation, ticket: &Snapshot, idle_ms: i64) -> bool {
    match automation.occasion {
        Occasion::Created | Occasion::Updated | Occasion::Replied => true,
        Occasion::Idle => idle_ms >= automation.idle_minutes * 60_000,
        Occasion::AtRisk => ticket.promise.is_some(),
        Occasion::Rated => ticket.rating.is_some(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::conversations::model::SenderKind;
    use crate::kernel::ids::{CategoryId, FieldId, MemberId};
    use crate::tickets::model::Status;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    /// A ticket for tests of conditions.
    pub(crate) fn snapshot() -> Snapshot {
        Snapshot {
            status: Status::Open,
            priority: Priority::Medium,
            category: Some(CategoryId(5)),
            holder: None,
            tags: vec!["vip".into(), "mugs".into()],
            subject: "Broken mugs".into(),
            message: "Two of the six arrived BROKEN.".into(),
            customer: "wanjiru@example.com".into(),
            rating: None,
            writer: Some(SenderKind::Customer),
            promise: None,
            fields: vec![(FieldId(3), "12".into())],
        }
    }

    fn test(fact: Fact, check: Check, value: &str) -> Condition {
        Condition::Test(Test { fact, check, value: value.into() })
    }

    #[test]
    fn each_kind_of_fact_is_compared_as_people_mean_it() {
        let t = snapshot();
        for (fact, check, value, wanted) in [
            (Fact::Status, Check::Is, "open", true),
            (Fact::Priority, Check::AtLeast, "medium", true),
            (Fact::Priority, Check::AtLeast, "high", false),
            (Fact::Priority, Check::AtMost, "urgent", true),
            (Fact::Category, Check::Is, "5", true),
            (Fact::Holder, Check::IsEmpty, "", true),
            (Fact::Holder, Check::IsNot, "9", true),
            (Fact::Tag, Check::Is, "VIP", true),
            (Fact::Tag, Check::IsNot, "vip", false),
            (Fact::Message, Check::Contains, "broken", true),
            (Fact::Message, Check::ContainsNot, "refund", true),
            (Fact::Message, Check::Contains, "", false),
            (Fact::Customer, Check::Contains, "@example.com", true),
            (Fact::Rating, Check::AtMost, "2", false),
            (Fact::Rating, Check::IsEmpty, "", true),
            (Fact::Writer, Check::Is, "customer", true),
            (Fact::Field(FieldId(3)), Check::AtLeast, "9", true),
            (Fact::Field(FieldId(3)), Check::AtLeast, "nine", false),
            (Fact::Field(FieldId(4)), Check::IsNotEmpty, "", false),
        ] {
            assert_eq!(holds(&test(fact, check, value), &t), wanted, "{fact} {check} {value}");
        }
    }

    #[test]
    fn no_conditions_hold_always_and_none_of_no_alternatives() {
        assert!(holds(&Condition::default(), &snapshot()));
        assert!(!holds(&Condition::Any(Vec::new()), &snapshot()));
    }

    #[test]
    fn what_it_caused_itself_is_no_news_and_what_never_ends_is_stopped() {
        let ids = |n: i64| (1..=n).map(AutomationId).collect::<Vec<_>>();
        assert_eq!(guard(AutomationId(9), &ids(4), 0), Verdict::Go);
        assert_eq!(guard(AutomationId(2), &ids(4), 0), Verdict::Skip);
        assert!(matches!(guard(AutomationId(99), &ids(CHAIN_MAX as i64), 0), Verdict::Stop(_)));
        assert!(matches!(guard(AutomationId(9), &[], OFTEN_MAX), Verdict::Stop(_)));
    }

    fn any_test() -> impl Strategy<Value = Condition> {
        let facts = Fact::ALL.into_iter().chain([Fact::Field(FieldId(3))]).collect::<Vec<_>>();
        let values = ["open", "medium", "high", "5", "vip", "broken", "", "3", "customer", "12"];
        (prop::sample::select(facts), prop::sample::select(Check::ALL), prop::sample::select(values.to_vec()))
            .prop_map(|(fact, check, value)| test(fact, check, value))
    }

    fn any_condition() -> impl Strategy<Value = Condition> {
        any_test().prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::Any),
                inner.prop_map(|c| Condition::Not(Box::new(c))),
            ]
        })
    }

    pub(crate) fn any_snapshot() -> impl Strategy<Value = Snapshot> {
        let tags = prop::collection::vec(prop::sample::select(["vip", "mugs", "late"].as_slice()).prop_map(str::to_owned), 0..3);
        let (status, priority) = (prop::sample::select(Status::ALL), prop::sample::select(Priority::ALL));
        (status, priority, tags, prop::option::of(1_i64..6), prop::option::of(1_i64..9)).prop_map(|(status, priority, tags, rating, holder)| Snapshot {
            status,
            priority,
            tags,
            rating,
            holder: holder.map(MemberId),
            ..snapshot()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The laws of logic, whatever the conditions are.
        #[test]
        fn and_or_and_not_obey_their_laws(a in any_condition(), b in any_condition(), t in any_snapshot()) {
            let not = |c: &Condition| Condition::Not(Box::new(c.clone()));
            let (both, either) = (Condition::All(vec![a.clone(), b.clone()]), Condition::Any(vec![a.clone(), b.clone()]));
            prop_assert_eq!(holds(&both, &t), holds(&a, &t) && holds(&b, &t));
            prop_assert_eq!(holds(&either, &t), holds(&a, &t) || holds(&b, &t));
            prop_assert_eq!(holds(&not(&not(&a)), &t), holds(&a, &t));
            prop_assert_eq!(holds(&not(&both), &t), holds(&Condition::Any(vec![not(&a), not(&b)]), &t));
            prop_assert_eq!(holds(&not(&either), &t), holds(&Condition::All(vec![not(&a), not(&b)]), &t));
            let json = serde_json::to_string(&a).unwrap();
            prop_assert_eq!(serde_json::from_str::<Condition>(&json).unwrap(), a);
        }

        /// Every check has an opposite that holds when it does not.
        #[test]
        fn a_check_and_its_opposite_never_agree(condition in any_test(), t in any_snapshot()) {
            let Condition::Test(test) = condition else { unreachable!() };
            for (one, other) in [(Check::Is, Check::IsNot), (Check::Contains, Check::ContainsNot), (Check::IsEmpty, Check::IsNotEmpty)] {
                let with = |check| holds(&Condition::Test(Test { check, ..test.clone() }), &t);
                prop_assert_ne!(with(one), with(other));
            }
        }

        /// Automations that all set each other off, in any number: everything comes to rest, no chain is too long, none is in its own chain.
        #[test]
        fn whatever_sets_off_whatever_it_comes_to_rest(count in 1_i64..7, sets_off in prop::collection::vec(any::<bool>(), 49)) {
            let mut events = VecDeque::from([Vec::<AutomationId>::new()]);
            let (mut steps, mut longest) = (0, 0);
            while let Some(origin) = events.pop_front() {
                for id in 1..=count {
                    let from = origin.last().map_or(0, |last| last.0);
                    if !sets_off[(from * 7 + id - 1) as usize % 49] || guard(AutomationId(id), &origin, 0) != Verdict::Go {
                        continue;
                    }
                    prop_assert!(!origin.contains(&AutomationId(id)));
                    let chain: Vec<AutomationId> = origin.iter().copied().chain([AutomationId(id)]).collect();
                    longest = longest.max(chain.len());
                    events.push_back(chain);
                }
                steps += 1;
                prop_assert!(steps < 10_000, "it never ends");
            }
            prop_assert!(longest <= CHAIN_MAX);
        }
    }
}
