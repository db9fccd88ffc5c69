//! Taking one's own last change of a ticket back, for a moment. Pure: `now` is a parameter.

use super::model::{Priority, Status, Ticket};
use crate::kernel::ids::{CategoryId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How long a change can be taken back. Pages with script offer it for ten seconds; who has none needs time to read.
pub const UNDO_MS: i64 = 60_000;

/// What staff changes at a ticket by hand, and the times that go with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub category_id: Option<CategoryId>,
    /// Who answers.
    pub assignee_id: Option<MemberId>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Since when the resolution clock waits for the customer.
    pub paused_at: Option<Timestamp>,
    /// When the solution is due.
    pub resolution_due_at: Timestamp,
    /// Put aside until then.
    pub snoozed_until: Option<Timestamp>,
    /// Since when the customer waits for a further answer.
    pub awaiting_since: Option<Timestamp>,
    /// When that answer is due.
    pub next_response_due_at: Option<Timestamp>,
}

impl Stand {
    /// How a ticket stands.
    pub const fn of(t: &Ticket) -> Self {
        Self {
            status: t.status,
            priority: t.priority,
            category_id: t.category_id,
            assignee_id: t.assignee_id,
            resolved_at: t.resolved_at,
            closed_at: t.closed_at,
            paused_at: t.paused_at,
            resolution_due_at: t.resolution_due_at,
            snoozed_until: t.snoozed_until,
            awaiting_since: t.awaiting_since,
            next_response_due_at: t.next_response_due_at,
        }
    }
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
    let LastChange { by, before, after, .. } = change;
    match (before.status, after.status) {
        (Status::Resolved | Status::Closed, Status::InProgress) => return "Reopened".into(),
        (from, to) if from != to => return to.label().into(),
        _ => {}
    }
    if before.priority != after.priority {
        return format!("Priority: {}", after.priority.label());
    }
    match (before.assignee_id, after.assignee_id) {
        (from, to) if from == to => "Category changed".into(),
        (_, None) => "Unassigned".into(),
        (_, to) if to == Some(*by) => "Assigned to you".into(),
        _ => "Assigned".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::rules::tests::ticket;

    const AMINA: MemberId = MemberId(7);
    const NINE: Timestamp = Timestamp(32_400_000);

    fn change(to: impl Fn(&mut Stand)) -> LastChange {
        let before = Stand::of(&ticket());
        let mut after = before.clone();
        to(&mut after);
        LastChange { by: AMINA, at: NINE, before, after }
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
    fn a_change_is_named_in_a_word() {
        assert_eq!(words(&change(|s| s.status = Status::Resolved)), "Resolved");
        assert_eq!(words(&change(|s| s.priority = Priority::High)), "Priority: High");
        assert_eq!(words(&change(|s| s.category_id = Some(CategoryId(1)))), "Category changed");
        assert_eq!(words(&change(|s| s.assignee_id = Some(AMINA))), "Assigned to you");
        assert_eq!(words(&change(|s| s.assignee_id = Some(MemberId(8)))), "Assigned");
        let mut back = change(|s| s.status = Status::InProgress);
        back.before.status = Status::Resolved;
        assert_eq!(words(&back), "Reopened");
    }
}
