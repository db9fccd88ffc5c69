//! What buyers do: choose a way to pay, order, and pay again when it did not work.

use super::settle;
use crate::accounts::{Agent, Visitor};
use crate::businesses::actions as businesses;
use crate::error::{Error, Fault, Result};
use crate::kernel::ids::{BusinessId, OrderId};
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use crate::orders::actions::{self as orders, OutsideDraft};
use crate::orders::buyer::Buyer;
use crate::orders::draft::{Checkout, CheckoutDraft};
use crate::orders::model::{Deed, METHODS, Method, Order};
use crate::orders::rules::{Actor, decide};
use crate::payments::model::{Payment, PaymentState, Refund};
use crate::payments::queries::{self, accounts, refunds};
use crate::payments::rules::{AGAIN_MS, fits, mpesa_number};
use crate::platform::{Ex, Services, limits};

/// The ways to pay an amount at a business, the one that needs no account first.
///
/// # Errors
/// When the database fails.
pub async fn offered(ex: impl Into<Ex<'_>>, business: BusinessId, amount: Money, currency: &str) -> Result<Vec<Method>> {
    let connected = accounts::list(ex, business).await?;
    let more = connected.into_iter().filter(|a| a.is_offered && fits(a.provider, amount, currency)).map(|a| a.provider);
    Ok(METHODS.into_iter().chain(more).collect())
}

/// The ways to pay of a business, whatever an order costs.
///
/// # Errors
/// When the database fails.
pub async fn ways(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Method>> {
    let connected = accounts::list(ex, business).await?;
    Ok(METHODS.into_iter().chain(connected.into_iter().filter(|a| a.is_offered).map(|a| a.provider)).collect())
}

/// Staff places an order again, to be paid in one of the ways the business offers. What is paid through a provider is collected right after. Also whether
/// it was placed before by this form.
///
/// # Errors
/// As [`orders::order_again`]; `Conflict` also when it cannot be paid this way.
pub async fn order_again(services: &Services, who: &Agent, order: OrderId, client_id: &str, method: Method) -> Result<(Order, bool)> {
    let is_offered = ways(services.db(), who.business()).await?.contains(&method);
    let may_pay = |new: &Checkout, currency: &str| match method {
        _ if !is_offered || !fits(method, new.total, currency) => {
            Err(Error::Conflict(format!("{} is not offered for {}. Choose another way to pay.", method.label(), new.total.shown(currency))))
        }
        Method::Mpesa => mpesa_number(&new.phone).map(drop).map_err(|why| Error::Conflict(why.into())),
        Method::OnDelivery | Method::Paypal => Ok(()),
    };
    orders::order_again(services, who, order, client_id, method, &may_pay).await
}

/// Orders what is in the cart, to be paid in one of the ways the business offers. What is paid through a provider is collected right after.
///
/// # Errors
/// As [`orders::place_with`].
pub async fn place(services: &Services, who: &Buyer, draft: &CheckoutDraft) -> Result<Order> {
    let checkout = draft.parse()?;
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let ways = offered(services.db(), who.business(), checkout.total, &currency).await?;
    if checkout.method == Method::Mpesa && ways.contains(&Method::Mpesa) {
        mpesa_number(&checkout.phone).map_err(|why| Error::field("phone", why))?;
    }
    orders::place_with(services, who, draft, &ways).await
}

/// Places an order that another program sends, to be paid in one of the ways the business offers. Nobody is asked for money who was not told how
/// much: only with a total more than payment on delivery is possible.
///
/// # Errors
/// As [`orders::place_outside`].
pub async fn place_outside(services: &Services, who: &Visitor, from: &str, key: &str, draft: &OutsideDraft) -> Result<(Order, bool), Fault> {
    let ways = match draft.total {
        Some(total) => {
            let currency = businesses::find(services.db(), who.business()).await?.currency;
            offered(services.db(), who.business(), Money(total), &currency).await?
        }
        None => METHODS.to_vec(),
    };
    if draft.method == Method::Mpesa.word() && ways.contains(&Method::Mpesa) {
        let mut check = Check::new();
        let phone = check.phone("phone", &draft.phone, &draft.country);
        if let Err(why) = mpesa_number(&phone) {
            check.fail("phone", why);
        }
        check.finish()?;
    }
    orders::place_outside(services, who, from, key, draft, &ways).await
}

/// Whoever has the link of an order pays it again, perhaps with another phone. `from` is the network address.
///
/// # Errors
/// `Invalid` names `phone`; `Conflict` says why it cannot be paid now; `NotFound`; `TooMany` after many tries.
pub async fn pay(services: &Services, link: &str, phone: &str, country: &str, from: &str) -> Result<Order> {
    services.limits().check(limits::PAY_FROM, from)?;
    let found = orders::find_by_link(services, link).await?.order;
    let mut payer = String::new();
    if found.method == Method::Mpesa {
        let mut check = Check::new();
        payer = check.phone("phone", phone, country);
        check.finish()?;
        mpesa_number(&payer).map_err(|why| Error::field("phone", why))?;
    }
    let mut tx = services.begin().await?;
    let order = orders::lock(&mut tx, found.business_id, found.id).await?;
    let business = order.business_id;
    decide(&order.standing(), Actor::Stoa, Deed::Pay, Money::ZERO).map_err(Error::Conflict)?;
    let left = Money(order.total.0 - order.paid.0);
    if order.method == Method::OnDelivery || !offered(&mut tx, business, left, &order.currency).await?.contains(&order.method) {
        return Err(Error::Conflict(format!("{} is not offered here now. Write to us how you would like to pay.", order.method.label())));
    }
    let payments = queries::list_of(&mut tx, business, order.id).await?;
    if payments.iter().any(Payment::is_pending) {
        return Err(Error::Conflict(format!("{} is still checking your payment. You need not pay again; we write to you.", order.method.label())));
    }
    if let Some(open) = payments.iter().find(|p| p.state == PaymentState::Initiated) {
        if tx.now().since(open.created_at) < AGAIN_MS {
            return Err(Error::Conflict("A payment was begun a moment ago. Look at it first, or wait a little and try again.".into()));
        }
        settle::fail(&mut tx, open, "A new request was sent instead.").await?;
    }
    settle::begin(&mut tx, &order, &payer).await?;
    tx.commit().await?;
    Ok(order)
}

/// The payments of an order that somebody may see, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_of_order(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<Payment>> {
    queries::list_of(ex, business, order).await
}

/// The refunds of an order that somebody may see, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn refunds_of_order(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<Refund>> {
    refunds::list_of(ex, business, order).await
}
