//! How tickets are shown: their clocks with all a browser needs to let them tick, and snippets in pieces.

use super::model::{Status, Ticket, TicketRow};
use crate::conversations::search::MARKS;
use crate::kernel::time::Timestamp;
use crate::sla::model::{Deadline, SlaClock};
use crate::sla::terms::{Promise, Terms};

/// The clocks of a ticket: first reply, the further reply that is awaited, resolution. A clock that stopped without being met (closed unanswered) is left out.
pub fn deadlines(ticket: &Ticket, terms: &Terms) -> Vec<Deadline> {
    let t = ticket;
    let mut clocks = Vec::with_capacity(3);
    if t.responded_at.is_some() || t.status != Status::Closed {
        let met_at = t.responded_at.or(t.resolved_at);
        clocks.push(Deadline { met_at, ..running_clock(terms, SlaClock::Response, t.opened_at, t.response_minutes, t.response_due_at) });
    }
    if let (Some(since), Some(due_at)) = (t.awaiting_since, t.next_response_due_at) {
        clocks.push(running_clock(terms, SlaClock::NextResponse, since, t.next_response_minutes.unwrap_or(0), due_at));
    }
    let resolution = running_clock(terms, SlaClock::Resolution, t.opened_at, t.resolution_minutes, t.resolution_due_at);
    clocks.push(Deadline { met_at: t.resolved_at.or(t.closed_at), paused_at: t.paused_at, ..resolution });
    clocks
}

/// The one clock that a list shows: the first reply until it is given, then a further reply that is awaited or the resolution, whichever is due first.
pub fn running(row: &TicketRow, terms: &Terms) -> Option<Deadline> {
    let r = row;
    if !r.status.is_active() {
        return None;
    }
    if r.responded_at.is_none() {
        return Some(running_clock(terms, SlaClock::Response, r.opened_at, r.response_minutes, r.response_due_at));
    }
    let next = r.awaiting_since.zip(r.next_response_due_at);
    let resolution = r.paused_at.is_none().then_some((r.opened_at, r.resolution_due_at));
    match (next, resolution) {
        (Some((since, due)), other) if other.is_none_or(|(_, end)| due <= end) => {
            Some(running_clock(terms, SlaClock::NextResponse, since, r.next_response_minutes.unwrap_or(0), due))
        }
        (_, other) => other.map(|(since, due)| running_clock(terms, SlaClock::Resolution, since, r.resolution_minutes, due)),
    }
}

fn running_clock(terms: &Terms, clock: SlaClock, began_at: Timestamp, minutes: i64, due_at: Timestamp) -> Deadline {
    let (counting, warn_at) = (terms.calendar.counting(began_at, due_at), terms.warn_at(began_at, Promise { minutes, due_at }));
    Deadline { clock, due_at, total_ms: (minutes * 60_000).max(1), counting, met_at: None, paused_at: None, warn_at }
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
