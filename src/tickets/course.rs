//! How a ticket's times change when it moves from one status to another. Pure.

use super::model::{Status, Ticket};
use crate::kernel::time::Timestamp;
use crate::sla::calendar::Calendar;
use crate::sla::model::{Pause, Still};

/// A ticket that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// As it stands now.
    pub ticket: Ticket,
    /// The time at which its resolution clock stood still, if that ended now.
    pub ended: Option<Pause>,
}

/// Why the resolution clock stands still in a status; `None` where it runs.
pub const fn still(status: Status) -> Option<Still> {
    match status {
        Status::Open | Status::InProgress => None,
        Status::WaitingResponse => Some(Still::Waiting),
        Status::Resolved | Status::Closed => Some(Still::Resolved),
    }
}

/// Since when the resolution clock of a ticket stands still, if it does.
pub fn pause(ticket: &Ticket) -> Option<Pause> {
    let why = still(ticket.status)?;
    let from = match why {
        Still::Waiting => ticket.paused_at,
        Still::Resolved => ticket.resolved_at,
    };
    Some(Pause { from: from?, to: None, why })
}

/// The ticket after it moved to another status at `now`.
pub fn moved(ticket: Ticket, to: Status, now: Timestamp, calendar: &Calendar) -> Moved {
    let ended = pause(&ticket).filter(|pause| still(to) != Some(pause.why));
    let mut next = Ticket { status: to, ..ticket };
    // What was left of the promise when the clock stopped is left when it goes on, or stops for another reason. What was over stays over.
    if let Some(pause) = ended.filter(|pause| pause.from <= next.resolution_due_at) {
        next.resolution_due_at = calendar.due_at(now, calendar.between(pause.from, next.resolution_due_at));
    }
    next.paused_at = (to == Status::WaitingResponse).then(|| next.paused_at.unwrap_or(now));
    if !matches!(to, Status::Open | Status::InProgress) {
        (next.awaiting_since, next.next_response_due_at, next.next_response_minutes) = (None, None, None);
    }
    match to {
        Status::Resolved => {
            next.resolved_at = Some(now);
            next.closed_at = None;
            next.snoozed_until = None;
        }
        Status::Closed => {
            next.resolved_at = next.resolved_at.or(Some(now));
            next.closed_at = Some(now);
            next.snoozed_until = None;
        }
        _ => (next.resolved_at, next.closed_at) = (None, None),
    }
    Moved { ticket: next, ended: ended.map(|pause| Pause { to: Some(now), ..pause }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::zone::Zone;
    use crate::sla::counter::{MINUTE, Minutes, any_place, any_start, terms_of_all_time};
    use crate::sla::explain::explain;
    use crate::sla::model::{Deadline, Policy, SlaClock, Standing, Target};
    use crate::sla::terms::Terms;
    use crate::sla::trial::{Past, trial};
    use crate::tickets::rules::may_move;
    use crate::tickets::rules::tests::ticket;
    use crate::tickets::{views, watch};
    use Status::{Closed, InProgress, Resolved, WaitingResponse};
    use proptest::prelude::*;

    const HOUR: i64 = 60;

    const fn at(minute: i64) -> Timestamp {
        Timestamp(minute * MINUTE)
    }

    /// A ticket answered at once whose solution is promised in 24 hours, around the clock.
    fn begun(terms: &Terms) -> Ticket {
        let resolution_due_at = terms.calendar.due_at(at(0), 24 * HOUR * MINUTE);
        Ticket { status: InProgress, responded_at: Some(at(0)), resolution_minutes: 24 * HOUR, resolution_due_at, ..ticket() }
    }

    /// The ticket after it moved at these minutes, and how its resolution clock stands in the last of them.
    fn course(moves: &[(i64, Status)], now: i64) -> (Ticket, Vec<Pause>, Deadline) {
        let terms = terms_of_all_time(20);
        let (mut t, mut pauses) = (begun(&terms), Vec::new());
        for (minute, to) in moves {
            let moved = moved(t, *to, at(*minute), &terms.calendar);
            t = moved.ticket;
            pauses.extend(moved.ended);
        }
        let clock = views::deadlines(&t, &terms).pop().unwrap();
        assert_eq!((clock.clock, clock.total_ms), (SlaClock::Resolution, 24 * HOUR * MINUTE), "the promise stays, at {now}");
        (t, pauses, clock)
    }

    #[test]
    fn ten_days_of_waiting_leave_what_was_left_and_its_share() {
        let resumed = 241 * HOUR;
        let (_, pauses, clock) = course(&[(HOUR, WaitingResponse), (resumed, InProgress)], resumed);
        assert_eq!((clock.remaining_ms(at(resumed)), clock.standing(at(resumed)), clock.percent_left(at(resumed))), (23 * HOUR * MINUTE, Standing::Good, 95));
        assert_eq!(clock.warn_at, Some(at(resumed + 23 * HOUR - 24 * HOUR / 5)), "a fifth of the promise before it is due");
        assert_eq!(pauses, [Pause { from: at(HOUR), to: Some(at(resumed)), why: Still::Waiting }]);
    }

    #[test]
    fn what_is_resolved_after_a_wait_is_in_time_if_it_was_in_time_when_the_wait_began() {
        let (t, pauses, clock) = course(&[(HOUR, WaitingResponse), (72 * HOUR, Resolved)], 72 * HOUR);
        assert_eq!((clock.standing(at(80 * HOUR)), clock.words(at(80 * HOUR)).as_str(), t.paused_at), (Standing::Met, "met in 1 h", None));
        assert_eq!(pauses, [Pause { from: at(HOUR), to: Some(at(72 * HOUR)), why: Still::Waiting }]);
        let (_, _, late) = course(&[(25 * HOUR, WaitingResponse), (72 * HOUR, Resolved)], 72 * HOUR);
        assert_eq!(late.standing(at(80 * HOUR)), Standing::MetLate, "what was over stays over");
    }

    #[test]
    fn what_is_opened_again_has_the_time_that_was_left_when_it_was_resolved() {
        let (t, pauses, clock) = course(&[(2 * HOUR, Resolved), (74 * HOUR, InProgress)], 74 * HOUR);
        assert_eq!((clock.remaining_ms(at(74 * HOUR)), clock.standing(at(74 * HOUR)), t.resolved_at), (22 * HOUR * MINUTE, Standing::Good, None));
        assert_eq!(watch::look(&t, &terms_of_all_time(20), at(74 * HOUR)), watch::Found::default());
        assert_eq!(pauses, [Pause { from: at(2 * HOUR), to: Some(at(74 * HOUR)), why: Still::Resolved }]);
        let (closed, none, _) = course(&[(2 * HOUR, Resolved), (9 * HOUR, Closed)], 9 * HOUR);
        assert_eq!((closed.resolved_at, closed.closed_at, none.len()), (Some(at(2 * HOUR)), Some(at(9 * HOUR)), 0), "closing changes no clock");
    }

    /// The same clock, minute by minute.
    struct Counter {
        promised: i64,
        used: i64,
        runs: bool,
        is_late: bool,
        due: Option<Timestamp>,
        share: i64,
        warned: Option<Timestamp>,
    }

    impl Counter {
        fn left(&self) -> i64 {
            (self.promised - self.used).max(0)
        }

        /// A minute goes by; `false` when nobody knows whether it counts.
        fn pass(&mut self, wall: &Minutes, now: Timestamp) -> bool {
            let Some(counts) = wall.counts(now) else { return false };
            if self.runs {
                self.is_late |= self.left() == 0;
                self.used += i64::from(counts);
                if counts && self.used == self.promised {
                    self.due = Some(now.plus_ms(MINUTE));
                }
                if counts && self.left() == self.share {
                    self.warned = Some(now.plus_ms(MINUTE));
                }
            }
            true
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]
        /// Waiting, resolved, opened again, in any order and at any hour: due times, what is left, lateness, warnings, the arithmetic that is told and the
        /// trial of promises are the same as by counting minute by minute.
        #[test]
        fn clocks_agree_with_a_minute_counter_over_every_course(
            place in any_place(),
            start in any_start(),
            twenties in 1_i64..60,
            percent in prop::sample::select(vec![5_i64, 20, 50, 90]),
            moves in prop::collection::vec((0_i64..4000, 0_usize..3), 0..9),
        ) {
            let promised = twenties * 20;
            let target = Target { response_minutes: 1, resolution_minutes: promised, ..Target::usual(ticket().priority) };
            let (terms, wall) = (place.terms(target, percent), place.minutes(start, 70));
            let promise = terms.promise(None, target.priority, SlaClock::Resolution, start);
            let mut t = Ticket { opened_at: start, responded_at: Some(start), status: InProgress, resolution_minutes: promise.minutes, resolution_due_at: promise.due_at, ..ticket() };
            let mut count = Counter { promised, used: 0, runs: true, is_late: false, due: None, share: promised * percent / 100, warned: None };
            let (mut now, mut pauses, mut resumed) = (start, Vec::new(), start);
            let mut left_when_resumed = promised;
            // At the end it goes on until it is due.
            for (gap, to) in moves.into_iter().map(|(gap, n)| (gap, Some(n))).chain([(77, None)]) {
                for _ in 0..gap {
                    prop_assert!(count.pass(&wall, now), "seventy days are enough");
                    now = now.plus_ms(MINUTE);
                }
                agrees(&t, &terms, &count, &pauses, now)?;
                let possible: Vec<Status> = [InProgress, WaitingResponse, Resolved].into_iter().filter(|to| may_move(t.status, *to)).collect();
                let to = to.map_or(InProgress, |n| possible[n % possible.len()]);
                let moved = moved(t, to, now, &terms.calendar);
                t = moved.ticket;
                pauses.extend(moved.ended);
                if still(to).is_none() && !count.runs {
                    (resumed, left_when_resumed) = (now, count.left());
                    // It stopped when its last minute was over, and was not late yet.
                    if count.left() == 0 && !count.is_late {
                        count.due = Some(now);
                    }
                }
                count.runs = still(to).is_none();
                agrees(&t, &terms, &count, &pauses, now)?;
            }
            while count.due.is_none() {
                if !count.pass(&wall, now) {
                    return Err(TestCaseError::reject("too many days off"));
                }
                now = now.plus_ms(MINUTE);
            }
            prop_assert_eq!(Some(t.resolution_due_at), count.due);
            let warn_at = views::deadlines(&t, &terms).pop().unwrap().warn_at.unwrap();
            if left_when_resumed > count.share {
                prop_assert_eq!(Some(warn_at), count.warned);
            } else {
                prop_assert!(warn_at <= resumed, "it is due soon from the start");
            }
        }
    }

    fn agrees(t: &Ticket, terms: &Terms, count: &Counter, pauses: &[Pause], now: Timestamp) -> Result<(), TestCaseError> {
        let clock = views::deadlines(t, terms).pop().unwrap();
        prop_assert_eq!(clock.total_ms, count.promised * MINUTE);
        if count.is_late {
            prop_assert!(clock.remaining_ms(now) < 0);
        } else {
            prop_assert_eq!(clock.remaining_ms(now), count.left() * MINUTE);
        }
        prop_assert_eq!(watch::look(t, terms, now).missed.contains(&SlaClock::Resolution), count.is_late && count.runs);
        let told: Vec<Pause> = pauses.iter().copied().chain(pause(t).filter(|pause| pause.why == Still::Waiting)).collect();
        let lines = explain(&clock, t.opened_at, &told, &terms.calendar, &Zone::utc(), now);
        prop_assert!(lines.iter().all(|line| !line.contains("were changed since")), "{lines:?}");
        if t.resolved_at.is_some() {
            let past = Past {
                id: t.id,
                priority: t.priority,
                category_id: None,
                opened_at: t.opened_at,
                response_due_at: t.response_due_at,
                responded_at: t.responded_at,
                resolution_due_at: t.resolution_due_at,
                resolved_at: t.resolved_at,
                paused_at: t.paused_at,
                pauses: pauses.to_vec(),
                waits: Vec::new(),
            };
            for (minutes, holds) in [(count.used, 1), (count.used - 1, 0)] {
                let policy = Policy { targets: vec![Target { resolution_minutes: minutes, ..Target::usual(t.priority) }], ..terms.policy.clone() };
                let row = trial(std::slice::from_ref(&past), &policy, &terms.calendar, now).into_iter().find(|row| row.priority == t.priority).unwrap();
                prop_assert_eq!((row.resolution.of, row.resolution.before, row.resolution.then), (1, u32::from(!count.is_late), holds));
            }
        }
        Ok(())
    }
}
