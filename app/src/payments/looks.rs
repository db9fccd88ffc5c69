//! How payments and refunds look wherever they stand.

use crate::ui::*;
use leptos::prelude::*;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::payments::model::{Payment, PaymentState, Refund, RefundState};

/// What the colour of a state says.
pub const fn payment_tone(state: PaymentState) -> Tone {
    match state {
        PaymentState::Initiated => Tone::Warn,
        PaymentState::Completed => Tone::Good,
        PaymentState::Failed => Tone::Neutral,
    }
}

/// What the colour of a state says.
pub const fn refund_tone(state: RefundState) -> Tone {
    match state {
        RefundState::Asked => Tone::Warn,
        RefundState::Completed => Tone::Good,
        RefundState::Failed => Tone::Bad,
    }
}

/// What came in for an order and what went back, as staff sees it.
#[component]
pub fn PaymentList(payments: Vec<Payment>, refunds: Vec<Refund>, zone: Zone, now: Timestamp) -> impl IntoView {
    if payments.is_empty() {
        return view! { <p class="text-muted">"Nothing has been paid yet."</p> }.into_any();
    }
    let currency = payments[0].currency.clone();
    let payment = |p: Payment| {
        let (amount, when) = (p.shown(), zone.short_words(p.completed_at.unwrap_or(p.created_at), now));
        let reference = p.reference.as_ref().filter(|r| !r.starts_with("event ") && !r.starts_with("order ")).map(|r| format!(" · {r}"));
        let is_open = p.is_doubted();
        let why =
            [p.failure.clone(), if is_open { p.doubt.clone() } else { String::new() }].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let seen = p.cleared_at.filter(|_| !is_open).map(|at| {
            let who = p.cleared_by.clone().unwrap_or_default();
            format!("{} {who} looked into it {}: {}", p.doubt, zone.short_words(at, now), p.finding)
        });
        let waits = p.is_pending().then(|| format!("{} says that the money is on its way. That may take days.", p.provider.label()));
        view! {
            <li class="py-2">
                <p class="flex flex-wrap items-center gap-2">
                    <span class="font-semibold tabular-nums">{amount}</span>
                    <Badge tone=payment_tone(p.state)>{p.state.label()}</Badge>
                </p>
                <p class="text-sm break-words text-muted">{p.provider.label()} {reference} {format!(" · {when}")}</p>
                {(!why.is_empty()).then(|| view! { <p class="text-sm text-bad">{why}</p> })}
                {waits.map(|words| view! { <p class="text-sm text-muted">{words}</p> })}
                {seen.map(|words| view! { <p class="text-sm text-muted">{words}</p> })}
            </li>
        }
    };
    let refund = |r: Refund| {
        let (amount, when) = (r.amount.shown(&currency), zone.short_words(r.created_at, now));
        view! {
            <li class="py-2">
                <p class="flex flex-wrap items-center gap-2">
                    <span class="font-semibold tabular-nums">{format!("−{amount}")}</span>
                    <Badge tone=refund_tone(r.state)>{r.state.label()}</Badge>
                </p>
                <p class="text-sm text-muted">{[r.reason, when].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ")}</p>
                {(!r.failure.is_empty()).then(|| view! { <p class="text-sm text-bad">{r.failure}</p> })}
            </li>
        }
    };
    let (came, went) = (payments.into_iter().map(payment).collect_view(), refunds.into_iter().map(refund).collect_view());
    view! { <ul class="-my-2 divide-y divide-line">{came} {went}</ul> }.into_any()
}
