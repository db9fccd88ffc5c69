//! How a ticket's times change when it moves from one status to another. Pure.

use super::model::{Status, Ticket};
use crate::event::Event;
use crate::kernel::time::Timestamp;
use crate::sla::calendar::Calendar;
use crate::sla::explain::Pause;

/// The ticket after it moved to another status at `now`.
pub fn moved(ticket: Ticket, to: Status, now: Timestamp, calendar: &Calendar) -> Ticket {
    let mut next = Ticket { status: to, ..ticket };
    // Waiting for the customer stops the resolution clock; what was left of it begins again when the waiting ends.
    match (next.paused_at, to) {
        (None, Status::WaitingResponse) => next.paused_at = Some(now),
        (Some(paused), Status::Open | Status::InProgress) => {
            let left = calendar.between(paused, next.resolution_due_at);
            if left > 0 {
                next.resolution_due_at = calendar.due_at(now, left);
            }
            next.paused_at = None;
        }
        _ => {}
    }
    if !matches!(to, Status::Open | Status::InProgress) {
        (next.awaiting_since, next.next_response_due_at) = (None, None);
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
    next
}

/// When a ticket waited for its customer, out of its history.
pub fn pauses<'a>(events: impl Iterator<Item = (Timestamp, &'a Event)>) -> Vec<Pause> {
    let (mut pauses, mut since) = (Vec::new(), None);
    for (at, event) in events {
        let Event::StatusChanged { to, .. } = event else { continue };
        match (since, *to) {
            (None, Status::WaitingResponse) => since = Some(at),
            (Some(from), Status::Open | Status::InProgress) => {
                pauses.push((from, Some(at)));
                since = None;
            }
            // Resolved while waiting: the clock stopped at once, nothing moved.
            (Some(_), Status::Resolved | Status::Closed) => since = None,
            _ => {}
        }
    }
    pauses.extend(since.map(|from| (from, None)));
    pauses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{MemberId, TicketId};

    #[test]
    fn only_waiting_that_ended_in_work_moved_the_due_time() {
        use Status::{InProgress, Resolved, WaitingResponse};
        let moved = |to| Event::StatusChanged { ticket: TicketId(1), customer: MemberId(1), from: Status::Open, to };
        let history = [(1, InProgress), (2, WaitingResponse), (5, InProgress), (6, WaitingResponse), (7, Resolved), (8, WaitingResponse)];
        let history = history.map(|(at, to)| (Timestamp(at), moved(to)));
        assert_eq!(pauses(history.iter().map(|(at, event)| (*at, event))), [(Timestamp(2), Some(Timestamp(5))), (Timestamp(8), None)]);
    }
}
