//! What buyers and admins send about payments.

use crate::error::Result;
use leptos::prelude::*;
use stoa::kernel::ids::{PaymentId, RefundId};
use stoa::orders::model::Method;
use stoa::payments::draft::{MpesaDraft, PaypalDraft, TermsDraft};

/// Whoever has the link of an order asks for its payment again, perhaps on another phone.
#[server]
pub async fn pay_order(link: String, #[server(default)] phone: String, #[server(default)] country: String) -> Result<()> {
    let order = stoa::payments::actions::pay(&crate::session::services(), &link, &phone, &country, &crate::session::address()).await?;
    leptos_axum::redirect(&format!("{}#payment", crate::routes::order(&order.token)));
    Ok(())
}

/// Connects the business to M-Pesa; a box that is not ticked is not sent, a secret left empty stays as it is.
#[server]
pub async fn connect_mpesa(#[server(flatten)] draft: MpesaDraft) -> Result<()> {
    stoa::payments::actions::set_mpesa(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_PAYMENTS, "mpesa"));
    Ok(())
}

/// Connects the business to PayPal, likewise.
#[server]
pub async fn connect_paypal(#[server(flatten)] draft: PaypalDraft) -> Result<()> {
    stoa::payments::actions::set_paypal(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_PAYMENTS, "paypal"));
    Ok(())
}

/// Tries whether a provider knows the business.
#[server]
pub async fn test_provider(provider: Method) -> Result<()> {
    stoa::payments::actions::test(&crate::session::services(), &crate::session::admin().await?, provider).await?;
    leptos_axum::redirect(&format!("{}#{provider}", crate::routes::ADMIN_PAYMENTS));
    Ok(())
}

/// Asks a provider once more for a refund that failed.
#[server]
pub async fn repeat_refund(refund: RefundId) -> Result<()> {
    stoa::payments::actions::refund_again(&crate::session::services(), &crate::session::admin().await?, refund).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_RECKONING, "again"));
    Ok(())
}

/// Notes that an admin has given the money back in another way.
#[server]
pub async fn settle_refund(refund: RefundId) -> Result<()> {
    stoa::payments::actions::refund_by_hand(&crate::session::services(), &crate::session::admin().await?, refund).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_RECKONING, "settled"));
    Ok(())
}

/// An admin has looked into what does not fit about a payment.
#[server]
pub async fn look_into_doubt(payment: PaymentId, finding: String) -> Result<()> {
    stoa::payments::actions::look_into(&crate::session::services(), &crate::session::admin().await?, payment, &finding).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_RECKONING, "cleared"));
    Ok(())
}

/// Notes at the order what went back of its payment at the provider.
#[server]
pub async fn note_return(payment: PaymentId) -> Result<()> {
    stoa::payments::actions::note_return(&crate::session::services(), &crate::session::admin().await?, payment).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_RECKONING, "noted"));
    Ok(())
}

/// Decides when unpaid orders are cancelled, and what stands on invoices.
#[server]
pub async fn set_terms(#[server(flatten)] draft: TermsDraft) -> Result<()> {
    stoa::payments::actions::set_terms(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_PAYMENTS, "terms"));
    Ok(())
}
