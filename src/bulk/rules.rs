//! What is put back when a change is undone: only what still is as the change left it. Pure.

use crate::fields::model::Entry;
use crate::macros::model::Standing;
use crate::tickets::undo::Former;

/// What a ticket gets back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// Status, priority, category and holder.
    pub former: Former,
    /// Tags it had.
    pub tags: Vec<String>,
    /// Tags it had not.
    pub not_tags: Vec<String>,
    /// Fields as they were.
    pub fields: Vec<Entry>,
}

/// What a ticket gets back that stood like `before`, was left like `after`, and stands like `now`; and the names of what somebody changed since.
pub fn back(before: &Standing, after: &Standing, now: &Standing) -> (Back, Vec<&'static str>) {
    let (mut back, mut kept) = (Back::default(), Vec::new());
    back.former.status = part("status", &before.status, &after.status, &now.status, &mut kept);
    back.former.priority = part("priority", &before.priority, &after.priority, &now.priority, &mut kept);
    back.former.category = part("category", &before.category, &after.category, &now.category, &mut kept);
    back.former.holder = part("holder", &before.holder, &after.holder, &now.holder, &mut kept);
    let only = |a: &Standing, b: &Standing| a.tags.iter().filter(|tag| !b.tags.contains(tag)).cloned().collect::<Vec<_>>();
    // Who took an added tag off, or put a removed one on, wanted that: nothing is left to put back then.
    back.tags = only(before, after).into_iter().filter(|tag| !now.tags.contains(tag)).collect();
    back.not_tags = only(after, before).into_iter().filter(|tag| now.tags.contains(tag)).collect();
    let value = |standing: &Standing, field| standing.values.iter().find(|(id, _)| *id == field).map(|(_, value)| value.clone());
    let mut fields: Vec<_> = before.values.iter().chain(&after.values).map(|(id, _)| *id).collect();
    fields.sort_unstable();
    fields.dedup();
    for field in fields {
        let (was, set, is) = (value(before, field), value(after, field), value(now, field));
        match was == set {
            true => {}
            false if set == is => back.fields.push((field, was)),
            false if was != is => kept.push("a field"),
            false => {}
        }
    }
    (back, kept)
}

/// What somebody changed since, said to people: `Changed by somebody since: status, priority.`
pub fn kept_words(kept: &[&'static str]) -> String {
    format!("Changed by somebody since: {}.", kept.join(", "))
}

fn part<T: Clone + PartialEq>(name: &'static str, before: &T, after: &T, now: &T, kept: &mut Vec<&'static str>) -> Option<T> {
    if before == after || before == now {
        return None;
    }
    if after != now {
        kept.push(name);
        return None;
    }
    Some(before.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{FieldId, MemberId};
    use crate::tickets::model::{Priority, Status};

    fn standing() -> Standing {
        Standing { status: Status::Open, priority: Priority::Low, category: None, holder: None, tags: vec!["vip".into()], values: vec![] }
    }

    #[test]
    fn what_nobody_touched_since_is_put_back() {
        let after = Standing {
            status: Status::Resolved,
            holder: Some(MemberId(7)),
            tags: vec!["late".into()],
            values: vec![(FieldId(1), "10482".into())],
            ..standing()
        };
        let (back, kept) = back(&standing(), &after, &after);
        assert_eq!((back.former.status, back.former.priority, back.former.holder), (Some(Status::Open), None, Some(None)));
        assert_eq!((back.tags, back.not_tags, back.fields), (vec!["vip".into()], vec!["late".into()], vec![(FieldId(1), None)]));
        assert!(kept.is_empty());
    }

    #[test]
    fn what_somebody_changed_since_stays_as_they_left_it() {
        let after = Standing { status: Status::Resolved, priority: Priority::High, ..standing() };
        let now = Standing { status: Status::Closed, ..after.clone() };
        let (back, kept) = back(&standing(), &after, &now);
        assert_eq!((back.former.status, back.former.priority, kept), (None, Some(Priority::Low), vec!["status"]));
    }

    #[test]
    fn what_was_put_back_by_hand_is_neither_put_back_nor_complained_about() {
        let after = Standing { priority: Priority::High, tags: vec![], ..standing() };
        assert_eq!(back(&standing(), &after, &standing()), (Back::default(), vec![]));
    }
}
