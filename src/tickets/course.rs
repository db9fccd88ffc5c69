//! How a ticket's times change when it moves from one status to another. Pure.

use super::model::{Status, Ticket};
use crate::kernel::time::Timestamp;
use crate::sla::calendar::Calendar;

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
    match to {
        Status::Resolved => next.resolved_at = Some(now),
        Status::Closed => {
            next.resolved_at = next.resolved_at.or(Some(now));
            next.closed_at = Some(now);
        }
        _ => next.resolved_at = None,
    }
    next
}
