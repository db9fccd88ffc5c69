//! How a ticket is getting on, as its customer sees it. Pure: `now` is a parameter.

use serde::{Deserialize, Serialize};
use stoa::kernel::time::{Timestamp, short_duration};
use stoa::kernel::zone::Zone;
use stoa::sla::model::{Deadline, SlaClock, Standing};
use stoa::tickets::model::Status;
use stoa::tickets::rules;

/// What a customer may know of how their ticket is getting on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Where it stands.
    pub status: Status,
    /// Who answers.
    pub assignee: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// First reply and resolution.
    pub deadlines: Vec<Deadline>,
    /// One to five stars, 0 for none yet.
    pub stars: u8,
    /// What was said with them.
    pub comment: String,
    /// Whether it may be rated now.
    pub may_rate: bool,
}

impl Progress {
    /// Where it stands on the stepper; past the end when all is done.
    pub fn step(&self) -> usize {
        match self.status {
            Status::Resolved | Status::Closed => 4,
            status => rules::step(status, self.assignee.is_some()),
        }
    }

    /// The clock of the solution.
    pub fn resolution(&self) -> Option<&Deadline> {
        self.deadlines.iter().find(|d| d.clock == SlaClock::Resolution)
    }

    /// The promise in words.
    pub fn promise(&self, zone: &Zone, now: Timestamp) -> String {
        let Some(clock) = self.resolution() else { return "We are looking into it".into() };
        match (self.status, clock.standing(now)) {
            (Status::Resolved | Status::Closed, _) => {
                self.resolved_at.map_or_else(|| "Solved".into(), |at| format!("Solved at {}", zone.moment_words(at, now)))
            }
            (_, Standing::Paused) => "We are waiting for your answer".into(),
            (_, Standing::Breached) => format!("We are late: this was due at {}", zone.moment_words(clock.due_at, now)),
            _ => format!("We aim to solve this by {}", zone.moment_words(clock.due_at, now)),
        }
    }

    /// What is known of the first reply.
    pub fn note(&self, zone: &Zone, now: Timestamp) -> String {
        let Some(first) = self.deadlines.iter().find(|d| d.clock == SlaClock::Response) else { return String::new() };
        let who = self.assignee.as_deref().and_then(|name| name.split_whitespace().next()).unwrap_or("We");
        match first.met_at {
            Some(at) => format!("{who} replied in {}", short_duration(at.since(self.opened_at))),
            None if now < first.due_at => format!("first reply by {}", zone.moment_words(first.due_at, now)),
            None => "the first reply is on its way".into(),
        }
    }

    /// Until when a reply opens it again; `None` when it does not.
    pub fn reopens_until(&self) -> Option<Timestamp> {
        self.resolved_at.filter(|_| self.status == Status::Resolved).map(|at| at.plus_ms(rules::REOPEN_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn progress() -> Progress {
        let clock = |clock, due: i64| Deadline {
            clock,
            due_at: Timestamp(due),
            total_ms: due,
            counting: vec![(Timestamp(0), Timestamp(due))],
            met_at: None,
            paused_at: None,
            warn_at: None,
        };
        Progress {
            status: Status::Open,
            assignee: None,
            opened_at: Timestamp(0),
            resolved_at: None,
            deadlines: vec![clock(SlaClock::Response, 2 * HOUR), clock(SlaClock::Resolution, 24 * HOUR)],
            stars: 0,
            comment: String::new(),
            may_rate: false,
        }
    }

    #[test]
    fn a_promise_says_when_and_whether_we_are_late() {
        let (p, zone) = (progress(), Zone::utc());
        assert_eq!(p.promise(&zone, Timestamp(HOUR)), "We aim to solve this by 00:00 tomorrow");
        assert_eq!(p.note(&zone, Timestamp(HOUR)), "first reply by 02:00 today");
        assert_eq!(p.promise(&zone, Timestamp(30 * HOUR)), "We are late: this was due at 00:00 today");
        let solved = Progress { status: Status::Resolved, resolved_at: Some(Timestamp(5 * HOUR)), ..p };
        assert_eq!(solved.promise(&zone, Timestamp(6 * HOUR)), "Solved at 05:00 today");
        assert_eq!(solved.reopens_until(), Some(Timestamp(5 * HOUR + 7 * 24 * HOUR)));
        assert_eq!(solved.step(), 4);
    }

    #[test]
    fn the_first_reply_is_told_with_who_gave_it() {
        let mut p = Progress { assignee: Some("Amina Otieno".into()), status: Status::InProgress, ..progress() };
        p.deadlines[0].met_at = Some(Timestamp(7 * 60_000));
        assert_eq!((p.note(&Zone::utc(), Timestamp(HOUR)), p.step()), ("Amina replied in 7 m".into(), 2));
    }
}
