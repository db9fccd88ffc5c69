//! Reading what placeholders stand for, at a ticket and in a chat.

use super::model::Facts;
use crate::accounts::actions as accounts;
use crate::businesses::actions as businesses;
use crate::chats::model::Chat;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::Ex;
use crate::tickets::model::{Ticket, number_text};

/// What is known at a ticket. `agent` is who writes.
///
/// # Errors
/// When the database fails.
pub async fn at_ticket(ex: impl Into<Ex<'_>>, ticket: &Ticket, agent: &str) -> Result<Facts> {
    let known = of(ex, ticket.business_id, ticket.customer_id, agent).await?;
    Ok(Facts { number: number_text(ticket.number), subject: ticket.subject.clone(), ..known })
}

/// What is known in a chat.
///
/// # Errors
/// When the database fails.
pub async fn in_chat(ex: impl Into<Ex<'_>>, business: BusinessId, chat: &Chat, agent: &str) -> Result<Facts> {
    of(ex, business, chat.asker_id, agent).await
}

async fn of(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId, agent: &str) -> Result<Facts> {
    let mut ex = ex.into();
    let customer = accounts::find_contact(ex.again(), business, customer).await?.map(|m| m.name).unwrap_or_default();
    let business = businesses::find(ex, business).await?.name;
    // Where nobody acts, the business speaks.
    let agent = if agent.is_empty() { business.clone() } else { agent.to_owned() };
    Ok(Facts { customer, agent, business, ..Facts::default() })
}
