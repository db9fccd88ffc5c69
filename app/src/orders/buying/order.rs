//! An order as whoever has its link sees it: the confirmation after ordering, and later how far it is.

use super::questions::{TALK, questions};
use crate::forms::refused;
use crate::frames;
use crate::fresh::{FollowOwn, SELDOM_SECONDS};
use crate::layout::PortalLayout;
use crate::notes::{done_note, refusal};
use crate::orders::api::CancelOrder;
use crate::orders::looks::{OrderCourse, OrderHistory, OrderLines, Tracking};
use crate::page::{hide_from_search, page};
use crate::payments::PaymentPanel;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::businesses::actions as businesses;
use stoa::orders::actions;
use stoa::orders::model::{Deed, Opened, Order, OrderStatus, number_text};
use stoa::orders::rules::{Actor, possible};
use stoa::payments::actions as payments;

/// The id of the question before an order is cancelled.
const CANCEL: &str = "cancel-order";

/// `/o/{token}`
#[component]
pub fn OrderPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    page(async move {
        let services = session::services();
        let opened = actions::find_by_link(&services, &token).await?;
        let shop = businesses::find(services.db(), opened.order.business_id).await?;
        let (now, order) = (services.now(), opened.order.clone());
        let zone = businesses::zone(&shop, now);
        // The link may lead to another business than the one this browser was at last.
        let mut frame = frames::portal().await?;
        frame.business.clone_from(&shop.name);
        hide_from_search();
        let paid = payments::list_of_order(services.db(), order.business_id, order.id).await?;
        let returned = payments::refunds_of_order(services.db(), order.business_id, order.id).await?;
        let me = session::somebody().await?.map(|identity| identity.person().member()).filter(|me| order.member_id == Some(*me));
        let number = number_text(order.number);
        let subtitle = format!("Placed {} for {}", zone.short_words(order.placed_at, now), order.shown(order.total));
        let asked = questions(&order, &shop.name, &zone, now).await?;
        let goes_on = !matches!(order.status, OrderStatus::Delivered | OrderStatus::Cancelled | OrderStatus::Refunded);
        let may_cancel = possible(&order.standing(), Actor::Buyer).contains(&Deed::Cancel);
        Ok(view! {
            <Title text=number.clone() />
            <PortalLayout frame narrow=true>
                <PageHead title=format!("Order {number}") subtitle />
                {done_note(&[
                    ("placed", "Thank you, we have your order. A mail with all of this is on its way to you."),
                    ("cancelled", "The order is cancelled. Nothing has to be paid."),
                ])}
                {refusal(&refused().of("/cancel_order"), &[])}
                <div id="order">
                    <div class="my-6"><OrderCourse standing=order.standing() /></div>
                    <PaymentPanel order=order.clone() payments=paid refunds=returned now />
                    <Body opened zone now />
                    {may_cancel.then(|| view! { <Cancel order=order.clone() /> })}
                    {goes_on.then(|| view! { <span hidden data-waits=SELDOM_SECONDS></span> })}
                </div>
                {may_cancel.then(|| view! { <AskToCancel token=order.token.clone() /> })}
                {asked}
                <FollowOwn member=me parts=vec!["order", TALK] />
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn Body(opened: Opened, zone: stoa::kernel::zone::Zone, now: stoa::kernel::time::Timestamp) -> impl IntoView {
    let order = opened.order.clone();
    view! {
        <OrderLines opened=opened.clone() />
        <div class="mt-8 grid gap-8 sm:grid-cols-2">
            <section>
                <h2 class="mb-2 text-md font-semibold">"Where it goes"</h2>
                <Tracking tracking=order.tracking.clone() />
                <Address order />
            </section>
            <section>
                <h2 class="mb-2 text-md font-semibold">"What happened"</h2>
                <OrderHistory opened zone now />
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Address(order: Order) -> impl IntoView {
    let note = (!order.note.is_empty()).then(|| view! { <p class="mt-2 text-muted">{format!("“{}”", order.note)}</p> });
    view! {
        <address class="whitespace-pre-line not-italic">{format!("{}\n{}", order.name, order.address)}</address>
        <p class="mt-2 text-muted">{order.phone} <br /> {order.email}</p>
        {note}
        <p class="mt-2">{order.method.label()}</p>
    }
    .into_any()
}

#[component]
fn Cancel(order: Order) -> impl IntoView {
    let until = if order.method.is_paid_at_the_door() { "Possible until it is sent. " } else { "Possible until it is paid. " };
    view! {
        <div class="mt-8 flex flex-wrap items-center gap-3 border-t border-line pt-5">
            <OpenQuestion target=CANCEL>"Cancel this order"</OpenQuestion>
            <p class="text-sm text-muted">{until}<a href=routes::HELP class="rounded-xs text-accent underline underline-offset-2">"Questions? See the help."</a></p>
        </div>
    }
    .into_any()
}

/// Asks once more. It stands beside the part that is shown anew while somebody reads it.
#[component]
fn AskToCancel(token: String) -> impl IntoView {
    view! {
        <Question id=CANCEL title="Cancel this order?" words="We do not send it then. To have it after all you order again." action=CancelOrder::PATH>
            <input type="hidden" name="link" value=token />
        </Question>
    }
    .into_any()
}
