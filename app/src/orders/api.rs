//! What buyers and staff send about carts and orders.

use crate::error::Result;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::kernel::ids::{OrderId, VariantId};
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::Deed;
use uuid::Uuid;

/// Puts pieces into the cart and shows it, or goes `back` to the page on which they were shown.
#[server]
pub async fn add_to_cart(variant: VariantId, quantity: String, #[server(default)] back: String) -> Result<()> {
    let buyer = super::buying::buyer().await?;
    let token = stoa::orders::actions::add_to_cart(&crate::session::services(), &buyer, variant, &quantity).await?;
    super::buying::remember(buyer.business(), token.as_deref());
    let page = if back.is_empty() { crate::routes::CART } else { crate::routes::safe_next(&back) };
    leptos_axum::redirect(&crate::notes::done(page, "in-cart"));
    Ok(())
}

/// Sets how many pieces of something are in the cart; none takes it out.
#[server]
pub async fn set_cart_quantity(variant: VariantId, quantity: String) -> Result<()> {
    stoa::orders::actions::set_quantity(&crate::session::services(), &super::buying::buyer().await?, variant, &quantity).await?;
    leptos_axum::redirect(crate::routes::CART);
    Ok(())
}

/// Goes to the checkout with what is in the cart, which is kept meanwhile.
#[server]
pub async fn begin_checkout() -> Result<()> {
    stoa::orders::actions::begin_checkout(&crate::session::services(), &super::buying::buyer().await?).await?;
    leptos_axum::redirect(crate::routes::CHECKOUT);
    Ok(())
}

/// Orders what is in the cart and shows the order.
#[server]
pub async fn place_order(#[server(flatten)] draft: CheckoutDraft) -> Result<()> {
    let order = stoa::payments::actions::place(&crate::session::services(), &super::buying::buyer().await?, &draft).await?;
    super::buying::remember_guest(&order).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::order(&order.token), "placed"));
    Ok(())
}

/// Goes to the order with this number and this e-mail address.
#[server]
pub async fn track_order(number: String, email: String) -> Result<()> {
    let (services, visitor) = (crate::session::services(), crate::session::visitor().await?);
    let token = stoa::orders::actions::track(&services, &visitor, &crate::session::address(), &number, &email).await?;
    leptos_axum::redirect(&crate::routes::order(&token));
    Ok(())
}

/// Whoever has the link of an order cancels it and looks at it, or goes `back` to the page on which it was shown.
#[server]
pub async fn cancel_order(link: String, #[server(default)] back: String) -> Result<()> {
    let member = crate::session::somebody().await?.map(|identity| identity.person().member());
    let order = stoa::orders::actions::cancel_by_link(&crate::session::services(), &link, member).await?;
    match back.as_str() {
        "" => leptos_axum::redirect(&crate::notes::done(&crate::routes::order(&order.token), "cancelled")),
        back => leptos_axum::redirect(&crate::notes::done(crate::routes::safe_next(back), "card-cancelled")),
    }
    Ok(())
}

/// Whoever has the link of an order says something about it, and comes back to what was said.
#[server]
pub async fn ask_about_order(link: String, client_id: Uuid, body: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::somebody().await?.map(|identity| identity.person()));
    let order = stoa::tickets::actions::ask(&services, who.as_ref(), &crate::session::address(), &link, client_id, &body).await?;
    leptos_axum::redirect(&format!("{}#ask", crate::routes::order(&order.token)));
    Ok(())
}

/// How many orders nobody has looked at.
#[server]
pub async fn count_waiting_orders() -> Result<i64> {
    Ok(stoa::orders::actions::waiting(&crate::session::services(), &crate::session::agent().await?).await?)
}

/// A new order in words, and where it is shown.
#[server]
pub async fn describe_order(order: OrderId) -> Result<(String, String)> {
    let order = stoa::orders::actions::find_by_id(&crate::session::services(), &crate::session::agent().await?, order).await?;
    let words = format!("New order {} for {}.", stoa::orders::model::number_text(order.number), order.shown(order.total));
    Ok((words, crate::routes::desk_order(order.number)))
}

/// Staff confirms, notes a payment, sends, delivers or cancels.
#[server]
pub async fn act_on_order(order: OrderId, deed: Deed, #[server(default)] note: String, #[server(default)] tracking: String) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let number = match deed {
        Deed::Ship => stoa::orders::actions::ship(&services, &agent, order, &tracking, &note).await?,
        _ => stoa::orders::actions::act(&services, &agent, order, deed, &note).await?,
    };
    leptos_axum::redirect(&crate::notes::done(&crate::routes::desk_order(number), deed.word()));
    Ok(())
}

/// Staff gives money back for pieces of an order; `seen` is what was given back when the page was made, an unchecked `restock` is not sent.
#[server]
pub async fn refund_order(
    order: OrderId,
    seen: i64,
    #[server(default)] pieces: HashMap<String, String>,
    #[server(default)] restock: bool,
    #[server(default)] note: String,
) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let number = super::desk::refund(&services, &agent, order, seen, &pieces, restock, &note).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::desk_order(number), "refund"));
    Ok(())
}

/// Staff gives an order to a partner; an empty one to nobody.
#[server]
pub async fn entrust_order(order: OrderId, #[server(default)] partner: String) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let partner = crate::tickets::desk::read::chosen("partner", &partner)?;
    let number = stoa::orders::actions::entrust(&services, &agent, order, partner).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::desk_order(number), "entrust"));
    Ok(())
}
