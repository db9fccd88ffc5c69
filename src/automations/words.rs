//! Automations in words: what must hold, what is done.

use super::model::{Act, Automation, Condition, Fact, Occasion, Own, Test};
use crate::conversations::model::SenderKind;
use crate::kernel::ids::MacroId;
use crate::kernel::text::preview;
use crate::kernel::time::minutes_words;
use crate::macros::model::Known;
use crate::macros::words::of_step;
use crate::sla::model::SlaClock;
use crate::tickets::model::{Priority, Status};

/// When it looks: `When nobody does anything for 2 d`.
pub fn of_occasion(automation: &Automation) -> String {
    match automation.occasion {
        Occasion::Idle => format!("Nobody does anything for {}", minutes_words(automation.idle_minutes)),
        other => other.label().to_owned(),
    }
}

/// What must hold: `Status is Open, and not (Tag is “vip”)`.
pub fn of_condition(condition: &Condition, known: &Known) -> String {
    match condition {
        Condition::All(all) if all.is_empty() => "always".into(),
        Condition::Any(any) if any.is_empty() => "never".into(),
        Condition::All(all) => join(all, ", and ", known),
        Condition::Any(any) => join(any, ", or ", known),
        Condition::Not(not) => format!("not ({})", of_condition(not, known)),
        Condition::Test(test) => of_test(test, known),
    }
}

fn join(parts: &[Condition], with: &str, known: &Known) -> String {
    let word = |part: &Condition| match part {
        Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => format!("({})", of_condition(part, known)),
        _ => of_condition(part, known),
    };
    parts.iter().map(word).collect::<Vec<_>>().join(with)
}

fn of_test(test: &Test, known: &Known) -> String {
    let fact = match test.fact {
        Fact::Field(id) => known.field(id).map_or_else(|| "A field that is gone".to_owned(), |f| f.label.clone()),
        fact => fact.label().to_owned(),
    };
    if test.check.needs_value() { format!("{fact} {} {}", test.check.label(), of_value(test, known)) } else { format!("{fact} {}", test.check.label()) }
}

fn of_value(test: &Test, known: &Known) -> String {
    let gone = || "something that is gone".to_owned();
    let value = test.value.as_str();
    match test.fact {
        Fact::Status => value.parse::<Status>().map_or_else(|_| gone(), |s| s.label().into()),
        Fact::Priority => value.parse::<Priority>().map_or_else(|_| gone(), |p| p.label().into()),
        Fact::Writer => value.parse::<SenderKind>().map_or_else(|_| gone(), |k| k.label().into()),
        Fact::Promise => value.parse::<SlaClock>().map_or_else(|_| gone(), |c| c.label().into()),
        Fact::Category => value.parse().ok().and_then(|id| known.category(id)).map_or_else(gone, str::to_owned),
        Fact::Holder => value.parse().ok().and_then(|id| known.member(id)).map_or_else(gone, str::to_owned),
        Fact::Rating => value.to_owned(),
        Fact::Tag | Fact::Subject | Fact::Message | Fact::Customer | Fact::Field(_) => format!("“{}”", preview(value, 60)),
    }
}

/// What an act does, in a few words. `macros` are those of the business, by name.
pub fn of_act(act: &Act, known: &Known, macros: &[(MacroId, String)]) -> String {
    match act {
        Act::Step(step) => of_step(step, known),
        Act::Own(Own::Escalate) => "Escalate it".into(),
        Act::Own(Own::ApplyMacro { which }) => {
            let name = macros.iter().find(|(id, _)| id == which).map(|(_, name)| name.as_str());
            name.map_or_else(|| "Apply a macro that is gone".into(), |name| format!("Apply the macro “{name}”"))
        }
        Act::Own(Own::CallWebhook { url }) => format!("Call {}", preview(url, 80)),
    }
}

/// What all acts do, in one sentence.
pub fn of_acts(acts: &[Act], known: &Known, macros: &[(MacroId, String)]) -> String {
    let words: Vec<String> = acts.iter().map(|act| of_act(act, known, macros)).collect();
    if words.is_empty() { "It does nothing yet.".into() } else { format!("{}.", words.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::automations::model::Check;
    use crate::kernel::ids::CategoryId;

    #[test]
    fn conditions_are_said_with_brackets_where_they_matter() {
        let known = Known { categories: vec![(CategoryId(5), "Returns".into())], ..Known::default() };
        let test = |fact, check, value: &str| Condition::Test(Test { fact, check, value: value.into() });
        let condition = Condition::All(vec![
            test(Fact::Category, Check::Is, "5"),
            Condition::Any(vec![test(Fact::Priority, Check::AtLeast, "high"), test(Fact::Tag, Check::Is, "vip")]),
            Condition::Not(Box::new(test(Fact::Holder, Check::IsEmpty, ""))),
        ]);
        let said = "Category is Returns, and (Priority is at least High, or Tag is “vip”), and not (Assigned to is empty)";
        assert_eq!(of_condition(&condition, &known), said);
        assert_eq!(of_condition(&Condition::default(), &known), "always");
        assert_eq!(of_condition(&test(Fact::Category, Check::Is, "6"), &known), "Category is something that is gone");
        assert_eq!(
            of_acts(&[Act::Own(Own::Escalate), Act::Own(Own::ApplyMacro { which: MacroId(4) })], &known, &[(MacroId(4), "Refund".into())]),
            "Escalate it; Apply the macro “Refund”."
        );
    }
}
