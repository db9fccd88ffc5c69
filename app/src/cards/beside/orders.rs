//! The orders of whoever is talked to: number, status and total; opened, their lines and what can be done.

use super::{Stand, Talk, fresh_id, was_refused, whereto, why};
use crate::cards::api::{ActOnOrderHere, OrderAgainHere, RefundOrderHere, ShareCard};
use crate::forms::refused;
use crate::orders::badge::OrderBadge;
use crate::orders::desk::{AskToCancel, CancelDeed, DeedFields, RefundFields, pieces_field};
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::conversations::model::CardKind;
use stoa::orders::model::{Deed, Method, Opened, Order, OrderLine, number_text};
use stoa::orders::rules::{Actor, possible};

/// The section.
pub fn orders(stand: &Stand) -> AnyView {
    let all = &stand.beside.orders;
    let lines = all.iter().map(|opened| order(stand, opened)).collect_view();
    let none = all.is_empty().then(|| view! { <p class="text-muted">"No orders yet."</p> });
    let (many, paid) = stand.beside.worth;
    let worth = (many > 0).then(|| {
        let orders = if many == 1 { "1 order".to_owned() } else { format!("{many} orders") };
        view! { <p class="mb-2 text-muted tabular-nums">{format!("{orders}, {} paid in all.", paid.shown(&stand.business.currency))}</p> }
    });
    view! {
        <PanelSection title="Orders">
            {none}
            {worth}
            <ul class="flex flex-col gap-1.5">{lines}</ul>
        </PanelSection>
    }
    .into_any()
}

fn order(stand: &Stand, opened: &Opened) -> AnyView {
    let (order, talk) = (&opened.order, &stand.talk);
    let id = order.id.to_string();
    let deeds = possible(&order.standing(), Actor::Staff);
    let line = |l: &OrderLine| {
        let returned = (l.returned > 0).then(|| view! { <span class="text-warn">{format!(" · {} refunded", l.returned)}</span> });
        let amount = order.shown(l.amount());
        view! {
            <li class="flex gap-2">
                <span class="min-w-0 flex-1 wrap-anywhere">{format!("{} × {}", l.quantity, l.name())} {returned}</span>
                <span class="tabular-nums">{amount}</span>
            </li>
        }
    };
    let lines = opened.lines.iter().map(line).collect_view();
    let refunded = (order.refunded.0 > 0).then(|| {
        view! { <p class="flex justify-between gap-2 text-warn"><span>"Refunded"</span><span class="tabular-nums">{order.shown(order.refunded)}</span></p> }
    });
    let placed = format!("Placed {}. {}", stand.zone.short_words(order.placed_at, stand.now), order.method.label());
    let shown: Vec<String> = opened.lines.iter().map(|l| pieces_field(l.id)).chain(["note".to_owned()]).collect();
    let way = way(&stand.beside.ways, order);
    let refund = deeds.contains(&Deed::Refund).then(|| {
        let (opened, place) = (opened.clone(), whereto(talk));
        view! {
            <Disclosure summary="Refund" open=refused().of("/refund_order_here").value("order") == id>
                <form method="post" action=RefundOrderHere::PATH class="flex flex-col gap-2">
                    {place}
                    <RefundFields opened refused=refused().of("/refund_order_here") />
                </form>
            </Disclosure>
        }
    });
    let cancel = deeds.contains(&Deed::Cancel).then(|| {
        let (order, place) = (order.clone(), whereto(talk));
        view! {
            <div><CancelDeed order=order.clone() size=Size::Small /></div>
            <AskToCancel order action=ActOnOrderHere::PATH refused=refused().of("/act_on_order_here")>{place}</AskToCancel>
        }
    });
    let acts = deeds.iter().any(|d| !matches!(d, Deed::Place | Deed::Refund | Deed::Cancel)).then(|| {
        view! {
            <form method="post" action=ActOnOrderHere::PATH class="flex flex-wrap items-center gap-2">
                {whereto(talk)}
                <input type="hidden" name="order" value=id.clone() />
                <DeedFields order=order.clone() deeds refused=refused().of("/act_on_order_here") small=true />
            </form>
        }
    });
    view! {
        <li>
            <details open=was_refused("order", &id) class="rounded-sm border border-line">
                <summary class="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-0.5 rounded-sm px-2.5 py-1 hover:bg-sunk pointer-coarse:min-h-11">
                    <span class="font-semibold tabular-nums">{number_text(order.number)}</span>
                    <OrderBadge status=order.status />
                    <span class="ms-auto tabular-nums">{order.shown(order.total)}</span>
                </summary>
                <div class="flex flex-col gap-2.5 border-t border-line p-2.5">
                    {why("order", &id, if refused().action.ends_with("/refund_order_here") { &shown } else { &[] })}
                    <ul class="flex flex-col gap-0.5">{lines}</ul>
                    {refunded}
                    <p class="text-xs text-muted">{placed}</p>
                    {reach(order)}
                    <div class="flex flex-wrap items-center gap-2">
                        {share(talk, &id)}
                        <form method="post" action=OrderAgainHere::PATH class="flex flex-wrap items-center gap-2">
                            {whereto(talk)}
                            {fresh_id()}
                            <input type="hidden" name="order" value=id.clone() />
                            {way}
                            <Button size=Size::Small icon=Glyph::Refresh>"Order again"</Button>
                        </form>
                        <ButtonLink href=routes::desk_order(order.number) size=Size::Small look=Look::Quiet>"Open"</ButtonLink>
                    </div>
                    {acts}
                    {cancel}
                    {refund}
                </div>
            </details>
        </li>
    }
    .into_any()
}

/// Where it goes, and how whoever ordered it is reached.
fn reach(order: &Order) -> AnyView {
    let fact = |label: &'static str, value: &str| {
        let value = value.to_owned();
        (!value.is_empty()).then(|| view! { <Fact label><span class="wrap-anywhere">{value}</span></Fact> })
    };
    let number = order.phone.clone();
    let phone = (!number.is_empty()).then(|| view! { <Fact label="Phone"><CallTo number /></Fact> });
    let (name, address) = (fact("Name", &order.name), order.email.clone());
    let rest = [("Goes to", &order.address), ("Note", &order.note), ("Tracking", &order.tracking)].map(|(label, value)| fact(label, value)).collect_view();
    view! { <Facts>{name} <Fact label="E-mail"><MailTo address /></Fact> {phone} {rest}</Facts> }.into_any()
}

/// How it is to be paid when it is ordered again: as before, where that is still possible.
fn way(ways: &[Method], order: &Order) -> Option<AnyView> {
    (ways.len() > 1).then(|| {
        let choices = ways.iter().map(|way| Choice::new(way.word(), way.label())).collect();
        let (id, value) = (format!("again-method-{}", order.id), if ways.contains(&order.method) { order.method } else { Method::OnDelivery });
        view! { <Select name="method" id label="How the new order is paid" choices value=value.word() class="w-40!" /> }.into_any()
    })
}

fn share(talk: &Talk, id: &str) -> Option<AnyView> {
    talk.is_open.then(|| {
        view! {
            <form method="post" action=ShareCard::PATH>
                {whereto(talk)}
                {fresh_id()}
                <input type="hidden" name="kind" value=CardKind::Order.word() />
                <input type="hidden" name="id" value=id.to_owned() />
                <Button size=Size::Small icon=Glyph::Send>"Show in the conversation"</Button>
            </form>
        }
        .into_any()
    })
}
