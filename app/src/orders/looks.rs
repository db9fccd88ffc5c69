//! How orders look wherever they stand.

pub use super::badge::{OrderBadge, status_glyph, status_tone};
use crate::catalog::store::Thumb;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::orders::fulfil::{Supplied, tracking_link};
use stoa::orders::model::{Deed, Opened, OrderLine, Standing, Step as Happened};
use stoa::orders::rules::course;

/// How far an order is, as a line of steps.
#[component]
pub fn OrderCourse(standing: Standing) -> impl IntoView {
    let steps = course(&standing);
    let done = steps.iter().filter(|(_, done)| *done).count();
    // The last step that was reached is where it stands, unless all are.
    let current = if done == steps.len() { done } else { done.saturating_sub(1) };
    let steps = steps.into_iter().map(|(name, _)| Step::new(name)).collect();
    view! { <Stepper label="How far the order is" steps current /> }.into_any()
}

/// Where the parcel can be followed; nothing while nobody said.
#[component]
pub fn Tracking(tracking: String) -> impl IntoView {
    let shown = match tracking_link(&tracking).map(str::to_owned) {
        Some(href) => {
            view! { <a href=href rel="noopener nofollow" class="rounded-xs break-all text-accent underline underline-offset-2">{tracking.clone()}</a> }
                .into_any()
        }
        None => view! { <span class="break-all">{tracking.clone()}</span> }.into_any(),
    };
    (!tracking.is_empty()).then(|| view! { <p class="mt-2">"Follow the parcel: " {shown}</p> }).into_any()
}

/// What was bought, and what it costs; for staff also whose each line is.
#[component]
pub fn OrderLines(opened: Opened, #[prop(optional)] supplied: Vec<Supplied>) -> impl IntoView {
    let Opened { order, lines, .. } = opened;
    let line = |l: OrderLine| {
        let partner = supplied.iter().find(|s| s.line == l.id).and_then(|s| s.partner.clone());
        let partner = partner.map(|name| view! { <span class="block text-sm text-muted">{format!("Partner: {name}")}</span> });
        let (name, amount) = (l.name(), order.shown(l.amount()));
        let name = match &l.slug {
            Some(slug) => view! { <a href=routes::product(slug) class="rounded-xs font-semibold hover:underline">{name}</a> }.into_any(),
            None => view! { <span class="font-semibold">{name}</span> }.into_any(),
        };
        let returned = (l.returned > 0).then(|| view! { <span class="text-warn">{format!(" · {} refunded", l.returned)}</span> });
        view! {
            <li class="flex items-center gap-3.5 border-b border-line py-3">
                <Thumb picture=l.picture />
                <span class="min-w-0 flex-1">
                    {name}
                    <span class="block text-sm text-muted tabular-nums">{format!("{} × {}", l.quantity, order.shown(l.price))} {returned}</span>
                    {partner}
                </span>
                <span class="whitespace-nowrap tabular-nums">{amount}</span>
            </li>
        }
    };
    let refunded = (order.refunded.0 > 0).then(|| {
        view! {
            <p class="flex justify-between gap-3 text-warn">
                <span>"Refunded"</span>
                <span class="tabular-nums">{order.shown(order.refunded)}</span>
            </p>
        }
    });
    let total = order.shown(order.total);
    view! {
        <ul class="border-t border-line">{lines.into_iter().map(line).collect_view()}</ul>
        <div class="flex flex-col gap-1 pt-3">
            <p class="flex justify-between gap-3 text-md font-semibold">
                <span>"Total"</span>
                <span class="tabular-nums">{total}</span>
            </p>
            {refunded}
        </div>
    }
    .into_any()
}

/// What happened to an order, newest first. `names` says who did it: for staff.
#[component]
pub fn OrderHistory(opened: Opened, zone: Zone, now: Timestamp, #[prop(optional)] names: bool) -> impl IntoView {
    let Opened { order, mut steps, .. } = opened;
    // Who fulfils an order is the shop's own business.
    steps.retain(|s| names || s.deed != Deed::Entrust);
    steps.reverse();
    let step = |s: Happened| {
        let glyph = match s.deed {
            Deed::Place => Glyph::Bag,
            Deed::Refund => Glyph::Undo,
            Deed::Pay => Glyph::Card,
            Deed::Entrust => Glyph::People,
            _ => status_glyph(s.status),
        };
        let amount = (s.amount.0 > 0).then(|| format!(" {}", order.shown(s.amount)));
        let by = s.member.filter(|_| names).map(|name| format!(" · {name}"));
        let note = (!s.note.is_empty() && names).then(|| view! { <span class="block text-sm">{s.note}</span> });
        view! {
            <li class="flex gap-3 py-2">
                <Icon glyph class="mt-0.5 size-4.5 flex-none text-muted" />
                <span class="min-w-0">
                    {s.deed.label()}
                    {amount}
                    <span class="block text-sm text-muted">{zone.short_words(s.at, now)} {by}</span>
                    {note}
                </span>
            </li>
        }
    };
    view! { <ul>{steps.into_iter().map(step).collect_view()}</ul> }.into_any()
}
