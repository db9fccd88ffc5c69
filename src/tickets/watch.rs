//! Which deadlines of a ticket somebody has to look at, and when. Pure: `now` is a parameter.

use super::model::Ticket;
use crate::kernel::time::Timestamp;
use crate::sla::model::SlaClock;
use crate::sla::terms::{Promise, Terms};

/// One clock of a ticket, as far as warnings and misses are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Watched {
    clock: SlaClock,
    began_at: Timestamp,
    promise: Promise,
    /// When the promise was kept, or kept too late.
    done_at: Option<Timestamp>,
    is_paused: bool,
    is_warned: bool,
    is_missed: bool,
}

/// What a look at a ticket's deadlines found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Clocks that are about to run out, for the first time.
    pub warned: Vec<SlaClock>,
    /// Clocks that ran out, for the first time.
    pub missed: Vec<SlaClock>,
    /// Whether somebody still waits for what was missed.
    pub is_owed: bool,
}

/// Whether the late answer that the customer waits for was noticed.
pub fn is_wait_missed(ticket: &Ticket) -> bool {
    ticket.awaiting_since.is_some_and(|since| ticket.next_response_breached_at.is_some_and(|at| at > since))
}

/// Warnings and misses that nobody has noted yet. An answer that came too late is a miss too.
pub fn look(ticket: &Ticket, terms: &Terms, now: Timestamp) -> Found {
    let mut found = Found::default();
    for w in watched(ticket) {
        let is_over = !w.is_paused && w.done_at.unwrap_or(now) > w.promise.due_at;
        if is_over && !w.is_missed {
            found.missed.push(w.clock);
            found.is_owed |= w.done_at.is_none();
        } else if !is_over && w.warn_at(terms).is_some_and(|at| at <= now) {
            found.warned.push(w.clock);
        }
    }
    found
}

/// When somebody has to look next: at the next warning, right after the next deadline nobody has noticed yet, or at once when it is over.
pub fn next_look(ticket: &Ticket, terms: &Terms, now: Timestamp) -> Option<Timestamp> {
    watched(ticket).iter().filter_map(|w| w.warn_at(terms).or_else(|| w.end())).min().map(|at| at.max(now))
}

impl Watched {
    /// When staff has to be warned; `None` when they were, or need not be.
    fn warn_at(&self, terms: &Terms) -> Option<Timestamp> {
        let is_wanted = self.done_at.is_none() && !self.is_paused && !self.is_warned && !self.is_missed;
        is_wanted.then(|| terms.warn_at(self.began_at, self.promise)).flatten()
    }

    /// When it is over; `None` when that is known, or will not be.
    fn end(&self) -> Option<Timestamp> {
        let is_open = !self.is_missed && !self.is_paused && self.done_at.is_none_or(|at| at > self.promise.due_at);
        is_open.then(|| self.promise.due_at.plus_ms(1))
    }
}

/// The clocks of an active ticket.
fn watched(t: &Ticket) -> Vec<Watched> {
    if !t.status.is_active() {
        return Vec::new();
    }
    let mut all = vec![
        Watched {
            clock: SlaClock::Response,
            began_at: t.opened_at,
            promise: Promise { minutes: t.response_minutes, due_at: t.response_due_at },
            done_at: t.responded_at,
            is_paused: false,
            is_warned: t.response_warned_at.is_some(),
            is_missed: t.response_breached_at.is_some(),
        },
        Watched {
            clock: SlaClock::Resolution,
            began_at: t.opened_at,
            promise: Promise { minutes: t.resolution_minutes, due_at: t.resolution_due_at },
            done_at: None,
            is_paused: t.paused_at.is_some(),
            is_warned: t.resolution_warned_at.is_some(),
            is_missed: t.resolution_breached_at.is_some(),
        },
    ];
    if let (Some(began_at), Some(due_at)) = (t.awaiting_since, t.next_response_due_at) {
        let is_warned = t.next_response_warned_at.is_some_and(|at| at >= began_at);
        let is_missed = is_wait_missed(t);
        let promise = Promise { minutes: t.next_response_minutes.unwrap_or(0), due_at };
        all.push(Watched { clock: SlaClock::NextResponse, began_at, promise, done_at: None, is_paused: false, is_warned, is_missed });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversations::model::SenderKind;
    use crate::sla::counter::{MINUTE, any_place, any_start, terms_of_all_time as always};
    use crate::sla::model::Target;
    use crate::tickets::model::Status;
    use crate::tickets::rules::tests::ticket;
    use crate::tickets::rules::{Said, after_said};
    use proptest::prelude::*;

    /// So many minutes after the test's ticket was opened: a hundred are promised for the first answer, a thousand for the solution.
    const fn at(minute: i64) -> Timestamp {
        Timestamp(minute * MINUTE)
    }

    fn after(minute: i64) -> Option<Timestamp> {
        Some(at(minute).plus_ms(1))
    }

    #[test]
    fn somebody_looks_after_the_next_deadline_and_at_once_after_a_late_answer() {
        let look = |t: Ticket| next_look(&t, &always(0), at(10));
        assert_eq!(look(ticket()), after(100));
        assert_eq!(look(Ticket { responded_at: Some(at(50)), ..ticket() }), after(1000));
        let late = Ticket { responded_at: Some(at(150)), status: Status::InProgress, ..ticket() };
        assert_eq!(next_look(&late, &always(0), at(160)), Some(at(160)));
        assert_eq!(next_look(&Ticket { response_breached_at: Some(at(160)), ..late }, &always(0), at(160)), after(1000));
        let waiting = Ticket { responded_at: Some(at(50)), paused_at: Some(at(60)), ..ticket() };
        assert_eq!((look(waiting), look(Ticket { status: Status::Closed, ..ticket() })), (None, None));
    }

    #[test]
    fn a_warning_comes_once_and_never_after_the_end() {
        let t = ticket();
        assert_eq!(next_look(&t, &always(20), at(10)), Some(at(80)));
        assert_eq!(look(&t, &always(20), at(80).plus_ms(-1)), Found::default());
        assert_eq!(look(&t, &always(20), at(80)).warned, [SlaClock::Response]);
        let warned = Ticket { response_warned_at: Some(at(80)), ..t.clone() };
        assert_eq!((look(&warned, &always(20), at(90)), next_look(&warned, &always(20), at(90))), (Found::default(), after(100)));
        let over = look(&t, &always(20), at(101));
        assert_eq!(over, Found { missed: vec![SlaClock::Response], is_owed: true, ..Found::default() });
        let answered = look(&Ticket { responded_at: Some(at(150)), ..t }, &always(20), at(160));
        assert_eq!((answered.missed.as_slice(), answered.is_owed), ([SlaClock::Response].as_slice(), false));
    }

    #[test]
    fn after_a_long_wait_the_warning_comes_when_the_share_of_the_promise_is_left() {
        // Ten thousand minutes went by waiting, after a tenth of the thousand that are promised.
        let resumed = Ticket { responded_at: Some(at(50)), status: Status::InProgress, resolution_due_at: at(11_000), ..ticket() };
        assert_eq!(next_look(&resumed, &always(20), at(10_100)), Some(at(10_800)));
        assert_eq!(look(&resumed, &always(20), at(10_799)), Found::default());
        assert_eq!(look(&resumed, &always(20), at(10_800)).warned, [SlaClock::Resolution]);
    }

    #[test]
    fn every_wait_for_a_further_answer_is_warned_and_missed_anew() {
        let asked = |minute: i64| Ticket {
            responded_at: Some(at(5)),
            awaiting_since: Some(at(minute)),
            next_response_due_at: Some(at(minute + 100)),
            next_response_minutes: Some(100),
            ..ticket()
        };
        assert_eq!(look(&asked(200), &always(20), at(280)).warned, [SlaClock::NextResponse]);
        assert_eq!(look(&asked(200), &always(20), at(301)).missed, [SlaClock::NextResponse]);
        let noted = |minute| Ticket { next_response_warned_at: Some(at(280)), next_response_breached_at: Some(at(301)), ..asked(minute) };
        assert_eq!(look(&noted(200), &always(20), at(310)), Found::default());
        assert_eq!(look(&noted(400), &always(20), at(480)).warned, [SlaClock::NextResponse]);
        assert_eq!(look(&noted(400), &always(20), at(501)).missed, [SlaClock::NextResponse]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        /// A talk of customer and staff, minute by minute: which waits were too long, once by the rules and once by counting open minutes.
        #[test]
        fn waits_for_further_answers_agree_with_a_minute_counter(
            gaps in prop::collection::vec((1_i64..1500, any::<bool>()), 1..25),
            place in any_place(),
            start in any_start(),
            promised in 1_i64..400,
        ) {
            let terms = place.terms(Target { next_response_minutes: promised, ..Target::usual(ticket().priority) }, 20);
            let mut at = start;
            let said: Vec<Said> = gaps.iter().map(|(gap, is_staff)| {
                at = at.plus_ms(gap * MINUTE);
                Said { kind: if *is_staff { SenderKind::Agent } else { SenderKind::Customer }, at }
            }).collect();
            let end = at.plus_ms(200 * MINUTE);
            let wall = place.minutes(start, end.since(start) / (1440 * MINUTE) + 1);

            let mut t = Ticket { opened_at: start, resolution_due_at: end.plus_ms(MINUTE), response_due_at: end, ..ticket() };
            let (mut by_rules, mut now) = (Vec::new(), start);
            for s in &said {
                // Nobody looks in between: what is late when the answer comes is late.
                now = s.at;
                let outcome = after_said(&t, std::slice::from_ref(s));
                for (asked, answered) in &outcome.ended {
                    by_rules.push((*asked, terms.promise(None, t.priority, SlaClock::NextResponse, *asked).due_at < *answered));
                }
                t = Ticket { responded_at: t.responded_at.or(outcome.responded_at), awaiting_since: outcome.awaiting, status: outcome.status.unwrap_or(t.status), ..t };
            }
            let awaited = t.awaiting_since.map(|asked| terms.promise(None, t.priority, SlaClock::NextResponse, asked));
            (t.next_response_due_at, t.next_response_minutes) = (awaited.map(|p| p.due_at), awaited.map(|p| p.minutes));
            if let Some(asked) = t.awaiting_since {
                by_rules.push((asked, look(&t, &terms, end).missed.contains(&SlaClock::NextResponse)));
            }
            prop_assert!(now <= end);

            // A promise whose minutes are used up when the business closes is over then, not when it opens again.
            let is_late = |due: Option<Timestamp>, at: Timestamp| due.is_some_and(|due| due < at);
            let (mut counted, mut asked, mut open_minutes, mut due, mut is_answered) = (Vec::new(), None, 0, None, false);
            let mut minute = start;
            while minute < end {
                for s in said.iter().filter(|s| s.at == minute) {
                    match (s.kind, asked) {
                        (SenderKind::Agent, Some(since)) => { counted.push((since, is_late(due, minute))); asked = None; }
                        (SenderKind::Customer, None) if is_answered => { (asked, open_minutes, due) = (Some(minute), 0, None); }
                        _ => {}
                    }
                    is_answered |= s.kind == SenderKind::Agent;
                }
                open_minutes += i64::from(wall.counts(minute).unwrap());
                minute = minute.plus_ms(MINUTE);
                if open_minutes == promised { due = due.or(Some(minute)); }
            }
            counted.extend(asked.map(|since| (since, is_late(due, end))));
            prop_assert_eq!(by_rules, counted);
        }
    }
}
