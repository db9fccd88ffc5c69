//! What buyers see: cart, checkout, their orders. A cookie for each business says which cart is theirs until they sign in.

mod ask;
mod cart;
mod checkout;
mod order;
mod own;
mod questions;
mod track;

pub use cart::{CartPage, drawer};
pub use checkout::CheckoutPage;
pub use order::OrderPage;
pub use own::OrdersPage;
pub use track::TrackPage;

use crate::error::Result;
use crate::{guests, session};
use http::HeaderValue;
use http::header::SET_COOKIE;
use http::request::Parts;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use stoa::Error;
use stoa::kernel::ids::BusinessId;
use stoa::orders::actions;
use stoa::orders::buyer::Buyer;
use stoa::orders::model::Order;

/// What the cookie of a cart is called, before the id of the business.
const COOKIE: &str = "stoa_cart_";
/// As long as a cart waits for its owner.
const KEEP_SECONDS: i64 = 60 * 86_400;

/// Whoever may buy at the business of this request.
///
/// # Errors
/// As [`session::business`].
pub async fn buyer() -> Result<Buyer> {
    let visitor = session::visitor().await?;
    let customer = session::somebody().await?.and_then(|identity| identity.customer().ok());
    let name = format!("{COOKIE}{}", visitor.business());
    let token = use_context::<Parts>().and_then(|parts| session::cookie(&parts.headers, &name)).filter(|t| t.len() <= 100).unwrap_or_default();
    Ok(Buyer::new(visitor, customer.as_ref(), &token, &session::address()))
}

/// Notes that the guest of this browser, if there is one, placed an order: it is found in their chat.
///
/// # Errors
/// When the database fails.
pub async fn remember_guest(order: &Order) -> Result<()> {
    let (services, Some(parts)) = (session::services(), use_context::<Parts>()) else { return Ok(()) };
    match guests::find(&services, &parts.headers, order.business_id).await {
        Ok(Some(guest)) => Ok(actions::remember_guest(&services, &guest, order).await?),
        // Whoever was shut out of the chat may buy all the same.
        Ok(None) | Err(Error::Denied(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Lets this browser keep its cart, when it is new.
pub fn remember(business: BusinessId, token: Option<&str>) {
    let Some(token) = token else { return };
    let cookie = session::cookie_header(&session::services(), &format!("{COOKIE}{business}"), token, KEEP_SECONDS);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, value);
    }
}
