//! How tickets are shown: their clocks with all a browser needs to let them tick, and snippets in pieces.

use super::model::{Status, Ticket, TicketRow};
use crate::conversations::search::MARKS;
use crate::kernel::time::Timestamp;
use crate::sla::calendar::Calendar;
use crate::sla::model::{Deadline, SlaClock};

/// The clocks of a ticket: first reply, then resolution. A clock that stopped without being met (closed unanswered) is left out.
pub fn deadlines(ticket: &Ticket, calendar: &Calendar) -> Vec<Deadline> {
    let t = ticket;
    let mut clocks = Vec::with_capacity(2);
    if t.responded_at.is_some() || t.status != Status::Closed {
        clocks.push(deadline(calendar, SlaClock::Response, t.opened_at, t.response_due_at, t.responded_at.or(t.resolved_at), None));
    }
    let paused_at = t.paused_at.filter(|_| t.resolved_at.is_none());
    clocks.push(deadline(calendar, SlaClock::Resolution, t.opened_at, t.resolution_due_at, t.resolved_at.or(t.closed_at), paused_at));
    clocks
}

/// The one clock that a list shows: the first reply until it is given, then the resolution while it runs.
pub fn running(row: &TicketRow, calendar: &Calendar) -> Option<Deadline> {
    let r = row;
    match (r.status.is_active(), r.responded_at, r.paused_at) {
        (true, None, _) => Some(deadline(calendar, SlaClock::Response, r.opened_at, r.response_due_at, None, None)),
        (true, Some(_), None) => Some(deadline(calendar, SlaClock::Resolution, r.opened_at, r.resolution_due_at, None, None)),
        _ => None,
    }
}

fn deadline(
    calendar: &Calendar,
    clock: SlaClock,
    opened_at: Timestamp,
    due_at: Timestamp,
    met_at: Option<Timestamp>,
    paused_at: Option<Timestamp>,
) -> Deadline {
    let counting = calendar.counting(opened_at, due_at);
    let total_ms = counting.iter().map(|(a, b)| b.since(*a)).sum::<i64>().max(1);
    Deadline { clock, due_at, total_ms, counting, met_at, paused_at }
}

/// A snippet in pieces; `true` marks the found words.
pub fn pieces(snippet: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    let (mut piece, mut marked) = (String::new(), false);
    for c in snippet.chars() {
        if c == MARKS.0 || c == MARKS.1 {
            if !piece.is_empty() {
                out.push((std::mem::take(&mut piece), marked));
            }
            marked = c == MARKS.0;
        } else {
            piece.push(c);
        }
    }
    if !piece.is_empty() {
        out.push((piece, marked));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn found_words_are_marked_and_nothing_is_lost() {
        assert_eq!(pieces("two \u{1}mugs\u{2} broke"), [("two ".into(), false), ("mugs".into(), true), (" broke".into(), false)]);
        assert_eq!(pieces("plain"), [("plain".into(), false)]);
    }
}
