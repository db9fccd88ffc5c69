//! What is asked and sent about cards, and from beside a conversation.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::appointments::model::Step;
use stoa::cards::model::CardView;
use stoa::conversations::model::CardKind;
use stoa::kernel::ids::{AppointmentId, CardId, ConversationId, MemberId, OfferingId, OrderId};
use stoa::kernel::time::Timestamp;
use stoa::orders::model::Deed;

/// The cards of a conversation as they stand, for whoever may read it.
#[server]
pub async fn list_cards(conversation: ConversationId) -> Result<Vec<CardView>> {
    let lane = crate::guests::open(conversation).await?;
    Ok(stoa::cards::actions::list(&crate::session::services(), &lane).await?)
}

/// Whoever is shown a time books it.
#[server]
pub async fn book_slot(card: CardId, conversation: ConversationId, #[server(default)] back: String) -> Result<()> {
    let lane = super::forms::own_lane(conversation).await?;
    stoa::cards::actions::book_by_card(&crate::session::services(), &lane, &crate::session::address(), card).await?;
    crate::notes::lead_back(&back, "card-booked");
    Ok(())
}

/// Products on sale with these words: id, name and price.
#[server]
pub async fn find_products(words: String) -> Result<Vec<(i64, String, String)>> {
    super::forms::products(&words).await
}

/// Shows a product or an order in a conversation.
#[server]
pub async fn share_card(conversation: ConversationId, client_id: String, kind: CardKind, id: i64, #[server(default)] back: String) -> Result<()> {
    super::forms::share(conversation, &client_id, kind, id).await?;
    crate::notes::lead_back(&back, "shared");
    Ok(())
}

/// Books a time for whoever the conversation is with, or shows it there: `then` is `book` or `share`. `staff` is empty for anyone.
#[server]
pub async fn offer_time(
    conversation: ConversationId,
    customer: MemberId,
    client_id: String,
    offering: OfferingId,
    starts_at: Timestamp,
    #[server(default)] staff: String,
    then: String,
    #[server(default)] back: String,
) -> Result<()> {
    let done = super::forms::offer(conversation, customer, &client_id, (offering, staff.parse().ok(), starts_at), &then).await?;
    crate::notes::lead_back(&back, done);
    Ok(())
}

/// Staff confirms, notes a payment, sends, delivers or cancels an order from beside a conversation.
#[server]
pub async fn act_on_order_here(
    conversation: ConversationId,
    order: OrderId,
    deed: Deed,
    #[server(default)] note: String,
    #[server(default)] tracking: String,
    #[server(default)] back: String,
) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    stoa::cards::actions::act_on_order(&services, &agent, conversation, order, (deed, &tracking), &note).await?;
    crate::notes::lead_back(&back, "order");
    Ok(())
}

/// Staff gives money back for pieces of an order from beside a conversation; an unchecked `restock` is not sent.
#[server]
pub async fn refund_order_here(
    conversation: ConversationId,
    order: OrderId,
    seen: i64,
    #[server(default)] pieces: HashMap<String, String>,
    #[server(default)] restock: bool,
    #[server(default)] note: String,
    #[server(default)] back: String,
) -> Result<()> {
    super::forms::refund(conversation, order, seen, &pieces, restock, note).await?;
    crate::notes::lead_back(&back, "refund");
    Ok(())
}

/// Staff places an order again, to be paid in this way; on delivery where none is sent.
#[server]
pub async fn order_again_here(
    conversation: ConversationId,
    order: OrderId,
    client_id: String,
    #[server(default)] method: String,
    #[server(default)] back: String,
) -> Result<()> {
    let (services, agent, method) = (crate::session::services(), crate::session::agent().await?, super::forms::way(&method)?);
    stoa::cards::actions::order_again(&services, &agent, conversation, order, &client_id, method).await?;
    crate::notes::lead_back(&back, "again");
    Ok(())
}

/// Staff moves an appointment from beside a conversation; `starts_at` is local time at the business, as the field has it.
#[server]
pub async fn move_appointment_here(
    conversation: ConversationId,
    appointment: AppointmentId,
    seen: i64,
    starts_at: String,
    staff: MemberId,
    #[server(default)] back: String,
) -> Result<()> {
    super::forms::move_to(conversation, appointment, seen, &starts_at, staff).await?;
    crate::notes::lead_back(&back, "moved");
    Ok(())
}

/// Staff calls an appointment off from beside a conversation, or notes that it took place or that nobody came.
#[server]
pub async fn act_on_appointment_here(
    conversation: ConversationId,
    appointment: AppointmentId,
    seen: i64,
    step: Step,
    #[server(default)] note: String,
    #[server(default)] back: String,
) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    stoa::cards::actions::act_on_appointment(&services, &agent, conversation, appointment, seen, step, &note).await?;
    crate::notes::lead_back(&back, "appointment");
    Ok(())
}
