//! What steps do to a ticket before it is done, and what keeps them from being done. Pure.

use super::model::{Deed, Effect, Known, STEPS_MAX, Standing, Step, Whom};
use crate::fields::rules as fields;
use crate::kernel::ids::MemberId;
use crate::phrases::model::Facts;
use crate::phrases::rules::{fault, render};
use crate::tags::model::TAGS_MAX;
use crate::tickets::model::Status;
use crate::tickets::rules::may_move;
use crate::tickets::undo::Beside;

/// What is wrong with a list of steps as a whole and with each, by its place: things that are gone, two replies, too many.
pub fn faults(steps: &[Step], known: &Known) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let is_second = |deed: Deed| steps[..at].iter().any(|earlier| earlier.deed() == deed);
        let why = match step {
            _ if at >= STEPS_MAX => Some(format!("{STEPS_MAX} steps are the most.")),
            Step::Reply { .. } if is_second(Deed::Reply) => Some("The customer gets one reply; write it all in one.".into()),
            Step::SetStatus { .. } if is_second(Deed::SetStatus) => Some("The status is set once; remove one of the two.".into()),
            Step::SetStatus { to: Status::Open } => Some("A ticket is open only before anybody begins.".into()),
            Step::SetCategory { to } if known.category(*to).is_none() => Some("This category is no longer in use. Choose another.".into()),
            Step::Assign { to: Whom::Agent(id) } if known.member(*id).is_none() => Some("This person no longer answers tickets. Choose somebody else.".into()),
            Step::SetField { field, value } => match known.field(*field) {
                None => Some("This field is no longer in use. Choose another.".into()),
                Some(f) => fields::read(f, value).err(),
            },
            Step::Note { text } | Step::Reply { text } if text.trim().is_empty() => Some("The text is missing.".into()),
            Step::Note { text } | Step::Reply { text } => fault(text),
            _ => None,
        };
        found.extend(why.map(|why| (at, why)));
        if at >= STEPS_MAX {
            break;
        }
    }
    found
}

/// What each step would do to a ticket that stands like this, applied by `me`; each sees what those before it did.
pub fn preview(steps: &[Step], ticket: &Standing, me: Option<MemberId>, known: &Known, facts: &Facts) -> Vec<Effect> {
    let wrong = faults(steps, known);
    let (start, mut ticket) = (ticket.status, ticket.clone());
    let effects = steps.iter().enumerate().map(|(at, step)| match wrong.iter().find(|(place, _)| *place == at) {
        Some((_, why)) => refused(why.clone()),
        None => effect(step, &mut ticket, start, me, known, facts),
    });
    effects.collect()
}

fn refused(why: String) -> Effect {
    Effect { sentence: why, is_refused: true, ..Effect::default() }
}

fn changed(sentence: String) -> Effect {
    Effect { sentence, changes: true, ..Effect::default() }
}

fn same(sentence: String) -> Effect {
    Effect { sentence, ..Effect::default() }
}

/// `start` is the status before the first step: a reply moves an open ticket on, too, and who reads the preview knows the one that it has now.
fn effect(step: &Step, ticket: &mut Standing, start: Status, me: Option<MemberId>, known: &Known, facts: &Facts) -> Effect {
    let is_closed = ticket.status == Status::Closed;
    let closed = || refused("The ticket is closed; this cannot be changed any more.".into());
    match step {
        Step::AddTag { tag } if ticket.tags.contains(tag) => same(format!("It is tagged “{tag}” already.")),
        Step::AddTag { .. } if ticket.tags.len() >= TAGS_MAX => refused(format!("A ticket has at most {TAGS_MAX} tags.")),
        Step::AddTag { tag } => {
            ticket.tags.push(tag.clone());
            changed(format!("It gets the tag “{tag}”."))
        }
        Step::RemoveTag { tag } if !ticket.tags.contains(tag) => same(format!("It is not tagged “{tag}”.")),
        Step::RemoveTag { tag } => {
            ticket.tags.retain(|t| t != tag);
            changed(format!("The tag “{tag}” goes."))
        }
        Step::SetField { field, value } => fill(*field, value, ticket, known),
        Step::SetStatus { to } if [start, ticket.status] == [*to; 2] => same(format!("Its status stays {}.", to.label())),
        Step::SetStatus { to } if ticket.status != *to && !may_move(ticket.status, *to) => {
            refused(format!("A ticket that is {} cannot become {}.", ticket.status.label().to_lowercase(), to.label().to_lowercase()))
        }
        Step::SetStatus { to } => {
            ticket.status = *to;
            changed(format!("Status: {} → {}.", start.label(), to.label()))
        }
        _ if is_closed => closed(),
        Step::SetPriority { to } if ticket.priority == *to => same(format!("Its priority stays {}.", to.label())),
        Step::SetPriority { to } => {
            let from = std::mem::replace(&mut ticket.priority, *to);
            changed(format!("Priority: {} → {}.", from.label(), to.label()))
        }
        Step::SetCategory { to } => {
            let name = known.category(*to).unwrap_or_default();
            if ticket.category.replace(*to) == Some(*to) { same(format!("Its category stays {name}.")) } else { changed(format!("Category: {name}.")) }
        }
        Step::Assign { to } => assign(*to, ticket, me, known),
        Step::Note { text } => Effect { text: Some(render(text, facts)), ..changed("A private note is added.".into()) },
        Step::Reply { text } => {
            if ticket.status == Status::Open {
                ticket.status = Status::InProgress;
            }
            Effect { text: Some(render(text, facts)), ..changed(format!("{} gets this reply.", facts.customer)) }
        }
    }
}

fn assign(to: Whom, ticket: &mut Standing, me: Option<MemberId>, known: &Known) -> Effect {
    let (holder, name) = match (to, me) {
        (Whom::Nobody, _) => (None, "nobody"),
        (Whom::Agent(id), _) => (Some(id), if Some(id) == me { "you" } else { known.member(id).unwrap_or_default() }),
        (Whom::Applier, Some(me)) => (Some(me), "you"),
        (Whom::Applier, None) => return refused(NOBODY_APPLIES.into()),
    };
    if std::mem::replace(&mut ticket.holder, holder) == holder { same(format!("It stays with {name}.")) } else { changed(format!("It goes to {name}.")) }
}

/// Why a step that names whoever applies it cannot be done where nobody does.
pub const NOBODY_APPLIES: &str = "Nobody applies this by hand, so it cannot go to whoever does. Choose somebody.";

fn fill(field: crate::kernel::ids::FieldId, value: &str, ticket: &mut Standing, known: &Known) -> Effect {
    let Some(f) = known.field(field) else { return refused("This field is no longer in use.".into()) };
    let before = ticket.values.iter().find(|(id, _)| *id == field).map(|(_, v)| v.clone()).unwrap_or_default();
    if before == value {
        let words = if value.is_empty() { format!("{} is empty already.", f.label) } else { format!("{} stays {}.", f.label, fields::shown(f.kind, value)) };
        return same(words);
    }
    ticket.values.retain(|(id, _)| *id != field);
    ticket.values.push((field, value.to_owned()));
    changed(if value.is_empty() { format!("{} is emptied.", f.label) } else { format!("{}: {}.", f.label, fields::shown(f.kind, value)) })
}

/// What steps changed beside what a ticket's own row holds: tags and fields.
pub fn beside(name: &str, before: &Standing, after: &Standing) -> Beside {
    Beside::between(format!("Applied “{name}”"), (&before.tags, &after.tags), (&before.values, &after.values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::model::Kind;
    use crate::fields::rules::tests::field;
    use crate::kernel::ids::{CategoryId, FieldId};
    use crate::macros::model::Steps;
    use crate::tickets::model::Priority;

    const ME: MemberId = MemberId(7);

    fn known() -> Known {
        Known {
            categories: vec![(CategoryId(5), "Returns".into())],
            team: vec![(ME, "Amina".into()), (MemberId(8), "Brian".into())],
            fields: vec![field(3, "size", Kind::Choice)],
        }
    }

    fn ticket() -> Standing {
        Standing { status: Status::Open, priority: Priority::Medium, category: None, holder: None, tags: vec!["late".into()], values: vec![] }
    }

    fn said(steps: &[Step], ticket: &Standing) -> Vec<(String, bool, bool)> {
        let facts = Facts { customer: "Wanjiru Njoroge".into(), ..Facts::default() };
        preview(steps, ticket, Some(ME), &known(), &facts).into_iter().map(|e| (e.sentence, e.changes, e.is_refused)).collect()
    }

    #[test]
    fn a_preview_says_what_will_happen_in_order() {
        let steps = [
            Step::Reply { text: "Hello {{customer.first_name}}".into() },
            Step::SetStatus { to: Status::InProgress },
            Step::SetPriority { to: Priority::High },
            Step::Assign { to: Whom::Applier },
            Step::AddTag { tag: "late".into() },
            Step::RemoveTag { tag: "late".into() },
            Step::SetField { field: FieldId(3), value: "Large".into() },
            Step::SetCategory { to: CategoryId(5) },
        ];
        let words: Vec<String> = said(&steps, &ticket()).into_iter().map(|(words, changes, _)| format!("{words}{}", if changes { "!" } else { "" })).collect();
        assert_eq!(
            words,
            [
                "Wanjiru Njoroge gets this reply.!",
                "Status: Open → In progress.!",
                "Priority: Medium → High.!",
                "It goes to you.!",
                "It is tagged “late” already.",
                "The tag “late” goes.!",
                "Size: Large.!",
                "Category: Returns.!"
            ]
        );
    }

    #[test]
    fn a_closed_ticket_takes_tags_and_fields_only() {
        let closed = Standing { status: Status::Closed, ..ticket() };
        let steps = [Step::SetPriority { to: Priority::Low }, Step::SetStatus { to: Status::Resolved }, Step::AddTag { tag: "refund".into() }];
        assert_eq!(said(&steps, &closed).iter().map(|(_, _, refused)| *refused).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn what_is_gone_and_what_is_double_is_a_fault_at_its_place() {
        let steps = [
            Step::Reply { text: "a".into() },
            Step::Reply { text: "b".into() },
            Step::SetCategory { to: CategoryId(9) },
            Step::Assign { to: Whom::Agent(MemberId(9)) },
            Step::SetField { field: FieldId(3), value: "Huge".into() },
            Step::Note { text: "{{a.b}}".into() },
            Step::AddTag { tag: "fine".into() },
        ];
        assert_eq!(faults(&steps, &known()).iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        let many = vec![Step::AddTag { tag: "x".into() }; 30];
        assert_eq!(faults(&many, &known()).len(), 1);
        assert!(preview(&[Step::Assign { to: Whom::Applier }], &ticket(), None, &known(), &Facts::default())[0].is_refused);
    }

    #[test]
    fn tags_and_fields_that_steps_changed_are_known_with_what_was_there_before() {
        let before = Standing { values: vec![(FieldId(1), "S".into()), (FieldId(2), "10482".into())], ..ticket() };
        let after = Standing { tags: vec!["refund".into()], values: vec![(FieldId(1), "L".into()), (FieldId(3), "x".into())], ..ticket() };
        let found = beside("Refund", &before, &after);
        assert_eq!((found.tags.as_slice(), found.not_tags.as_slice()), (["refund".to_owned()].as_slice(), ["late".to_owned()].as_slice()));
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(found.fields, [(FieldId(1), text("S"), text("L")), (FieldId(2), text("10482"), None), (FieldId(3), None, text("x"))]);
        assert!(beside("Nothing", &before, &before).is_nothing());
    }

    #[test]
    fn steps_survive_being_stored() {
        let steps = Steps(vec![Step::Assign { to: Whom::Agent(ME) }, Step::Assign { to: Whom::Applier }, Step::SetStatus { to: Status::Resolved }]);
        let json = serde_json::to_string(&steps).unwrap();
        assert_eq!(json, r#"[{"do":"assign","to":{"agent":7}},{"do":"assign","to":"applier"},{"do":"set_status","to":"resolved"}]"#);
        assert_eq!(Steps::try_from(json).unwrap(), steps);
    }
}
