//! What staff does beside a conversation with the orders and appointments of whoever they talk to. Each is the same deed as on the page of the order or
//! appointment, and said in the conversation.

use super::{contact, is_about, may_see, talk};
use crate::accounts::Agent;
use crate::appointments::actions::{self as appointments, Booking, Wish};
use crate::appointments::model::{Appointment, Offering, Provider, Step};
use crate::businesses::actions as businesses;
use crate::cards::rules::{again_line, deed_line, refund_line, step_line};
use crate::catalog::actions as catalog;
use crate::conversations::actions::Lane;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::kernel::ids::{AppointmentId, ConversationId, MemberId, OrderId, OrderLineId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::orders::actions as orders;
use crate::orders::model::{Deed, Method, Opened, Order, Owned};
use crate::payments::actions as payments;
use crate::platform::Services;
use crate::tickets::actions as tickets;

/// What stands beside a conversation.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The newest orders, the last one first.
    pub orders: Vec<Opened>,
    /// How many there are in all, and what was paid for them and kept.
    pub worth: (i64, Money),
    /// The appointments, the next one first.
    pub appointments: Vec<Appointment>,
    /// What can be booked.
    pub offerings: Vec<Offering>,
    /// Everyone who can be booked.
    pub providers: Vec<Provider>,
    /// Whether the business sells anything.
    pub sells: bool,
    /// The ways to pay it has.
    pub ways: Vec<Method>,
}

/// What stands beside the talk with a customer or guest. The order that its ticket is about comes first, whoever placed it.
///
/// # Errors
/// When the database fails.
pub async fn beside(services: &Services, who: &Agent, conversation: ConversationId, customer: MemberId) -> Result<Beside> {
    let (offerings, providers) = appointments::menu(services.db(), who.business()).await?;
    let mut orders = orders::list_of_member(services, who, customer).await?;
    if let Some(about) = tickets::order_of(services, who.business(), conversation).await? {
        let listed = orders.iter().position(|o| o.order.id == about).map(|at| orders.remove(at));
        let about = match listed {
            Some(order) => Some(order),
            None => orders::list_owned(services.db(), who.business(), &[about]).await?.pop().map(|(order, _)| order),
        };
        orders.splice(0..0, about);
    }
    Ok(Beside {
        orders,
        worth: orders::worth_of_member(services, who, customer).await?,
        appointments: appointments::list_of_member(services, who, customer).await?,
        offerings: offerings.into_iter().filter(|o| o.is_offered).collect(),
        providers,
        sells: catalog::has_products(services.db(), who.business()).await?,
        ways: payments::ways(services.db(), who.business()).await?,
    })
}

/// An order of whoever a conversation is with, or that its ticket is about.
async fn order_here(services: &Services, who: &Agent, conversation: ConversationId, order: OrderId) -> Result<(Lane, Order)> {
    let lane = talk(services, who, conversation).await?;
    let (_, Owned { order, guest_id }) = orders::list_owned(services.db(), who.business(), &[order]).await?.pop().ok_or(Error::NotFound)?;
    let may = may_see(services, &lane, [order.member_id, guest_id]).await? || is_about(services, &lane, order.id).await?;
    if may { Ok((lane, order)) } else { Err(Error::NotFound) }
}

/// An appointment of whoever a conversation is with.
async fn appointment_here(services: &Services, who: &Agent, conversation: ConversationId, id: AppointmentId) -> Result<(Lane, Appointment)> {
    let lane = talk(services, who, conversation).await?;
    let owned = appointments::list_owned(services.db(), who.business(), &[id]).await?.pop().ok_or(Error::NotFound)?;
    let may = may_see(services, &lane, [owned.appointment.member_id, owned.guest_id]).await?;
    if may { Ok((lane, owned.appointment)) } else { Err(Error::NotFound) }
}

/// Says in the conversation what was done. What was done stands in the course of the order or appointment whatever becomes of this line.
async fn tell(services: &Services, lane: &Lane, line: String) -> Result<()> {
    let mut tx = services.begin().await?;
    mark(&mut tx, lane.conversation().id, line).await?;
    tx.commit().await
}

/// The same about an order. The order's own ticket tells of it by itself.
async fn tell_of(services: &Services, who: &Agent, lane: &Lane, order: OrderId, line: String) -> Result<()> {
    let own = tickets::of_order(services, who, order).await?.map(|ticket| ticket.customer_lane);
    if own == Some(lane.conversation().id) { Ok(()) } else { tell(services, lane, line).await }
}

/// Staff confirms, notes a payment, sends, delivers or cancels an order; what is sent can be followed by `tracking`, a link or a number, or empty.
///
/// # Errors
/// As [`orders::act`] and [`orders::ship`]; `NotFound` also for orders of others than whoever the conversation is with.
pub async fn act_on_order(
    services: &Services,
    who: &Agent,
    conversation: ConversationId,
    order: OrderId,
    (deed, tracking): (Deed, &str),
    note: &str,
) -> Result<()> {
    let (lane, order) = order_here(services, who, conversation, order).await?;
    match deed {
        Deed::Ship => orders::ship(services, who, order.id, tracking, note).await?,
        _ => orders::act(services, who, order.id, deed, note).await?,
    };
    tell_of(services, who, &lane, order.id, deed_line(who.name(), deed, order.number, tracking.trim())).await
}

/// Pieces that are refunded.
#[derive(Clone, Debug)]
pub struct Pieces {
    /// What was given back when the page was made.
    pub seen: Money,
    /// How many of which lines.
    pub pieces: Vec<(OrderLineId, i64)>,
    /// Whether they return to the stock.
    pub restock: bool,
    /// Why.
    pub note: String,
}

/// Staff gives money back for pieces of an order.
///
/// # Errors
/// As [`orders::refund`]; `NotFound` also for orders of others than whoever the conversation is with.
pub async fn refund(services: &Services, who: &Agent, conversation: ConversationId, order: OrderId, what: &Pieces) -> Result<()> {
    let (lane, before) = order_here(services, who, conversation, order).await?;
    orders::refund(services, who, order, what.seen, &what.pieces, what.restock, &what.note).await?;
    let after = orders::list_owned(services.db(), who.business(), &[order]).await?.pop().ok_or(Error::NotFound)?.0.order;
    let amount = after.shown(Money(after.refunded.0.saturating_sub(what.seen.0)));
    tell_of(services, who, &lane, before.id, refund_line(who.name(), &amount, before.number)).await
}

/// Staff places an order again, to be paid in this way.
///
/// # Errors
/// As [`payments::order_again`]; `NotFound` also for orders of others than whoever the conversation is with.
pub async fn order_again(services: &Services, who: &Agent, conversation: ConversationId, order: OrderId, client_id: &str, method: Method) -> Result<Order> {
    let (lane, before) = order_here(services, who, conversation, order).await?;
    let (placed, is_known) = payments::order_again(services, who, order, client_id, method).await?;
    if !is_known {
        tell(services, &lane, again_line(who.name(), before.number, placed.number, &placed.shown(placed.total), method)).await?;
    }
    Ok(placed)
}

/// Staff books a time for whoever the conversation is with.
///
/// # Errors
/// `Conflict` when it is taken; `NotFound` when it cannot be booked, or the conversation is not with this customer or guest.
pub async fn book(services: &Services, who: &Agent, conversation: ConversationId, customer: MemberId, wish: Wish) -> Result<Appointment> {
    let lane = talk(services, who, conversation).await?;
    if !may_see(services, &lane, [Some(customer), None]).await? {
        return Err(Error::NotFound);
    }
    let (contact, is_guest) = contact(services, who.business(), customer).await?;
    let mut tx = services.begin().await?;
    let (own, guest) = ((!is_guest).then_some(customer), is_guest.then_some(customer));
    let new = Booking { wish, customer: own, guest, by: Some(who.member()), contact: &contact };
    let booked = appointments::book_within(&mut tx, who.business(), &new).await?;
    let zone = businesses::zone(&businesses::find(&mut tx, who.business()).await?, tx.now());
    mark(&mut tx, lane.conversation().id, step_line(who.name(), Step::Book, &booked, &zone)).await?;
    tx.commit().await?;
    Ok(booked)
}

/// Staff moves an appointment.
///
/// # Errors
/// As [`appointments::move_by_staff`]; `NotFound` also for appointments of others than whoever the conversation is with.
pub async fn move_appointment(
    services: &Services,
    who: &Agent,
    conversation: ConversationId,
    id: AppointmentId,
    seen: i64,
    to: (Timestamp, MemberId),
) -> Result<()> {
    let (lane, _) = appointment_here(services, who, conversation, id).await?;
    let moved = appointments::move_by_staff(services, who, id, seen, to.0, to.1).await?;
    tell_step(services, who, &lane, Step::Move, &moved).await
}

/// Staff calls an appointment off, or notes that it took place or that nobody came.
///
/// # Errors
/// As [`appointments::act`]; `NotFound` also for appointments of others than whoever the conversation is with.
pub async fn act_on_appointment(
    services: &Services,
    who: &Agent,
    conversation: ConversationId,
    id: AppointmentId,
    seen: i64,
    step: Step,
    note: &str,
) -> Result<()> {
    let (lane, a) = appointment_here(services, who, conversation, id).await?;
    appointments::act(services, who, id, seen, step, note).await?;
    tell_step(services, who, &lane, step, &a).await
}

async fn tell_step(services: &Services, who: &Agent, lane: &Lane, step: Step, a: &Appointment) -> Result<()> {
    let zone = businesses::zone(&businesses::find(services.db(), who.business()).await?, services.now());
    tell(services, lane, step_line(who.name(), step, a, &zone)).await
}
