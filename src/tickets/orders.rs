//! The ticket of an order that a partner fulfils or that somebody asked about: opened once, in the customer's name, and told of every step of the order,
//! with a lane for each side.

use super::actions::woken;
use super::deadlines::watch_next;
use super::jobs::{follow as follow_lane, settled};
use super::model::{Priority, Source, Status, Ticket};
use super::queries::{self, NewTicket, orders as found};
use super::{lines, order_lines};
use crate::accounts::actions as accounts;
use crate::conversations::actions as conversations;
use crate::conversations::lanes::{self, MessageRow};
use crate::conversations::model::{Kind, SenderKind};
use crate::conversations::search as words;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, OrderId};
use crate::orders::actions as orders;
use crate::orders::model::{Order, Step};
use crate::platform::outbox::Recorded;
use crate::platform::{Services, Tx};
use crate::sla::actions as sla;
use crate::sla::model::SlaClock;

/// What follows from what happened to an order: a ticket where a partner has it, and lines in the one it has.
///
/// # Errors
/// When the database fails.
pub async fn on_event(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let (Event::OrderPlaced { order, partner, .. } | Event::OrderChanged { order, partner, .. }) = *event else { return Ok(()) };
    let business = recorded.business_id;
    if partner.is_none() && found::find(&mut *tx, business, order).await?.is_none() {
        return Ok(());
    }
    tx.enqueue(Job::FollowOrder { business, order }).await
}

/// Brings the ticket of an order up to date with it; opens it when it has none and a partner has the order. Running it again changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn follow(services: &Services, business: BusinessId, order: OrderId) -> Result<()> {
    bring_up_to_date(services, business, order, false).await.map(drop)
}

/// The same because somebody wants to ask about the order: then it opens also where no partner has it. `None` when its address can have no ticket.
///
/// # Errors
/// When the database fails.
pub(super) async fn follow_asked(services: &Services, business: BusinessId, order: OrderId) -> Result<Option<Ticket>> {
    bring_up_to_date(services, business, order, true).await
}

async fn bring_up_to_date(services: &Services, business: BusinessId, order: OrderId, is_asked: bool) -> Result<Option<Ticket>> {
    let mut tx = services.begin().await?;
    // Whoever else runs this for the same order waits here, and finds what was done.
    let order = orders::lock(&mut tx, business, order).await?;
    let ticket = match found::find(&mut tx, business, order.id).await? {
        Some(id) => settled(&mut tx, business, id).await?,
        None if order.partner_id.is_none() && !is_asked => return Ok(None),
        None => match open(&mut tx, &order).await? {
            Some(ticket) => ticket,
            None => return Ok(None),
        },
    };
    // In the order in which everybody locks them.
    let all: Vec<_> = [Some(ticket.customer_lane), Some(ticket.staff_lane), ticket.partner_lane].into_iter().flatten().collect();
    lanes::lock_all(&mut tx, &all).await?;
    let ticket = hand_over(&mut tx, ticket, &order).await?;
    let told = found::find_told(&mut tx, business, ticket.id).await?;
    let steps = orders::steps_after(&mut tx, business, order.id, told).await?;
    if let Some(last) = steps.last() {
        tell(&mut tx, &ticket, &order, &steps).await?;
        found::set_told(&mut tx, business, ticket.id, last.id).await?;
    }
    tx.commit().await?;
    Ok(Some(ticket))
}

/// Opens the ticket of an order in its customer's name. A guest is found by the address they left, and gets an account without a password, as when a
/// chat becomes a ticket; nothing is opened where that is an address of the team.
async fn open(tx: &mut Tx, order: &Order) -> Result<Option<Ticket>> {
    let business = order.business_id;
    let customer = match order.member_id {
        Some(member) => member,
        None => match accounts::enrol_asker(tx, business, &order.name, &order.email).await {
            Ok(member) => member,
            Err(Error::Conflict(_)) => {
                tracing::warn!(order.id = order.id.0, "no ticket is opened for an order: its address is that of somebody of the business");
                return Ok(None);
            }
            Err(error) => return Err(error),
        },
    };
    let terms = sla::terms(&mut *tx, business).await?;
    let now = tx.now();
    let number = queries::next_number(tx, business).await?;
    let customer_lane = conversations::start(tx, business, Kind::CustomerLane, &[customer]).await?;
    let staff_lane = conversations::start(tx, business, Kind::StaffLane, &[]).await?;
    let (subject, priority) = (order_lines::subject(order), Priority::Medium);
    let promise = |clock| terms.promise(None, priority, clock, now);
    let new = NewTicket {
        client_id: &format!("order-{}", order.id),
        subject: &subject,
        category: None,
        priority,
        source: Source::Order,
        customer,
        customer_lane,
        staff_lane,
        preview: &subject,
        response: promise(SlaClock::Response),
        resolution: promise(SlaClock::Resolution),
        order: Some(order.id),
    };
    let id = queries::insert(tx, business, number, &new).await?;
    words::insert_subject(tx, business, customer_lane, &subject).await?;
    tx.emit(business, None, Event::TicketOpened { ticket: id, customer, number, subject, priority }).await?;
    let ticket = queries::find(&mut *tx, business, id).await?.ok_or(Error::Internal)?;
    watch_next(tx, &ticket, &terms).await?;
    Ok(Some(ticket))
}

/// Gives the ticket a lane with the partner who has the order now. Whoever had it before reads and writes no more; staff reads on.
async fn hand_over(tx: &mut Tx, mut ticket: Ticket, order: &Order) -> Result<Ticket> {
    if ticket.partner_id == order.partner_id {
        return Ok(ticket);
    }
    let (business, now) = (ticket.business_id, tx.now());
    if let Some((before, lane)) = ticket.partner_id.zip(ticket.partner_lane) {
        // What they said last is told before they go.
        ticket = follow_lane(tx, ticket, lane).await?;
        lanes::freeze(tx, business, lane, now).await?;
        lanes::delete_party(tx, lane, before).await?;
        found::insert_former(tx, business, ticket.id, before, lane).await?;
    }
    let lane = match order.partner_id.filter(|_| ticket.status != Status::Closed) {
        Some(partner) => Some((partner, conversations::start(tx, business, Kind::PartnerLane, &[partner]).await?)),
        None => None,
    };
    found::set_lane(tx, business, ticket.id, lane).await?;
    (ticket.partner_id, ticket.partner_lane) = lane.unzip();
    Ok(ticket)
}

/// Tells each side of the steps that concern it. Lanes that are frozen stay as they are.
async fn tell(tx: &mut Tx, ticket: &Ticket, order: &Order, steps: &[Step]) -> Result<()> {
    if ticket.status == Status::Closed {
        return Ok(());
    }
    for step in steps {
        if let Some(line) = order_lines::for_customer(order, step) {
            mark(tx, ticket.customer_lane, line).await?;
        }
        if let Some(line) = order_lines::entrusted(step) {
            mark(tx, ticket.staff_lane, line).await?;
        }
    }
    let Some(lane) = ticket.partner_lane else { return Ok(()) };
    let to_send = orders::find_entrusted(&mut *tx, ticket.business_id, order.id).await?.map(|(_, order)| order.lines).unwrap_or_default();
    let mut told: Vec<String> = order_lines::since_entrusted(steps).iter().filter_map(|step| order_lines::for_partner(order, &to_send, step)).collect();
    // Of two refunds at once each says what is to be sent now.
    told.dedup();
    for line in told {
        mark(tx, lane, line).await?;
    }
    Ok(())
}

/// Works out what new messages of the partner lane mean for its locked ticket: it comes up for staff, and the partner is told of answers. No clock of the
/// customer begins or ends, and nothing reopens.
pub(super) async fn heed(tx: &mut Tx, ticket: Ticket, new: &[MessageRow]) -> Result<Ticket> {
    let (Some(partner), Some(order)) = (ticket.partner_id, ticket.order_id) else { return Ok(ticket) };
    let last = |kind: SenderKind| new.iter().rev().find(|m| m.sender_kind == kind);
    if let Some(told) = last(SenderKind::Agent) {
        tx.emit(ticket.business_id, told.sender_id, Event::PartnerTold { ticket: ticket.id, order, partner, seq: told.seq }).await?;
    }
    let Some(word) = last(SenderKind::Partner) else { return Ok(ticket) };
    tx.emit(ticket.business_id, word.sender_id, Event::PartnerSaid { ticket: ticket.id, seq: word.seq }).await?;
    found::touch(tx, ticket.business_id, ticket.id).await?;
    woken(tx, ticket, &lines::woken_by(&format!("{} wrote", word.name)), true).await
}

/// Freezes the partner's lane with the ticket, with a word to them.
pub(super) async fn freeze(tx: &mut Tx, ticket: &Ticket) -> Result<()> {
    let Some(lane) = ticket.partner_lane else { return Ok(()) };
    mark(tx, lane, order_lines::closed()).await?;
    let now = tx.now();
    lanes::freeze(tx, ticket.business_id, lane, now).await
}

/// Lets it go on with a ticket that is open again.
pub(super) async fn thaw(tx: &mut Tx, ticket: &Ticket) -> Result<()> {
    let Some(lane) = ticket.partner_lane else { return Ok(()) };
    lanes::thaw(tx, ticket.business_id, lane).await?;
    mark(tx, lane, order_lines::reopened()).await
}
