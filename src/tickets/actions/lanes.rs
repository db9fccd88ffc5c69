//! Both sides of an order's ticket, as staff sees them, and a partner's own lane.

use super::visible;
use crate::accounts::actions as accounts;
use crate::accounts::{Agent, Partner};
use crate::conversations::model::SenderKind;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, OrderId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::Services;
use crate::tickets::model::Ticket;
use crate::tickets::queries::{self, orders as found};

/// The two sides of an order's ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The partner.
    pub partner: MemberId,
    /// How they are called.
    pub name: String,
    /// The talk with them.
    pub lane: ConversationId,
    /// Messages of the customer that this agent has not read.
    pub unread_customer: i64,
    /// Messages of the partner that this agent has not read.
    pub unread_partner: i64,
}

/// Both sides of a ticket, when a partner has its order.
///
/// # Errors
/// `NotFound` when the ticket is not of this agent's business.
pub async fn sides(services: &Services, agent: &Agent, ticket: &Ticket) -> Result<Option<Sides>> {
    let ticket = visible(services, agent, ticket.id).await?;
    let Some((partner, lane)) = ticket.partner_id.zip(ticket.partner_lane) else { return Ok(None) };
    let (db, me) = (services.db(), agent.member());
    let name = accounts::find_contact(db, agent.business(), partner).await?.map(|m| m.name).unwrap_or_default();
    let unread_customer = found::count_unread(db, ticket.customer_lane, SenderKind::Customer.word(), me).await?;
    let unread_partner = found::count_unread(db, lane, SenderKind::Partner.word(), me).await?;
    Ok(Some(Sides { partner, name, lane, unread_customer, unread_partner }))
}

/// The lanes of partners who had the order before: which, with whom, until when.
///
/// # Errors
/// `NotFound` when the ticket is not of this agent's business.
pub async fn former_lanes(services: &Services, agent: &Agent, id: TicketId) -> Result<Vec<(ConversationId, String, Timestamp)>> {
    let ticket = visible(services, agent, id).await?;
    found::list_former(services.db(), agent.business(), ticket.id).await
}

/// The ticket of an order, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn of_order(services: &Services, agent: &Agent, order: OrderId) -> Result<Option<Ticket>> {
    match found::find(services.db(), agent.business(), order).await? {
        Some(id) => queries::find(services.db(), agent.business(), id).await,
        None => Ok(None),
    }
}

/// The order that the ticket of a lane is about, if it is about one.
///
/// # Errors
/// When the database fails.
pub async fn order_of(services: &Services, business: BusinessId, lane: ConversationId) -> Result<Option<OrderId>> {
    Ok(queries::find_by_lane(services.db(), business, lane).await?.and_then(|ticket| ticket.order_id))
}

/// The lane of an order that this partner has now, for reading and writing it.
///
/// # Errors
/// When the database fails.
pub async fn partner_lane(services: &Services, who: &Partner, order: OrderId) -> Result<Option<ConversationId>> {
    Ok(found::find_lane_of(services.db(), who.business(), order, who.member()).await?.map(|(_, lane)| lane))
}

/// Of which of these orders this partner has not read everything, and how much.
///
/// # Errors
/// When the database fails.
pub async fn partner_unread(services: &Services, who: &Partner, orders: &[OrderId]) -> Result<Vec<(OrderId, i64)>> {
    found::list_unread(services.db(), who.business(), who.member(), orders).await
}
