//! Taking one's own last change of a ticket back, for a moment. Pure: `now` is a parameter.

use super::model::{Priority, Status};
use super::stand::Stand;
use crate::event::Event;
use crate::fields::model::Entry;
use crate::kernel::ids::{CategoryId, EventId, FieldId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::mem::discriminant;

/// How long a change can be taken back. Pages with script offer it for ten seconds; who has none needs time to read.
pub const UNDO_MS: i64 = 60_000;

/// What stands in the fields of a ticket.
type Values<'a> = &'a [(FieldId, String)];

/// What a change did beside what a ticket's own row holds: tags, and fields of the business's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// What was done, in a word or two.
    #[serde(alias = "name")]
    pub words: String,
    /// Tags they put on it.
    pub tags: Vec<String>,
    /// Tags they took off.
    pub not_tags: Vec<String>,
    /// Fields they filled or emptied: with what stood there before, and after.
    pub fields: Vec<(FieldId, Option<String>, Option<String>)>,
}

impl Beside {
    /// What became of tags and of the values of fields.
    pub fn between(words: String, tags: (&[String], &[String]), values: (Values<'_>, Values<'_>)) -> Self {
        let only = |a: &[String], b: &[String]| a.iter().filter(|tag| !b.contains(tag)).cloned().collect();
        let value = |values: Values<'_>, field| values.iter().find(|(id, _)| *id == field).map(|(_, value)| value.clone());
        let mut fields: Vec<_> = values.0.iter().chain(values.1).map(|(id, _)| *id).collect();
        fields.sort_unstable();
        fields.dedup();
        let fields = fields.into_iter().map(|id| (id, value(values.0, id), value(values.1, id))).filter(|(_, was, is)| was != is).collect();
        Self { words, tags: only(tags.1, tags.0), not_tags: only(tags.0, tags.1), fields }
    }

    /// Whether tags and fields are as before.
    pub const fn is_nothing(&self) -> bool {
        self.tags.is_empty() && self.not_tags.is_empty() && self.fields.is_empty()
    }

    /// The fields that still hold what the steps left in them, as they were before.
    pub fn fields_back(&self, now: &[(FieldId, String)]) -> Vec<Entry> {
        let holds = |field: FieldId| now.iter().find(|(id, _)| *id == field).map(|(_, value)| value);
        self.fields.iter().filter(|(field, _, after)| holds(*field) == after.as_ref()).map(|(field, before, _)| (*field, before.clone())).collect()
    }
}

/// What of a ticket is put back; `None` leaves a part as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// Its status.
    pub status: Option<Status>,
    /// How urgent it was.
    pub priority: Option<Priority>,
    /// What it was about.
    pub category: Option<Option<CategoryId>>,
    /// Who answered.
    pub holder: Option<Option<MemberId>>,
    /// How it stood before the change that is undone, and after it, and when that was: for the clocks, if nobody touched them since.
    pub stood: Option<(Stand, Stand, Timestamp)>,
}

/// The last change of a ticket by one of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastChange {
    /// Who.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// How the ticket stood before.
    pub before: Stand,
    /// And after.
    pub after: Stand,
    /// What else changed, when it was several steps at once.
    pub beside: Option<Beside>,
}

/// Whether `who` may take the last change back: it was theirs, a moment ago, and the ticket stands as they left it.
///
/// # Errors
/// The sentence that says why not.
pub fn check(last: &LastChange, stands: &Stand, who: MemberId, now: Timestamp) -> Result<(), &'static str> {
    if last.by != who {
        Err("A colleague changed this ticket after you. Nothing was undone.")
    } else if now.since(last.at) > UNDO_MS {
        Err("That was too long ago to be undone. Change it by hand.")
    } else if last.after != *stands {
        Err("This ticket has changed since. Nothing was undone.")
    } else {
        Ok(())
    }
}

/// What a change did, in a word or two, said to whoever did it.
pub fn words(change: &LastChange) -> String {
    let LastChange { by, before, after, beside, .. } = change;
    if let Some(beside) = beside {
        return beside.words.clone();
    }
    match (before.status, after.status) {
        (Status::Resolved | Status::Closed, Status::InProgress) => return "Reopened".into(),
        (from, to) if from != to => return to.label().into(),
        _ => {}
    }
    if before.priority != after.priority {
        return format!("Priority: {}", after.priority.label());
    }
    match (before.assignee_id, after.assignee_id) {
        (from, to) if from == to && before.category_id != after.category_id => "Category changed".into(),
        (from, to) if from == to => if after.snoozed_until.is_some() { "Snoozed" } else { "Brought back" }.into(),
        (_, None) => "Unassigned".into(),
        (_, to) if to == Some(*by) => "Assigned to you".into(),
        _ => "Assigned".into(),
    }
}

/// Whether an event tells of something that whoever did it may take back for a moment. Who is mailed of it waits until they no longer can.
pub const fn may_be_undone(event: &Event) -> bool {
    matches!(event, Event::StatusChanged { .. } | Event::PriorityChanged { .. } | Event::CategoryChanged { .. } | Event::Assigned { .. })
}

/// Something that happened to a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Whether a person did it.
    pub by_person: bool,
    /// What.
    pub event: Event,
}

/// Whether what somebody did to a ticket is still news once they can no longer take it back: nothing of its kind came after it, and it does not end
/// where what they and others did just before had begun. `history` is what happened to the ticket, in order, from before then until now.
pub fn is_news(history: &[Happened], id: EventId) -> bool {
    let Some(place) = history.iter().position(|h| h.id == id) else { return false };
    let (this, same) = (&history[place], |h: &&Happened| discriminant(&h.event) == discriminant(&history[place].event));
    if history[place + 1..].iter().any(|h| same(&h)) {
        return false;
    }
    let (mut since, mut begin) = (this.at, ends(&this.event).0);
    for before in history[..place].iter().rev().filter(same) {
        if !before.by_person || since.since(before.at) > UNDO_MS {
            break;
        }
        (since, begin) = (before.at, ends(&before.event).0);
    }
    begin != ends(&this.event).1
}

/// What a change that may be undone led from and to.
const fn ends(event: &Event) -> (Option<i64>, Option<i64>) {
    match event {
        Event::StatusChanged { from, to, .. } => (Some(*from as i64), Some(*to as i64)),
        Event::PriorityChanged { from, to, .. } => (Some(*from as i64), Some(*to as i64)),
        Event::CategoryChanged { from: Some(from), to: Some(to), .. } => (Some(from.0), Some(to.0)),
        Event::CategoryChanged { from: Some(from), .. } => (Some(from.0), None),
        Event::CategoryChanged { to: Some(to), .. } => (None, Some(to.0)),
        Event::Assigned { agent: Some(agent), before: Some(before), .. } => (Some(before.0), Some(agent.0)),
        Event::Assigned { agent: Some(agent), .. } => (None, Some(agent.0)),
        Event::Assigned { before: Some(before), .. } => (Some(before.0), None),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TicketId;
    use crate::tickets::rules::tests::ticket;

    const AMINA: MemberId = MemberId(7);
    const NINE: Timestamp = Timestamp(32_400_000);

    fn change(to: impl Fn(&mut Stand)) -> LastChange {
        let before = Stand::of(&ticket());
        let mut after = before.clone();
        to(&mut after);
        LastChange { by: AMINA, at: NINE, before, after, beside: None }
    }

    #[test]
    fn ones_own_last_change_can_be_taken_back_for_a_moment_if_nobody_touched_it() {
        let last = change(|s| s.priority = Priority::Urgent);
        assert_eq!(check(&last, &last.after, AMINA, NINE.plus_ms(UNDO_MS)), Ok(()));
        assert!(check(&last, &last.after, AMINA, NINE.plus_ms(UNDO_MS + 1)).unwrap_err().contains("too long ago"));
        assert!(check(&last, &last.after, MemberId(8), NINE).unwrap_err().contains("colleague"));
        let touched = Stand { assignee_id: Some(MemberId(8)), ..last.after.clone() };
        assert!(check(&last, &touched, AMINA, NINE).unwrap_err().contains("changed since"));
        assert!(check(&last, &last.before, AMINA, NINE).is_err(), "what was taken back already is not taken back again");
    }

    #[test]
    fn what_was_taken_back_is_no_news_and_neither_is_taking_it_back() {
        use Status::{Closed, InProgress, Resolved};
        let (ticket, customer) = (TicketId(1), MemberId(1));
        let at = |seconds: i64, id: i64, event: Event| Happened { id: EventId(id), at: NINE.plus_ms(seconds * 1000), by_person: true, event };
        let moved = |seconds, id, from, to| at(seconds, id, Event::StatusChanged { ticket, customer, from, to });
        let given = |seconds, id, before: Option<i64>, agent: Option<i64>| {
            at(seconds, id, Event::Assigned { ticket, customer, agent: agent.map(MemberId), before: before.map(MemberId) })
        };
        let news = |history: &[Happened]| history.iter().filter(|h| is_news(history, h.id)).map(|h| h.id.0).collect::<Vec<_>>();
        assert_eq!(news(&[moved(0, 1, InProgress, Resolved)]), [1]);
        assert_eq!(news(&[moved(0, 1, InProgress, Resolved), moved(9, 2, Resolved, InProgress)]), [0; 0], "undone");
        let again = [moved(0, 1, InProgress, Resolved), moved(9, 2, Resolved, InProgress), moved(20, 3, InProgress, Resolved)];
        assert_eq!(news(&again), [3], "undone and done again: once");
        assert_eq!(news(&[moved(0, 1, Resolved, Closed), moved(9, 2, Closed, Resolved)]), [0; 0], "closing was undone: it was resolved long before");
        assert_eq!(news(&[moved(0, 1, InProgress, Resolved), moved(90, 2, Resolved, InProgress)]), [2], "a minute later it is a change of its own");
        let hands = [given(0, 1, Some(4), Some(5)), moved(1, 2, InProgress, Resolved), given(9, 3, Some(5), Some(4))];
        assert_eq!(news(&hands), [2], "each kind by itself");
        assert_eq!(news(&[given(0, 1, None, Some(5)), given(9, 2, Some(5), Some(6))]), [2], "whoever had it for nine seconds has nothing to do");
        let mut raised = [at(0, 1, Event::PriorityChanged { ticket, customer, from: Priority::Low, to: Priority::High })].to_vec();
        raised[0].by_person = false;
        raised.push(at(9, 2, Event::PriorityChanged { ticket, customer, from: Priority::High, to: Priority::Low }));
        assert_eq!(news(&raised), [2], "what Stoa did is not undone by it");
        assert!(!is_news(&[], EventId(1)));
    }

    #[test]
    fn a_change_is_named_in_a_word() {
        assert_eq!(words(&change(|s| s.status = Status::Resolved)), "Resolved");
        assert_eq!(words(&change(|s| s.priority = Priority::High)), "Priority: High");
        assert_eq!(words(&change(|s| s.category_id = Some(CategoryId(1)))), "Category changed");
        assert_eq!(words(&change(|s| s.assignee_id = Some(AMINA))), "Assigned to you");
        assert_eq!(words(&change(|s| s.assignee_id = Some(MemberId(8)))), "Assigned");
        let mut back = change(|s| s.status = Status::InProgress);
        back.before.status = Status::Resolved;
        assert_eq!(words(&back), "Reopened");
        assert_eq!(words(&change(|s| s.snoozed_until = Some(NINE))), "Snoozed");
        let mut woken = change(|_| ());
        woken.before.snoozed_until = Some(NINE);
        assert_eq!(words(&woken), "Brought back");
        let beside = Some(Beside { words: "Applied “Refund”".into(), ..Beside::default() });
        assert_eq!(words(&LastChange { beside, ..change(|s| s.status = Status::Resolved) }), "Applied “Refund”");
    }

    #[test]
    fn only_what_differs_is_kept_beside() {
        let [late, vip] = ["late", "vip"].map(String::from);
        let values = |size: &str, colour: &str| vec![(FieldId(1), size.to_owned()), (FieldId(2), colour.to_owned())];
        let found = Beside::between(String::new(), (std::slice::from_ref(&late), std::slice::from_ref(&vip)), (&values("L", "red")[..1], &values("L", "blue")));
        assert_eq!((found.tags, found.not_tags, found.fields), (vec![vip], vec![late], vec![(FieldId(2), None, Some("blue".into()))]));
    }

    #[test]
    fn only_fields_that_nobody_touched_since_are_put_back() {
        let fields =
            vec![(FieldId(1), None, Some("L".into())), (FieldId(2), Some("10482".into()), None), (FieldId(3), Some("red".into()), Some("blue".into()))];
        let beside = Beside { fields, ..Beside::default() };
        let now = [(FieldId(1), "L".into()), (FieldId(3), "green".into())];
        assert_eq!(beside.fields_back(&now), [(FieldId(1), None), (FieldId(2), Some("10482".into()))]);
    }
}
