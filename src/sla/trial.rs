//! What a promise would have meant for tickets of the past. Pure.

use super::calendar::Calendar;
use super::model::{Pause, Policy};
use crate::kernel::ids::{CategoryId, TicketId};
use crate::kernel::time::Timestamp;
use crate::tickets::model::Priority;

/// A ticket of the past, as far as its promises are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Past {
    /// Which.
    pub id: TicketId,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub category_id: Option<CategoryId>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When the first answer was due.
    pub response_due_at: Timestamp,
    /// When staff answered first.
    pub responded_at: Option<Timestamp>,
    /// When the solution was due.
    pub resolution_due_at: Timestamp,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// Since when it waits for its customer.
    pub paused_at: Option<Timestamp>,
    /// When its resolution clock stood still; not columns.
    #[cfg_attr(feature = "server", sqlx(skip))]
    pub pauses: Vec<Pause>,
    /// When its customer waited for a further answer; not columns either.
    #[cfg_attr(feature = "server", sqlx(skip))]
    pub waits: Vec<Wait>,
}

/// A wait for a further answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// When the customer wrote.
    pub asked_at: Timestamp,
    /// When the answer was due.
    pub due_at: Timestamp,
    /// When it was over; `None` while it lasts.
    pub ended_at: Option<Timestamp>,
}

/// How many of the promises of one kind were kept, and would have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Clocks that have ended, or have run out.
    pub of: u32,
    /// Kept as promised then.
    pub before: u32,
    /// Kept under the policy on trial.
    pub then: u32,
}

/// One priority's row of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which tickets.
    pub priority: Priority,
    /// First replies.
    pub response: Tally,
    /// Further replies.
    pub next: Tally,
    /// Solutions.
    pub resolution: Tally,
}

/// Tries a policy on tickets of the past, from urgent to low. A clock that still runs under both is not counted: nobody knows yet.
pub fn trial(past: &[Past], policy: &Policy, calendar: &Calendar, now: Timestamp) -> Vec<Row> {
    let row = |priority: &Priority| {
        let (mut response, mut next, mut resolution) = (Tally::default(), Tally::default(), Tally::default());
        for t in past.iter().filter(|t| t.priority == *priority) {
            let target = policy.target_of(t.category_id, *priority);
            for wait in &t.waits {
                let waited = calendar.between(wait.asked_at, wait.ended_at.unwrap_or(now));
                next.count(wait.ended_at, wait.due_at, waited <= target.next_response_minutes * 60_000, now);
            }
            let answered = calendar.between(t.opened_at, t.responded_at.unwrap_or(now));
            response.count(t.responded_at, t.response_due_at, answered <= target.response_minutes * 60_000, now);
            let solved = t.resolved_at.unwrap_or(now);
            // While the clock stands still no time is lost, under whichever promise.
            let ended = t.pauses.iter().map(|pause| (pause.from, pause.to.unwrap_or(solved)));
            let waited: i64 = ended.chain(t.paused_at.map(|from| (from, solved))).map(|(from, to)| calendar.between(from, to.min(solved))).sum();
            let took = calendar.between(t.opened_at, solved) - waited;
            resolution.count(t.resolved_at, t.resolution_due_at, took <= target.resolution_minutes * 60_000, now);
        }
        Row { priority: *priority, response, next, resolution }
    };
    Priority::ALL.iter().rev().map(row).collect()
}

impl Tally {
    fn count(&mut self, met_at: Option<Timestamp>, due_at: Timestamp, would_hold: bool, now: Timestamp) {
        let held = met_at.unwrap_or(now) <= due_at;
        if met_at.is_none() && held && would_hold {
            return;
        }
        self.of += 1;
        self.before += u32::from(held);
        self.then += u32::from(would_hold);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::businesses::model::Business;
    use crate::kernel::hours::Hours;
    use crate::kernel::ids::BusinessId;
    use crate::sla::model::{CategoryPolicy, Own, Still, Target};

    const HOUR: i64 = 3_600_000;

    fn calendar(in_opening_hours: bool) -> Calendar {
        let hours = serde_json::to_string(&Hours::weekdays(9, 17)).unwrap();
        let (slug, name, invite_code) = ("kiln".into(), "Kiln".into(), "x".into());
        let business = Business { id: BusinessId(1), slug, name, invite_code, time_zone: "UTC".into(), currency: "KES".into(), hours };
        Calendar::of(&business, &Policy { in_opening_hours, ..Policy::default() })
    }

    fn policy(response_minutes: i64, resolution_minutes: i64) -> Policy {
        Policy { targets: vec![Target { response_minutes, resolution_minutes, ..Target::usual(Priority::High) }], ..Policy::default() }
    }

    /// Opened on a Friday at four, answered on Monday at ten, solved at noon; promised were two hours and twenty-four.
    fn ticket() -> Past {
        let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        Past {
            id: TicketId(1),
            priority: Priority::High,
            category_id: None,
            opened_at: at("2026-11-20T16:00:00Z"),
            response_due_at: at("2026-11-20T18:00:00Z"),
            responded_at: Some(at("2026-11-23T10:00:00Z")),
            resolution_due_at: at("2026-11-21T16:00:00Z"),
            resolved_at: Some(at("2026-11-23T12:00:00Z")),
            paused_at: None,
            pauses: vec![Pause { from: at("2026-11-23T10:00:00Z"), to: Some(at("2026-11-23T11:00:00Z")), why: Still::Waiting }],
            waits: Vec::new(),
        }
    }

    fn high(past: &[Past], policy: &Policy, calendar: &Calendar, now: Timestamp) -> Row {
        trial(past, policy, calendar, now).into_iter().find(|r| r.priority == Priority::High).unwrap()
    }

    #[test]
    fn opening_hours_and_waiting_are_left_out_of_what_it_took() {
        let now = ticket().opened_at.plus_ms(400 * HOUR);
        // One hour on Friday and one on Monday to the answer; three to the solution, for one was spent waiting.
        let row = high(&[ticket()], &policy(120, 180), &calendar(true), now);
        assert_eq!((row.response, row.resolution), (Tally { of: 1, before: 0, then: 1 }, Tally { of: 1, before: 0, then: 1 }));
        let row = high(&[ticket()], &policy(119, 179), &calendar(true), now);
        assert_eq!((row.response.then, row.resolution.then), (0, 0));
        assert_eq!(high(&[ticket()], &policy(120, 180), &calendar(false), now).response.then, 0, "day and night it took much longer");
    }

    #[test]
    fn a_clock_that_still_runs_counts_only_when_one_of_the_promises_is_broken() {
        let open = Past { responded_at: None, resolved_at: None, pauses: Vec::new(), ..ticket() };
        let soon = open.opened_at.plus_ms(HOUR / 2);
        assert_eq!(high(std::slice::from_ref(&open), &policy(60, 60), &calendar(true), soon).response, Tally::default());
        assert_eq!(high(std::slice::from_ref(&open), &policy(20, 60), &calendar(true), soon).response, Tally { of: 1, before: 1, then: 0 });
    }

    #[test]
    fn further_answers_count_wait_by_wait_under_what_their_category_promises() {
        let opened = ticket().opened_at;
        let wait = |from: i64, to: Option<i64>| Wait {
            asked_at: opened.plus_ms(from * HOUR),
            due_at: opened.plus_ms((from + 4) * HOUR),
            ended_at: to.map(|to| opened.plus_ms(to * HOUR)),
        };
        // Two hours, six hours, and one that has lasted for three.
        let waits = vec![wait(0, Some(2)), wait(10, Some(16)), wait(20, None)];
        let past = [Past { category_id: Some(CategoryId(4)), waits, ..ticket() }];
        let now = opened.plus_ms(23 * HOUR);
        let next = |policy: &Policy| high(&past, policy, &calendar(false), now).next;
        assert_eq!(next(&policy(120, 180)), Tally { of: 2, before: 1, then: 1 });
        let own = Own { priority: Priority::High, response_minutes: None, next_response_minutes: Some(150), resolution_minutes: None };
        let orders = CategoryPolicy { category: CategoryId(4), lead: None, targets: vec![own] };
        assert_eq!(next(&Policy { categories: vec![orders], ..policy(120, 180) }), Tally { of: 3, before: 2, then: 1 });
    }
}
