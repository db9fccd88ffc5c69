//! Replies that are sent later, and what is wrong with a moment for it. Pure.

use crate::choice;
use crate::kernel::ids::{BusinessId, MemberId, ReplyId, TicketId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::model::Status;

/// The furthest: three months.
pub const FURTHEST_MS: i64 = 92 * 86_400_000;
/// The most that wait in one ticket.
pub const MOST: usize = 10;

choice! {
    /// What became of a reply.
    pub enum State {
        /// Its moment has not come.
        Waiting = "waiting" "Waiting",
        /// Sent.
        Sent = "sent" "Sent",
        /// Taken back.
        Cancelled = "cancelled" "Cancelled",
        /// Something kept it from being sent; whoever wrote it has to look.
        Refused = "refused" "Not sent",
    }
}

/// A reply as stored.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Later {
    /// Its id.
    pub id: ReplyId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Where it goes.
    pub ticket_id: TicketId,
    /// Who wrote it.
    pub sender_id: MemberId,
    /// How they are called.
    pub sender: String,
    /// The id the message gets.
    pub client_id: String,
    /// What is written.
    pub body: String,
    /// Its pictures, as JSON.
    pub files: String,
    /// Where the ticket goes with it.
    pub then_status: Option<Status>,
    /// When it is sent.
    pub send_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
    /// What became of it.
    pub state: State,
    /// What kept it from being sent.
    pub why: String,
}

/// A reply as the desk shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaterView {
    /// Its id.
    pub id: ReplyId,
    /// Who wrote it.
    pub sender: String,
    /// The start of it.
    pub preview: String,
    /// When it is sent, in words.
    pub when: String,
    /// What kept it from being sent; empty while it waits.
    pub why: String,
}

/// What is wrong with a moment for sending.
pub fn fault(send_at: Timestamp, now: Timestamp) -> Option<&'static str> {
    match send_at.since(now) {
        ..=0 => Some("Choose a moment that is still to come."),
        ms if ms > FURTHEST_MS => Some("Three months are the furthest."),
        _ => None,
    }
}

/// What happened in a ticket, as far as a reply has to know of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// When the customer wrote last.
    pub customer: Option<Timestamp>,
    /// When somebody else of the staff wrote to the customer last.
    pub colleague: Option<Timestamp>,
    /// When it was resolved, if it is.
    pub resolved: Option<Timestamp>,
}

/// What keeps a reply from being sent: nobody should get words that no longer fit.
pub fn obstacle(later: &Later, status: Status, since: Since, sender_is_staff: bool) -> Option<&'static str> {
    let after = |at: Option<Timestamp>| at.is_some_and(|at| at > later.created_at);
    match () {
        () if status == Status::Closed => Some("The ticket was closed in the meantime."),
        () if !sender_is_staff => Some("Whoever wrote it does not answer tickets any more."),
        () if after(since.customer) => Some("The customer wrote in the meantime. Read it first, then send this or change it."),
        () if after(since.colleague) => Some("A colleague answered in the meantime. Read it first, then send this or change it."),
        () if status == Status::Resolved && after(since.resolved) => {
            Some("The ticket was resolved in the meantime. See whether this is still to be said, then send it or take it back.")
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later() -> Later {
        Later {
            id: ReplyId(1),
            business_id: BusinessId(1),
            ticket_id: TicketId(1),
            sender_id: MemberId(1),
            sender: "Amina".into(),
            client_id: String::new(),
            body: "Good morning".into(),
            files: "[]".into(),
            then_status: None,
            send_at: Timestamp(1000),
            created_at: Timestamp(10),
            state: State::Waiting,
            why: String::new(),
        }
    }

    #[test]
    fn words_that_no_longer_fit_are_not_sent() {
        let sent = |status, customer, staff| obstacle(&later(), status, Since { customer, ..Since::default() }, staff).is_none();
        assert!(sent(Status::InProgress, Some(Timestamp(10)), true) && sent(Status::Resolved, None, true));
        assert!(!sent(Status::Closed, None, true) && !sent(Status::Open, None, false));
        assert!(!sent(Status::Open, Some(Timestamp(11)), true), "the customer wrote after it was written");
        let why = |since| obstacle(&later(), Status::Resolved, since, true).unwrap_or_default();
        assert!(why(Since { colleague: Some(Timestamp(11)), ..Since::default() }).contains("colleague answered"));
        assert!(why(Since { resolved: Some(Timestamp(11)), ..Since::default() }).contains("was resolved"));
        assert_eq!(why(Since { colleague: Some(Timestamp(10)), resolved: Some(Timestamp(9)), ..Since::default() }), "", "that was known");
    }

    #[test]
    fn a_moment_that_is_over_or_too_far_is_refused() {
        let now = Timestamp(5);
        assert!(fault(now, now).is_some() && fault(now.plus_ms(FURTHEST_MS + 1), now).is_some() && fault(now.plus_ms(1), now).is_none());
    }
}
