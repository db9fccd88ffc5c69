//! What the forms beside a conversation mean.

use crate::error::Result;
use crate::orders::desk::pieces;
use crate::{guests, session};
use http::request::Parts;
use leptos::prelude::expect_context;
use std::collections::HashMap;
use stoa::Error;
use stoa::appointments::actions::Wish;
use stoa::businesses::actions as businesses;
use stoa::cards::actions::{self, Pieces};
use stoa::cards::model::Sharing;
use stoa::conversations::actions::{self as conversations, Lane};
use stoa::conversations::model::CardKind;
use stoa::kernel::ids::{AppointmentId, ConversationId, MemberId, OrderId, ProductId};
use stoa::kernel::money::Money;
use stoa::orders::model::Method;
use uuid::Uuid;

/// The way to pay that was chosen; on delivery where there was nothing to choose.
pub fn way(typed: &str) -> Result<Method> {
    match typed {
        "" => Ok(Method::OnDelivery),
        word => Ok(word.parse().map_err(|_| Error::field("method", "Payment: choose one of the options."))?),
    }
}

/// A conversation as whoever is shown something in it: staff who try their own widget are visitors there.
///
/// # Errors
/// `NotFound` when nobody of those the request comes from may read it, `Denied` when it comes from nobody.
pub async fn own_lane(conversation: ConversationId) -> Result<Lane> {
    let (services, mut as_staff) = (session::services(), None);
    for person in guests::persons(&services, &expect_context::<Parts>().headers).await? {
        match conversations::open(&services, &person, conversation).await {
            Ok(lane) if person.is_staff() => as_staff = Some(lane),
            Ok(lane) => return Ok(lane),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(as_staff.ok_or(Error::NotFound)?)
}

fn own_id(client_id: &str) -> Result<Uuid> {
    Ok(client_id.parse().map_err(|_| Error::field("client_id", "The form is incomplete. Reload the page and send it again."))?)
}

/// Products with these words: id, name and price.
pub async fn products(words: &str) -> Result<Vec<(i64, String, String)>> {
    let currency = session::business().await?.currency;
    let found = actions::find_products(&session::services(), &session::agent().await?, words).await?;
    Ok(found.into_iter().map(|line| (line.id.0, line.name.clone(), line.price_words(&currency))).collect())
}

/// Shows a product or an order.
pub async fn share(conversation: ConversationId, client_id: &str, kind: CardKind, id: i64) -> Result<()> {
    let agent = session::agent().await?;
    let what = match kind {
        CardKind::Product => Sharing::Product(ProductId(id)),
        CardKind::Order => Sharing::Order(OrderId(id)),
        CardKind::Slot | CardKind::Call => return Err(Error::field("kind", "Choose a product or an order.").into()),
    };
    Ok(actions::share(&session::services(), &agent, conversation, own_id(client_id)?, &what).await?)
}

/// Books a time or shows it; says which.
pub async fn offer(conversation: ConversationId, customer: MemberId, client_id: &str, wish: Wish, then: &str) -> Result<&'static str> {
    let (services, agent) = (session::services(), session::agent().await?);
    if then == "share" {
        let what = Sharing::Slot(wish.0, wish.1, wish.2);
        actions::share(&services, &agent, conversation, own_id(client_id)?, &what).await?;
        return Ok("shared");
    }
    actions::book(&services, &agent, conversation, customer, wish).await?;
    Ok("booked")
}

/// Refunds the pieces of a form.
pub async fn refund(conversation: ConversationId, order: OrderId, seen: i64, typed: &HashMap<String, String>, restock: bool, note: String) -> Result<()> {
    let agent = session::agent().await?;
    let what = Pieces { seen: Money(seen), pieces: pieces(typed)?, restock, note };
    Ok(actions::refund(&session::services(), &agent, conversation, order, &what).await?)
}

/// Moves an appointment to what the field of its form says.
pub async fn move_to(conversation: ConversationId, id: AppointmentId, seen: i64, starts_at: &str, staff: MemberId) -> Result<()> {
    let (services, agent) = (session::services(), session::agent().await?);
    let zone = businesses::zone(&session::business().await?, services.now());
    let at = zone.parse_field(starts_at).ok_or_else(|| Error::field("starts_at", "Begins: write a day and a time, like 2026-11-26 14:00."))?;
    Ok(actions::move_appointment(&services, &agent, conversation, id, seen, (at, staff)).await?)
}
