//! What is promised for a ticket once it is more or less urgent, or about something else. Pure: `now` is a parameter.

use super::model::{Priority, Ticket};
use crate::kernel::time::Timestamp;
use crate::sla::model::SlaClock;
use crate::sla::terms::Terms;

const MINUTE: i64 = 60_000;

/// The ticket with the promises of its category and of this priority, which is not that of the ticket where a missed promise raised it: as if they had been
/// made when it was opened. Time that was used up stays used up. What is answered, missed or over stays as it was promised; whoever waits for a further
/// answer waits for what they were promised.
pub fn promised(ticket: Ticket, under: Priority, terms: &Terms, now: Timestamp) -> Ticket {
    let mut next = Ticket { promised_under: under, ..ticket };
    let promise = |clock| terms.promise(next.category_id, under, clock, next.opened_at);
    let (response, resolution) = (promise(SlaClock::Response), promise(SlaClock::Resolution));
    if next.responded_at.is_none() && next.response_breached_at.is_none() && response.minutes != next.response_minutes {
        (next.response_minutes, next.response_due_at, next.response_warned_at) = (response.minutes, response.due_at, None);
    }
    if next.status.is_active() && next.resolution_breached_at.is_none() && resolution.minutes != next.resolution_minutes {
        let from = next.paused_at.unwrap_or(now);
        let due = next.resolution_due_at;
        let was_left = if due >= from { terms.calendar.between(from, due) } else { -terms.calendar.between(due, from) };
        let left = was_left + (resolution.minutes - next.resolution_minutes) * MINUTE;
        // What would have been over is due since the moment it would have been, had it never stood still.
        next.resolution_due_at = if left > 0 { terms.calendar.due_at(from, left) } else { resolution.due_at.min(from) };
        (next.resolution_minutes, next.resolution_warned_at) = (resolution.minutes, None);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::counter::terms_of_all_time;
    use crate::sla::model::{Policy, Target};
    use crate::tickets::model::Status;
    use crate::tickets::rules::tests::ticket;

    const HOUR: i64 = 60 * MINUTE;

    fn terms() -> Terms {
        let of = |priority, response_minutes, resolution_hours: i64| Target {
            response_minutes,
            resolution_minutes: resolution_hours * 60,
            ..Target::usual(priority)
        };
        let terms = terms_of_all_time(20);
        let policy = Policy { targets: vec![of(Priority::Low, 240, 48), of(Priority::Medium, 120, 24), of(Priority::Urgent, 30, 4)], ..terms.policy };
        Terms { policy, ..terms }
    }

    /// Of medium urgency: an answer in two hours, a solution in a day.
    fn begun() -> Ticket {
        let due = |minutes: i64| Timestamp(minutes * MINUTE);
        Ticket {
            opened_at: Timestamp(0),
            priority: Priority::Medium,
            response_minutes: 120,
            response_due_at: due(120),
            resolution_minutes: 1440,
            resolution_due_at: due(1440),
            ..ticket()
        }
    }

    fn at(ticket: Ticket, priority: Priority, hour: i64) -> (i64, i64) {
        let next = promised(ticket, priority, &terms(), Timestamp(hour * HOUR));
        (next.response_due_at.0 / MINUTE, next.resolution_due_at.0 / HOUR)
    }

    #[test]
    fn what_is_urgent_is_due_as_if_it_had_been_from_the_start() {
        assert_eq!(at(begun(), Priority::Urgent, 1), (30, 4), "an answer was due half an hour ago");
        assert_eq!(at(begun(), Priority::Low, 1), (240, 48));
        assert_eq!(at(begun(), Priority::Urgent, 9), (30, 4), "a solution, too");
        let there = promised(begun(), Priority::Urgent, &terms(), Timestamp(HOUR));
        assert_eq!(promised(there, Priority::Medium, &terms(), Timestamp(9 * HOUR)), begun(), "and back, also when it was over meanwhile");
    }

    #[test]
    fn what_is_answered_missed_or_over_stays_and_waiting_costs_nothing() {
        let answered = Ticket { responded_at: Some(Timestamp(HOUR)), status: Status::InProgress, ..begun() };
        assert_eq!(at(answered.clone(), Priority::Urgent, 2), (120, 4));
        assert_eq!(at(Ticket { resolution_breached_at: Some(Timestamp(25 * HOUR)), ..answered.clone() }, Priority::Low, 26), (120, 24));
        assert_eq!(at(Ticket { status: Status::Resolved, ..answered.clone() }, Priority::Urgent, 2), (120, 24));
        // After two hours of work it stood still for ten; of the four hours of what is urgent two are left.
        let waited = Ticket { resolution_due_at: Timestamp(34 * HOUR), ..answered.clone() };
        assert_eq!(at(waited, Priority::Urgent, 12), (120, 14));
        let waiting = Ticket { status: Status::WaitingResponse, paused_at: Some(Timestamp(2 * HOUR)), ..answered };
        assert_eq!(at(waiting, Priority::Urgent, 12), (120, 4), "and goes on with them when the customer answers");
    }
}
