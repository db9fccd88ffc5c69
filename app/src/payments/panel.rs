//! How the payment of an order stands, for whoever pays: look at your phone, go to PayPal, it did not work, it is paid, it comes back.

use super::api::PayOrder;
use crate::forms::{Refused, refused};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::money::Money;
use stoa::kernel::phone::COUNTRIES;
use stoa::kernel::time::Timestamp;
use stoa::orders::model::{Deed, Method, Order};
use stoa::orders::rules::{Actor, decide};
use stoa::payments::actions::has_invoice;
use stoa::payments::model::{Payment, PaymentState, Refund, RefundState};
use stoa::payments::rules::AGAIN_MS;

/// While somebody waits without a script the page is read again after so many seconds.
const LOOK_SECONDS: u32 = 5;
/// The parameter of the address under which the form for another phone is open.
const AGAIN: &str = "again";

/// The panel. While it says that it waits (`data-waits`), `wait.js` looks again.
#[component]
pub fn PaymentPanel(order: Order, payments: Vec<Payment>, refunds: Vec<Refund>, now: Timestamp) -> impl IntoView {
    let refused = refused().of("/pay_order");
    let is_typing = session::query(AGAIN).is_some() || refused.error.is_some();
    let open = payments.iter().rev().find(|p| p.state == PaymentState::Initiated);
    let pending = payments.iter().find(|p| p.is_pending());
    let may_pay = order.method != Method::OnDelivery && decide(&order.standing(), Actor::Stoa, Deed::Pay, Money::ZERO).is_ok();
    // A payment that was just ordered is begun a moment later.
    let is_waiting = may_pay && pending.is_none() && (open.is_some() || payments.is_empty());
    let waits = (is_waiting && !is_typing).then_some("");
    // With its address: one that ends in a fragment is not loaded again otherwise.
    let look = format!("{LOOK_SECONDS};url={}", routes::order(&order.token));
    let reload = waits.map(|_| view! { <noscript><meta http-equiv="refresh" content=look /></noscript> });
    let body = if !may_pay {
        settled(&order, &payments, &refunds)
    } else if let Some(pending) = pending {
        on_its_way(pending)
    } else if is_typing {
        again(&order, &refused, payments.last())
    } else {
        match (open, payments.last()) {
            (Some(open), _) => waiting(&order, open, now),
            (None, Some(last)) => failed(&order, last, &refused),
            (None, None) => {
                view! { <Banner tone=Tone::Accent icon=Glyph::Clock>"The payment is being prepared. This takes a few seconds."</Banner> }.into_any()
            }
        }
    };
    view! {
        <section id="payment" aria-label="Payment" class="mb-6 scroll-mt-6" data-waits=waits>{reload} {body}</section>
    }
    .into_any()
}

fn waiting(order: &Order, open: &Payment, now: Timestamp) -> AnyView {
    let can_repeat = now.since(open.created_at) >= AGAIN_MS;
    let amount = open.shown();
    match open.provider {
        Method::Paypal if open.link.is_empty() => {
            view! { <Banner tone=Tone::Accent icon=Glyph::Clock>"The way to PayPal is being prepared. This takes a few seconds."</Banner> }.into_any()
        }
        Method::Paypal => {
            let link = open.link.clone();
            view! {
                <Banner tone=Tone::Accent icon=Glyph::Card title=format!("Pay {amount} at PayPal")>
                    <p class="mb-3">"You agree there and come back here. Nothing is taken before."</p>
                    <a href=link rel="noopener" class="inline-flex min-h-11 items-center gap-2 rounded-sm bg-accent px-4 font-semibold text-accent-ink">"Go to PayPal" <Icon glyph=Glyph::External class="size-4" /></a>
                </Banner>
            }
            .into_any()
        }
        _ => {
            let link = format!("{}?{AGAIN}=1#payment", routes::order(&order.token));
            let other =
                can_repeat.then(|| view! { <p class="mt-2"><a href=link class="rounded-xs text-accent underline">"No request came, or another phone"</a></p> });
            let silent = open
                .unheard_since
                .map(|_| view! { <p class="mt-2">"M-Pesa does not answer us at the moment. If you have agreed on your phone, we will see it."</p> });
            let words = format!("We have asked {} for {amount} with M-Pesa. Enter your PIN there; this page then says that it is paid.", open.payer);
            view! {
                <Banner tone=Tone::Accent icon=Glyph::Phone title="Look at your phone">
                    <p>{words}</p>
                    {silent}
                    {other}
                </Banner>
            }
            .into_any()
        }
    }
}

/// The provider has the money on its way: nothing can be done but wait, and nothing is paid twice.
fn on_its_way(pending: &Payment) -> AnyView {
    let who = pending.provider.label();
    let words =
        format!("{who} tells us that {} is on its way. That may take some days. You need not pay again: we write to you when it is here.", pending.shown());
    view! { <Banner tone=Tone::Accent icon=Glyph::Clock title="Your payment is on its way">{words}</Banner> }.into_any()
}

fn failed(order: &Order, last: &Payment, refused: &Refused) -> AnyView {
    let why = if last.failure.is_empty() { "The payment did not work.".to_owned() } else { last.failure.clone() };
    view! {
        <Banner tone=Tone::Warn title="This is not paid yet">{why}</Banner>
        {again(order, refused, Some(last))}
    }
    .into_any()
}

/// The form that asks again.
fn again(order: &Order, refused: &Refused, last: Option<&Payment>) -> AnyView {
    let banner = refused.error_besides(&["phone"]).map(|why| view! { <Banner tone=Tone::Bad>{why}</Banner> });
    let amount = order.shown(Money(order.total.0 - order.paid.0));
    let phone = (order.method == Method::Mpesa).then(|| {
        let known = last.map(|p| p.payer.clone()).filter(|p| !p.is_empty()).unwrap_or_else(|| order.phone.clone());
        let (value, wrong) = (refused.value_or("phone", &known), refused.error_of("phone"));
        let countries = COUNTRIES.iter().map(|(iso, name, code)| Choice::new(*iso, format!("{name} (+{code})"))).collect();
        let country = refused.value_or("country", "KE");
        view! {
            <Field id="phone" label="Phone with M-Pesa" error=wrong.clone()>
                <div class="flex gap-2">
                    <Select name="country" label="Country of the phone number" choices=countries value=country class="w-40! flex-none" />
                    <TextInput name="phone" kind="tel" autocomplete="tel" required=true value error=wrong class="flex-1" />
                </div>
            </Field>
        }
    });
    let label = format!("Pay {amount} with {}", order.method.label());
    view! {
        <form method="post" action=PayOrder::PATH class="mt-4 flex max-w-md flex-col gap-4">
            {banner}
            <input type="hidden" name="link" value=order.token.clone() />
            {phone}
            <div><Button look=Look::Primary size=Size::Large icon=Glyph::Card>{label}</Button></div>
        </form>
    }
    .into_any()
}

/// Nothing is to be paid any more: what came, and what goes back.
fn settled(order: &Order, payments: &[Payment], refunds: &[Refund]) -> AnyView {
    let received = Money(payments.iter().filter(|p| p.state == PaymentState::Completed).map(|p| p.amount.0).sum());
    let invoice = has_invoice(order).then(|| {
        view! {
            <p class="mt-2"><a href=routes::invoice(&order.token) class="inline-flex items-center gap-1.5 rounded-xs text-accent hover:underline"><Icon glyph=Glyph::Download class="size-4" /> "Invoice (PDF)"</a></p>
        }
    });
    let back = |r: &Refund| {
        let amount = order.shown(r.amount);
        let words = match r.state {
            RefundState::Completed => format!("{amount} was given back."),
            RefundState::Asked => format!("{amount} is on its way back to you."),
            RefundState::Failed => format!("{amount} could not be given back yet. We are looking into it."),
        };
        view! { <li>{words}</li> }
    };
    let back = (!refunds.is_empty()).then(|| view! { <ul class="mt-2 text-muted">{refunds.iter().map(back).collect_view()}</ul> });
    let waits = payments.iter().find(|p| p.is_pending()).map(|p| {
        let words = format!("{} is still on its way through {}. It goes back to you when it comes.", p.shown(), p.provider.label());
        view! { <p class="text-muted">{words}</p> }
    });
    if received == Money::ZERO {
        return waits.into_any();
    }
    let amount = order.shown(received);
    let line = match order.paid > Money::ZERO {
        true => view! { <p class="flex items-center gap-2 text-good"><Icon glyph=Glyph::Done class="size-5" /> {format!("Paid: {amount}.")}</p> }.into_any(),
        false => {
            let words = format!("We received {amount} when this order could no longer be paid. It goes back to you.");
            view! { <p class="flex items-center gap-2"><Icon glyph=Glyph::Undo class="size-5" /> {words}</p> }.into_any()
        }
    };
    view! {
        {line}
        {back}
        {waits}
        {invoice}
    }
    .into_any()
}
