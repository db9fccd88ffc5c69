//! What partners send about the orders they fulfil.

use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};
use stoa::kernel::ids::OrderId;
use stoa::orders::model::Deed;

/// A partner says that an order is on its way, with a link or number to follow it, or that it has arrived.
#[server]
pub async fn fulfil_order(order: OrderId, deed: Deed, #[server(default)] tracking: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::partner().await?);
    let number = stoa::orders::actions::fulfil(&services, &who, order, deed, &tracking).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::partner_order(number), deed.word()));
    Ok(())
}

/// A partner writes to the shop about an order, from the form of the composer, and comes back to it.
#[server(input = MultipartFormData)]
pub async fn reply_to_shop(form: MultipartData) -> Result<()> {
    let who = crate::session::partner().await?;
    let form = crate::multipart::Filled::read(&who, form).await?;
    super::forms::write(&who, form).await
}
