//! Words and addresses of the desk, the same on both sides.

use super::shelf::Shelf;
use super::state::OpenTicket;
use crate::routes;
use stoa::kernel::ids::MemberId;

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

/// What a colleague's step means for whoever looks at the ticket: `None` when nothing that matters here changed.
pub fn news(before: &OpenTicket, after: &OpenTicket, me: MemberId) -> Option<String> {
    if before.holder == after.holder {
        return None;
    }
    Some(match (after.holder, &after.holder_name) {
        (Some(holder), _) if holder == me => "This ticket was given to you.".into(),
        (Some(_), Some(name)) => format!("{name} took this ticket."),
        _ => "This ticket is unassigned again.".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::TicketId;
    use stoa::tickets::model::{Priority, Status};

    fn held(holder: Option<(i64, &str)>) -> OpenTicket {
        OpenTicket {
            why: String::new(),
            id: TicketId(1),
            number: 201,
            subject: "Mug".into(),
            status: Status::Open,
            priority: Priority::Medium,
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
        assert_eq!(news(&brian, &held(Some((1, "Amina"))), me).as_deref(), Some("This ticket was given to you."));
        assert_eq!(news(&brian, &held(None), me).as_deref(), Some("This ticket is unassigned again."));
        assert_eq!(news(&brian, &brian, me), None);
    }
}
