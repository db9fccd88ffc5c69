//! Writes stories as the engine would have left them: lanes, numbered messages, receipts, deadlines to look at. The runner enters the words.

use super::people::{AGENTS, STAFF};
use super::queries;
use super::story::{Line, Story, Who};
use std::collections::HashMap;
use stoa::conversations::markdown::start_of;
use stoa::conversations::model::{Kind, SenderKind};
use stoa::conversations::queries::messages::{self, NewMessage};
use stoa::conversations::queries::{self as conversations, receipts, search};
use stoa::job::Job;
use stoa::kernel::ids::{BusinessId, CategoryId, ConversationId, MemberId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::platform::Tx;
use stoa::sla::terms::Terms;
use stoa::tickets::deadlines::watch_next;
use stoa::tickets::model::{Status, Ticket};
use stoa::tickets::queries::{pauses, watching};
use stoa::tickets::rules;
use stoa::{Error, Result, tickets};
use uuid::{Builder, Uuid};

/// How long ago a customer must have written for everybody to have read it.
const FRESH_MS: i64 = 4 * 3_600_000;

/// Where and for whom stories are written.
pub struct Writer {
    /// The business.
    pub business: BusinessId,
    /// Its categories by name.
    pub categories: HashMap<String, CategoryId>,
    /// [`STAFF`] in order.
    pub staff: Vec<MemberId>,
    /// The customers in order.
    pub customers: Vec<MemberId>,
    /// The promises and the counting time.
    pub terms: Terms,
}

/// Where the two sides of a ticket or chat are said.
#[derive(Clone, Copy, Debug)]
pub struct Lanes {
    /// With the one who asks.
    pub customer: ConversationId,
    /// The private notes.
    pub staff: ConversationId,
}

impl Writer {
    /// Writes one story.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(&self, tx: &mut Tx, story: &Story) -> Result<(TicketId, Lanes)> {
        let customer = self.customers[story.customer];
        let number = tickets::queries::next_number(tx, self.business).await?;
        if number != story.ticket.number {
            return Err(Error::Internal);
        }
        let customer_lane = conversations::insert(tx, self.business, Kind::CustomerLane).await?;
        let staff_lane = conversations::insert(tx, self.business, Kind::StaffLane).await?;
        conversations::insert_party(tx, customer_lane, customer).await?;
        let first = client_id(customer_lane, 1, story.thread[0].at);
        let spoken = story.thread.iter().rev().find(|l| l.who != Who::Nobody).ok_or(Error::Internal)?;
        let ticket = Ticket {
            category_id: self.categories.get(story.category).copied(),
            customer_id: customer,
            assignee_id: story.assignee.map(|n| self.staff[n]),
            customer_lane,
            staff_lane,
            ..story.ticket.clone()
        };
        let is_by_staff = spoken.kind() == SenderKind::Agent;
        let id = queries::insert_ticket(tx, self.business, &ticket, &first.to_string(), &start_of(&spoken.body), is_by_staff).await?;
        for wait in &story.waits {
            watching::insert_wait(tx, self.business, id, wait).await?;
        }
        for pause in &story.pauses {
            pauses::insert(tx, self.business, id, pause).await?;
        }
        let times = (ticket.closed_at, ticket.opened_at);
        self.write_lane(tx, customer_lane, &story.thread, customer, times).await?;
        self.write_lane(tx, staff_lane, &story.notes, customer, times).await?;
        search::insert_subject(tx, self.business, customer_lane, &ticket.subject).await?;
        receipts::raise_all(tx, &self.receipts(story, &ticket, tx.now())).await?;
        if let Some(at) = ticket.resolved_at.filter(|_| ticket.status == Status::Resolved) {
            tx.enqueue_at(Job::CloseTicket { ticket: id }, at.plus_ms(rules::REOPEN_MS + 1)).await?;
        } else {
            watch_next(tx, &Ticket { id, business_id: self.business, ..ticket }, &self.terms).await?;
        }
        Ok((id, Lanes { customer: customer_lane, staff: staff_lane }))
    }

    /// Writes what was said in one lane, with the time since which it is frozen, if it is, and the time of its beginning.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_lane(
        &self,
        tx: &mut Tx,
        lane: ConversationId,
        lines: &[Line],
        customer: MemberId,
        (frozen_at, began_at): (Option<Timestamp>, Timestamp),
    ) -> Result<()> {
        let sender = |who: Who| match who {
            Who::Customer => Some(customer),
            Who::Staff(n) => Some(self.staff[n]),
            Who::Bot | Who::Nobody => None,
        };
        let rows: Vec<NewMessage<'_>> =
            lines.iter().zip(1..).map(|(l, seq)| (lane, seq, client_id(lane, seq, l.at), sender(l.who), l.kind(), l.body.as_str(), l.at)).collect();
        if !rows.is_empty() {
            messages::insert_all(tx, &rows).await?;
        }
        queries::set_conversation(tx, self.business, lane, lines.len() as i64, frozen_at, began_at).await
    }

    /// Writes what was said with a partner: [`Who::Customer`] is they.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_partner_lane(&self, tx: &mut Tx, lines: &[Line], partner: MemberId, began_at: Timestamp) -> Result<ConversationId> {
        let lane = conversations::insert(tx, self.business, Kind::PartnerLane).await?;
        conversations::insert_party(tx, lane, partner).await?;
        let row = |(l, seq): (&'_ Line, i64)| -> (Option<MemberId>, SenderKind, Uuid) {
            let who = match l.who {
                Who::Customer => (Some(partner), SenderKind::Partner),
                Who::Staff(n) => (Some(self.staff[n]), SenderKind::Agent),
                Who::Bot | Who::Nobody => (None, SenderKind::System),
            };
            (who.0, who.1, client_id(lane, seq, l.at))
        };
        let known: Vec<_> = lines.iter().zip(1..).map(row).collect();
        let rows: Vec<NewMessage<'_>> =
            lines.iter().zip(known).zip(1..).map(|((l, (sender, kind, id)), seq)| (lane, seq, id, sender, kind, l.body.as_str(), l.at)).collect();
        messages::insert_all(tx, &rows).await?;
        queries::set_conversation(tx, self.business, lane, lines.len() as i64, None, began_at).await?;
        Ok(lane)
    }

    /// Who has read how far: all of what is old, and of fresh words only those who had reason to look.
    fn receipts(&self, story: &Story, ticket: &Ticket, now: Timestamp) -> Vec<(ConversationId, MemberId, i64, i64)> {
        let head = story.thread.len() as i64;
        let last_of = |of: fn(&Line) -> bool| story.thread.iter().rposition(of).map_or(0, |i| i as i64 + 1);
        let is_fresh = |seq: i64| seq > 0 && now.since(story.thread[seq as usize - 1].at) < FRESH_MS;
        let (by_customer, by_staff) = (last_of(|l| l.who == Who::Customer), last_of(|l| matches!(l.who, Who::Staff(_))));
        let customer_read = if is_fresh(by_staff) && by_staff > by_customer { by_customer } else { head };
        let mut receipts = vec![(ticket.customer_lane, ticket.customer_id, head, customer_read)];
        let waits = ticket.status.is_active() && is_fresh(by_customer) && by_customer > by_staff;
        for (n, member) in self.staff.iter().enumerate() {
            let concerns = story.assignee.is_none_or(|assignee| assignee == n) && n < AGENTS;
            let read = if waits && concerns { by_staff } else { head };
            receipts.push((ticket.customer_lane, *member, head, read));
        }
        debug_assert_eq!(self.staff.len(), STAFF.len());
        receipts
    }
}

/// The id the sender's browser would have made: its time, then what tells it from others.
fn client_id(lane: ConversationId, seq: i64, at: Timestamp) -> Uuid {
    let mut rest = [0; 10];
    rest[..8].copy_from_slice(&lane.0.to_be_bytes());
    rest[8..].copy_from_slice(&(seq as u16).to_be_bytes());
    Builder::from_unix_timestamp_millis(at.0.unsigned_abs(), &rest).into_uuid()
}
