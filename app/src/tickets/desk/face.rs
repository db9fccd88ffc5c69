//! Words and addresses of the desk, the same on both sides.

use super::shelf::Shelf;
use super::state::{Line, OpenTicket};
use crate::routes;
use crate::ui::Tone;
use std::collections::BTreeSet;
use stoa::event::Subject;
use stoa::kernel::ids::MemberId;
use stoa::tickets::model::number_text;

/// A ticket of the inbox, with the list it was opened from.
pub fn ticket_href(number: i64, shelf: impl Into<Shelf>) -> String {
    format!("{}?tab={}", routes::desk_ticket(number), shelf.into())
}

/// The parameter of an address that says which side of a ticket is open.
pub const LANE: &str = "lane";
/// The partner's side.
pub const PARTNER: &str = "partner";

/// The partner's side of a ticket, by the address of the ticket.
pub fn partner_href(ticket: &str) -> String {
    format!("{ticket}{}{LANE}={PARTNER}", if ticket.contains('?') { '&' } else { '?' })
}

/// A list of the inbox.
pub fn shelf_href(shelf: impl Into<Shelf>) -> String {
    format!("{}?tab={}", routes::DESK, shelf.into())
}

/// Who holds a ticket, said to `me`: `with you`, `with Brian Otieno`, `unassigned`.
pub fn with_whom(ticket: &OpenTicket, me: MemberId) -> String {
    match (ticket.holder, &ticket.holder_name) {
        (Some(holder), _) if holder == me => "with you".into(),
        (Some(_), Some(name)) => format!("with {name}"),
        _ => "unassigned".into(),
    }
}

/// What `me` is told of a ticket in which all this happened: the one thing that matters most to them. What an open ticket shows by itself is not told.
pub fn told(line: &Line, all: &BTreeSet<Subject>, me: MemberId, is_open: bool) -> Option<(Tone, String)> {
    let number = number_text(line.number);
    let is_ours = line.holder.is_none_or(|holder| holder == me);
    let words = |what: Subject| {
        Some(match what {
            Subject::MentionInTicket if !is_open => (Tone::Accent, format!("A colleague named you in {number}: {}", line.subject)),
            Subject::Assigned if line.holder == Some(me) && is_open => (Tone::Accent, "This ticket was given to you.".to_owned()),
            Subject::Assigned if line.holder == Some(me) => (Tone::Accent, format!("{number} was given to you")),
            Subject::Breach if is_ours => (Tone::Warn, format!("{number} is overdue")),
            Subject::Warning if is_ours => (Tone::Warn, format!("{number} is due soon")),
            Subject::NotSent => (Tone::Warn, format!("Your scheduled reply in {number} was not sent")),
            Subject::Woken => (Tone::Accent, format!("{number} is back from its snooze")),
            Subject::NewTicket if !is_open => (Tone::Accent, format!("New ticket {number} from {}", line.name)),
            Subject::Followed if !is_open => (Tone::Accent, format!("News in {number}: {}", line.subject)),
            _ => return None,
        })
    };
    Subject::NEWS_OF_A_TICKET.iter().filter(|what| all.contains(what)).find_map(|what| words(*what))
}

/// What a colleague's step means for whoever looks at the ticket: `None` when nothing that matters here changed. That it was given to them they are
/// told by [`told`].
pub fn news(before: &OpenTicket, after: &OpenTicket, me: MemberId) -> Option<String> {
    if before.holder == after.holder || after.holder == Some(me) {
        return None;
    }
    Some(match (after.holder, &after.holder_name) {
        (Some(_), Some(name)) => format!("{name} took this ticket."),
        _ => "This ticket is unassigned again.".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::TicketId;
    use stoa::tickets::model::{Priority, Source, Status};

    fn held(holder: Option<(i64, &str)>) -> OpenTicket {
        OpenTicket {
            why: String::new(),
            id: TicketId(1),
            number: 201,
            subject: "Mug".into(),
            status: Status::Open,
            priority: Priority::Medium,
            source: Source::Form,
            category: None,
            holder: holder.map(|h| MemberId(h.0)),
            holder_name: holder.map(|h| h.1.into()),
            clocks: vec![],
            snoozed: None,
            snoozes: Vec::new(),
            rating: None,
            tags: Vec::new(),
            slots: Vec::new(),
            rating_comment: String::new(),
            seq: 1,
            undo: None,
            sides: None,
        }
    }

    #[test]
    fn everybody_reads_who_holds_a_ticket_from_their_own_side() {
        let (me, brian) = (MemberId(1), held(Some((2, "Brian"))));
        assert_eq!(with_whom(&held(None), me), "unassigned");
        assert_eq!(with_whom(&held(Some((1, "Amina"))), me), "with you");
        assert_eq!(with_whom(&brian, me), "with Brian");
        assert_eq!(news(&held(None), &brian, me).as_deref(), Some("Brian took this ticket."));
        assert_eq!(news(&brian, &held(Some((1, "Amina"))), me), None, "a hint tells it, and only when somebody else did it");
        assert_eq!(news(&brian, &held(None), me).as_deref(), Some("This ticket is unassigned again."));
        assert_eq!(news(&brian, &brian, me), None);
    }
}
