//! What may happen to a ticket and what follows from it. Pure: `now` is a parameter.

use super::model::{Status, Ticket};
use crate::conversations::model::SenderKind;
use crate::kernel::time::Timestamp;

/// How long after its resolution a customer's reply reopens a ticket: seven days.
pub const REOPEN_MS: i64 = 7 * 86_400_000;

/// Whether a person may move a ticket from one status to another by hand.
pub const fn may_move(from: Status, to: Status) -> bool {
    match (from, to) {
        (Status::Closed, _) | (_, Status::Open) => false,
        (Status::Resolved, Status::WaitingResponse) => false,
        _ => from as u8 != to as u8,
    }
}

/// Something said in the customer lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who speaks.
    pub kind: SenderKind,
    /// When.
    pub at: Timestamp,
}

/// What follows from things said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The first answer of staff, if it was among them.
    pub responded_at: Option<Timestamp>,
    /// The status afterwards, when it is another.
    pub status: Option<Status>,
    /// Since when the customer waits for a further answer afterwards.
    pub awaiting: Option<Timestamp>,
    /// Waits that a further answer ended: since when, until when.
    pub ended: Vec<(Timestamp, Timestamp)>,
}

/// What follows for a ticket from what was said since the last look, in order.
///
/// Staff's first words are the first response and begin the work; a customer's words end the waiting, and reopen a ticket that was resolved less than seven days before.
/// After the first response a customer's words await a further answer, until staff says something.
pub fn after_said(ticket: &Ticket, said: &[Said]) -> Outcome {
    let (mut status, mut responded_at) = (ticket.status, ticket.responded_at);
    let (mut awaiting, mut ended) = (ticket.awaiting_since, Vec::new());
    for s in said {
        match (s.kind, status) {
            (SenderKind::Agent, Status::Open) => status = Status::InProgress,
            (SenderKind::Customer, Status::WaitingResponse) => status = Status::InProgress,
            (SenderKind::Customer, Status::Resolved) if may_reopen(ticket, s.at) => {
                status = if ticket.assignee_id.is_some() { Status::InProgress } else { Status::Open };
            }
            _ => {}
        }
        match s.kind {
            SenderKind::Agent => {
                responded_at = responded_at.or(Some(s.at));
                ended.extend(awaiting.take().map(|since| (since, s.at)));
            }
            SenderKind::Customer if responded_at.is_some() && matches!(status, Status::Open | Status::InProgress) => awaiting = awaiting.or(Some(s.at)),
            _ => {}
        }
    }
    let (responded_at, status) = (responded_at.filter(|_| ticket.responded_at.is_none()), (status != ticket.status).then_some(status));
    Outcome { responded_at, status, awaiting, ended }
}

/// Whether a reply at `now` reopens the ticket.
pub fn may_reopen(ticket: &Ticket, now: Timestamp) -> bool {
    ticket.status == Status::Resolved && ticket.resolved_at.is_some_and(|at| now.since(at) <= REOPEN_MS)
}

/// Whether the customer may rate now: after the solution, once or again while the ticket is not older than the time for reopening.
pub fn may_rate(ticket: &Ticket, now: Timestamp) -> bool {
    matches!(ticket.status, Status::Resolved | Status::Closed) && ticket.resolved_at.is_some_and(|at| now.since(at) <= 4 * REOPEN_MS)
}

/// How far a ticket has come on the stepper received → assigned → in progress → resolved: 0 to 3.
pub const fn step(status: Status, is_assigned: bool) -> usize {
    match status {
        Status::Open => is_assigned as usize,
        Status::InProgress | Status::WaitingResponse => 2,
        Status::Resolved | Status::Closed => 3,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
    use crate::tickets::model::{Priority, Source};

    /// A fresh ticket for tests of rules.
    pub(crate) fn ticket() -> Ticket {
        Ticket {
            id: TicketId(1),
            business_id: BusinessId(1),
            number: 1,
            subject: "Broken mug".into(),
            category_id: None,
            priority: Priority::Medium,
            status: Status::Open,
            source: Source::Form,
            customer_id: MemberId(1),
            assignee_id: None,
            customer_lane: ConversationId(1),
            staff_lane: ConversationId(2),
            order_id: None,
            partner_id: None,
            partner_lane: None,
            opened_at: Timestamp(0),
            updated_at: Timestamp(0),
            waiting_since: Timestamp(0),
            response_due_at: Timestamp(100 * 60_000),
            response_minutes: 100,
            responded_at: None,
            resolution_due_at: Timestamp(1000 * 60_000),
            resolution_minutes: 1000,
            promised_under: Priority::Medium,
            resolved_at: None,
            closed_at: None,
            paused_at: None,
            snoozed_until: None,
            awaiting_since: None,
            next_response_due_at: None,
            next_response_minutes: None,
            response_breached_at: None,
            next_response_breached_at: None,
            resolution_breached_at: None,
            response_warned_at: None,
            next_response_warned_at: None,
            resolution_warned_at: None,
            rating: None,
            rating_comment: String::new(),
        }
    }

    const fn said(kind: SenderKind, at: i64) -> Said {
        Said { kind, at: Timestamp(at) }
    }

    #[test]
    fn the_first_answer_of_staff_is_the_first_response_and_begins_the_work() {
        let outcome = after_said(&ticket(), &[said(SenderKind::System, 4), said(SenderKind::Agent, 5), said(SenderKind::Agent, 6)]);
        assert_eq!(outcome, Outcome { responded_at: Some(Timestamp(5)), status: Some(Status::InProgress), ..Outcome::default() });
        let later = Ticket { responded_at: Some(Timestamp(5)), status: Status::InProgress, ..ticket() };
        assert_eq!(after_said(&later, &[said(SenderKind::Agent, 9)]), Outcome::default());
    }

    #[test]
    fn a_customers_answer_ends_the_waiting() {
        let waiting = Ticket { status: Status::WaitingResponse, ..ticket() };
        assert_eq!(after_said(&waiting, &[said(SenderKind::Customer, 9)]).status, Some(Status::InProgress));
        assert_eq!(after_said(&waiting, &[said(SenderKind::Bot, 9)]).status, None);
    }

    #[test]
    fn a_reply_reopens_for_seven_days_and_not_a_moment_longer() {
        let resolved = Ticket { status: Status::Resolved, resolved_at: Some(Timestamp(0)), ..ticket() };
        assert_eq!(after_said(&resolved, &[said(SenderKind::Customer, REOPEN_MS)]).status, Some(Status::Open));
        assert_eq!(after_said(&resolved, &[said(SenderKind::Customer, REOPEN_MS + 1)]).status, None);
        let held = Ticket { assignee_id: Some(MemberId(9)), ..resolved };
        assert_eq!(after_said(&held, &[said(SenderKind::Customer, 1)]).status, Some(Status::InProgress));
    }

    #[test]
    fn a_customers_words_after_the_first_answer_await_a_further_one_from_the_first_of_them_on() {
        let answered = Ticket { responded_at: Some(Timestamp(5)), status: Status::InProgress, ..ticket() };
        let outcome = after_said(&answered, &[said(SenderKind::Customer, 10), said(SenderKind::Customer, 12), said(SenderKind::Bot, 13)]);
        assert_eq!((outcome.awaiting, outcome.ended), (Some(Timestamp(10)), vec![]));
        let awaited = Ticket { awaiting_since: Some(Timestamp(10)), ..answered.clone() };
        let outcome = after_said(&awaited, &[said(SenderKind::Agent, 20), said(SenderKind::Customer, 25), said(SenderKind::Agent, 26)]);
        assert_eq!((outcome.awaiting, outcome.ended), (None, vec![(Timestamp(10), Timestamp(20)), (Timestamp(25), Timestamp(26))]));
        assert_eq!(after_said(&ticket(), &[said(SenderKind::Customer, 9)]).awaiting, None, "the first answer has a promise of its own");
        let waiting = Ticket { status: Status::WaitingResponse, ..answered.clone() };
        assert_eq!(after_said(&waiting, &[said(SenderKind::Customer, 9)]).awaiting, Some(Timestamp(9)));
        let solved = Ticket { status: Status::Resolved, resolved_at: Some(Timestamp(0)), ..answered };
        assert_eq!(after_said(&solved, &[said(SenderKind::Customer, REOPEN_MS + 1)]).awaiting, None, "nothing is owed any more");
    }

    #[test]
    fn a_closed_ticket_stays_closed() {
        assert!(Status::ALL.iter().all(|to| !may_move(Status::Closed, *to)));
        assert!(may_move(Status::Open, Status::Resolved) && may_move(Status::Resolved, Status::InProgress));
        assert!(!may_move(Status::Open, Status::Open));
    }
}
